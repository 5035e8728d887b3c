/** Screening against a plain reading of it, with another seed each time. */
import { describe, it } from 'vitest'
import { checkAsync, RUNS } from '../property/check.js'
import { hypothesisProperty, screeningProperty } from './screen-campaign.js'

describe('gate.screen', () => {
  it('says what the oracle answers, now and at every later instant, of any instants in any order', async () => {
    await checkAsync(screeningProperty, 4 * RUNS)
  })

  it('says of a hypothesis what it says once that has come true', async () => {
    await checkAsync(hypothesisProperty)
  })
})
