/** `npm run soak`: index against oracle on ever other generated logs, for as many minutes as `VACATUR_MINUTES` says. */
import { describe, expect, it } from 'vitest'
import { campaign } from './campaign.js'

const minutes = Number(process.env['VACATUR_MINUTES'] ?? 0)
const MINUTE_MS = 60_000
const PAIRS_A_SEED = 20_000

/** Another seed each second: no two soaks ask the same. */
const firstSeed = (): number => Number(process.env['SEED'] ?? Math.floor(Date.now() / 1000))

describe('the index', () => {
  it(
    'says what the oracle says, for as long as it is asked',
    ({ skip }) => {
      if (minutes === 0) skip('runs only where VACATUR_MINUTES says for how long')
      const end = Date.now() + minutes * MINUTE_MS
      let asked = 0
      for (let seed = firstSeed(); asked === 0 || Date.now() < end; seed += 1) {
        const { pairs, differences } = campaign(seed, PAIRS_A_SEED)
        expect(differences).toEqual([])
        asked += pairs
        console.log(`index: seed ${seed} done; ${asked} questions so far`)
      }
    },
    (minutes + 5) * MINUTE_MS,
  )
})
