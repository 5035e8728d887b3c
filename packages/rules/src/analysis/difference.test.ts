import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { CATALOGUE_DOCUMENTS } from '../catalogue/catalogue.js'
import { type CheckedRuleset, checkRuleset } from '../ruleset/check.js'
import { differencesBetween, explainDifference } from './difference.js'
import { speakerOn } from './witness.js'

const checked = (document: unknown): CheckedRuleset => {
  const result = checkRuleset(document)
  if (E.isLeft(result)) throw new Error(result.left.join('; '))
  return result.right
}

const [, document] = CATALOGUE_DOCUMENTS
if (document === undefined) throw new Error('no catalogue')
const { rules } = document
const original = checked(document)

describe('differencesBetween', () => {
  it('is empty between a ruleset and itself, or one with disjoint rules the other way round', () => {
    expect(differencesBetween(original, original)).toEqual([])
    const [first, second, ...others] = rules
    expect(differencesBetween(original, checked({ ...document, rules: [second, first, ...others] }))).toEqual(
      [],
    )
  })

  it.each(rules.map(({ name }) => [name]))('finds that `%s` is gone, with facts that hold', (name) => {
    const without = checked({ ...document, rules: rules.filter((rule) => rule.name !== name) })
    const differences = differencesBetween(original, without)
    expect(differences.length).toBeGreaterThan(0)
    for (const difference of differences) {
      if (difference.kind !== 'differs') throw new Error('gave up')
      expect(difference.before?.rule).toBe(name)
      expect(speakerOn(original, difference.facts)).toBe(name)
      expect(speakerOn(without, difference.facts)).toBe(difference.after?.rule ?? null)
    }
  })

  it('tells a changed outcome from a changed reason', () => {
    const stricter = rules.map((rule) =>
      rule.name === 'hold-permitted'
        ? { ...rule, event: { ...rule.event, params: { ...rule.event.params, outcome: 'review' } } }
        : rule,
    )
    const [difference] = differencesBetween(original, checked({ ...document, rules: stricter }))
    expect(difference).toMatchObject({ kind: 'differs', isOfOutcome: true })
    if (difference === undefined) throw new Error('not found')
    expect(explainDifference(original.vocabulary, difference)).toContain(
      'permit `hold-permitted` by rule `hold-permitted` (OFAC FAQ 1046',
    )
  })
})
