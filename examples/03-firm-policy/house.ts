/** The house's rulesets, as written and as checked, and the entry that publishes one: what a firm keeps beside its code. */
import { digestOf, type EntryInput } from '@vacatur/core'
import { type CheckedRuleset, checkRuleset, type FactCase, ORDER, parseFactCases } from '@vacatur/rules'
import naive from './naive.json' with { type: 'json' }
import policyCases from './policy.cases.json' with { type: 'json' }
import policy from './policy.json' with { type: 'json' }

/** A ruleset of the house as written. */
export type Document = typeof naive | typeof policy

/** The ruleset, checked; one that cannot be is refused with every problem and its place. */
export const checked = (document: Document): CheckedRuleset => {
  const result = checkRuleset(document)
  if (result._tag === 'Left') throw new TypeError(result.left.join('; '))
  return result.right
}

/** The policy's cases, read. */
export const casesOfPolicy = (): readonly FactCase[] => {
  const result = parseFactCases(policyCases, ORDER)
  if (result._tag === 'Left') throw new TypeError(result.left.join('; '))
  return result.right
}

/** The entry that puts the ruleset into a log, in force from 2026 on. */
export const published = (rules: Document): EntryInput => ({
  id: `ruleset/${rules.ruleset}/${rules.version}`,
  type: 'RulesetPublished',
  validAt: '2026-01-01T05:00:00.000Z',
  publishedAt: '2026-01-01T05:00:00.000Z',
  source: { authority: 'house policy', citation: rules.title },
  ruleset: rules.ruleset,
  version: rules.version,
  rules,
  digest: digestOf(rules),
})

export { naive, policy }
