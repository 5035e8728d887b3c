/** The other half of the campaign of index against oracle. */
import { describe, expect, it } from 'vitest'
import { campaign } from './campaign.js'
import { CAMPAIGN_PAIRS, CAMPAIGN_SEED } from './campaign-size.js'

describe('the index', () => {
  it('says what the oracle says, on another half million generated questions', () => {
    const seed = CAMPAIGN_SEED + 1
    const { pairs, logs, differences } = campaign(seed, CAMPAIGN_PAIRS / 2)
    process.stdout.write(`index against oracle: ${pairs} questions on ${logs} logs, seed ${seed}\n`)
    expect(differences).toEqual([])
    expect(pairs).toBeGreaterThanOrEqual(CAMPAIGN_PAIRS / 2)
  }, 600_000)
})
