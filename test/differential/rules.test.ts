/** Three evaluations of one ruleset: compiled, the plain interpreter, json-rules-engine. They agree, on the catalogue and on any. */
import type { Facts, Verdict } from '@vacatur/core'
import { CATALOGUE_DOCUMENTS, interpret, ORDER, type Vocabulary } from '@vacatur/rules'
import fc from 'fast-check'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { checkedOn, compiledAgrees, pairs, referenceAgrees } from './rules-agreement.js'
import { seed, someFacts, someRuleset, times, WORDS } from './rules-generators.js'

vi.setConfig({ testTimeout: 600_000 })

const many = (vocabulary: Vocabulary, omit: number, count: number): fc.Arbitrary<readonly Facts[]> =>
  fc.array(someFacts(vocabulary, omit), { minLength: count, maxLength: count, size: 'max' })

const outcomeOf = (verdict: Verdict): string =>
  verdict.kind === 'rule' ? verdict.rule.outcome : verdict.kind

afterAll(() => {
  console.log(
    `rules: seed ${seed}; compared compiled with interpreter on ${pairs.compiled} pairs of ruleset and facts, ` +
      `json-rules-engine with interpreter on ${pairs.reference}, decided verdicts on ${pairs.fillings} fillings`,
  )
})

describe('the compiled evaluation', () => {
  it('agrees with the interpreter on generated rulesets, whatever facts are left out', () => {
    const property = fc.property(someRuleset(WORDS), many(WORDS, 15, 220), (document, questions) =>
      compiledAgrees(document, WORDS, questions),
    )
    fc.assert(property, { seed, numRuns: 500 * times })
  })

  it.each(CATALOGUE_DOCUMENTS.map((document) => [document.ruleset, document] as const))(
    'agrees with the interpreter on %s',
    (_, document) => {
      const property = fc.property(many(ORDER, 10, 100), (questions) =>
        compiledAgrees(document, ORDER, questions),
      )
      fc.assert(property, { seed, numRuns: 50 * times })
    },
  )
})

describe('json-rules-engine', () => {
  it('agrees with the interpreter on generated rulesets where all facts are given', async () => {
    const property = fc.asyncProperty(someRuleset(WORDS), many(WORDS, 0, 10), (document, questions) =>
      referenceAgrees(document, WORDS, questions),
    )
    await fc.assert(property, { seed, numRuns: 200 * times })
  })

  it('agrees with the interpreter on generated rulesets where facts are left out', async () => {
    const property = fc.asyncProperty(someRuleset(WORDS), many(WORDS, 20, 10), (document, questions) =>
      referenceAgrees(document, WORDS, questions),
    )
    await fc.assert(property, { seed, numRuns: 200 * times })
  })

  it.each(CATALOGUE_DOCUMENTS.map((document) => [document.ruleset, document] as const))(
    'agrees with the interpreter on %s',
    async (_, document) => {
      const property = fc.asyncProperty(fc.constantFrom(0, 10), (omit) =>
        referenceAgrees(document, ORDER, fc.sample(someFacts(ORDER, omit), { seed, numRuns: 10 })),
      )
      await fc.assert(property, { seed, numRuns: 10 * times })
    },
  )
})

describe('a verdict although facts are missing', () => {
  const filled = (facts: Facts, filling: Facts): Facts =>
    Object.fromEntries(
      Object.entries(filling).map(([name, value]) => [name, facts[name] === undefined ? value : facts[name]]),
    )

  it('has the outcome that every way of filling them in has', () => {
    const property = fc.property(
      someRuleset(WORDS),
      someFacts(WORDS, 30),
      many(WORDS, 0, 20),
      (document, facts, fillings) => {
        const ruleset = checkedOn(document, WORDS)
        const verdict = interpret(ruleset, facts)
        if (verdict.kind === 'missing') return
        for (const filling of fillings) {
          pairs.fillings += 1
          expect(outcomeOf(interpret(ruleset, filled(facts, filling)))).toBe(outcomeOf(verdict))
        }
      },
    )
    fc.assert(property, { seed, numRuns: 300 * times })
  })
})
