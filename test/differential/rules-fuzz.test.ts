/** `npm run fuzz`: the three evaluations compared on ever other generated rulesets, for as many minutes as `VACATUR_MINUTES` says. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compiledAgrees, pairs, referenceAgrees } from './rules-agreement.js'
import { seed, someFacts, someRuleset, WORDS } from './rules-generators.js'

const minutes = Number(process.env['VACATUR_MINUTES'] ?? 0)
const MINUTE_MS = 60_000

const some = (count: number) =>
  fc.array(someFacts(WORDS, 15), { minLength: count, maxLength: count, size: 'max' })

const round = async (roundSeed: number): Promise<void> => {
  const size = { most: 12, depth: 6 }
  const quick = fc.property(someRuleset(WORDS, size), some(100), (document, questions) =>
    compiledAgrees(document, WORDS, questions),
  )
  fc.assert(quick, { seed: roundSeed, numRuns: 200 })
  const slow = fc.asyncProperty(someRuleset(WORDS, size), some(5), (document, questions) =>
    referenceAgrees(document, WORDS, questions),
  )
  await fc.assert(slow, { seed: roundSeed, numRuns: 100 })
}

describe('the three evaluations', () => {
  it(
    'agree for as long as they are asked',
    async ({ skip }) => {
      if (minutes === 0) skip('runs only where VACATUR_MINUTES says for how long')
      const end = Date.now() + minutes * MINUTE_MS
      for (let step = 0; Date.now() < end; step += 1) {
        await round(seed + step)
        console.log(
          `rules: seed ${seed + step} done; ${pairs.compiled} pairs compiled, ${pairs.reference} on json-rules-engine`,
        )
      }
      expect(pairs.compiled).toBeGreaterThan(0)
    },
    (minutes + 5) * MINUTE_MS,
  )
})
