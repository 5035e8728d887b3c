/** Which rules and conditions a set of cases has exercised. */
import type { Facts } from '@vacatur/core'
import { explain, type ConditionExplained } from '../explain/explain.js'
import type { CheckedRuleset } from '../ruleset/check.js'
import type { Condition } from '../ruleset/condition.js'

/** How often a rule spoke. */
export interface RuleCoverage {
  readonly rule: string
  readonly spoke: number
}

/** How often a condition came to each truth, where its rule was asked; `place` is where the document writes it. */
export interface ConditionCoverage {
  readonly place: string
  readonly held: number
  readonly failed: number
  readonly open: number
}

/** How often everything was exercised, in the order of the walk; what has never both held and failed needs another case. */
export interface Coverage {
  readonly rules: readonly RuleCoverage[]
  readonly conditions: readonly ConditionCoverage[]
  readonly unspoken: readonly string[]
  /** Places of conditions that never held, and of those that never failed. */
  readonly neverHeld: readonly string[]
  readonly neverFailed: readonly string[]
}

const COUNTED = { holds: 'held', fails: 'failed', open: 'open' } as const

interface Count {
  held: number
  failed: number
  open: number
}

const placesIn = (condition: Condition): readonly string[] => {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return [condition.place, ...condition.of.flatMap(placesIn)]
    case 'not':
    case 'named':
      return [condition.place, ...placesIn(condition.of)]
    case 'test':
      return [condition.place]
    default:
      return condition satisfies never
  }
}

const count = (explained: ConditionExplained, counts: ReadonlyMap<string, Count>): void => {
  const counted = counts.get(explained.place)
  if (counted !== undefined) counted[COUNTED[explained.truth]] += 1
  if (explained.kind === 'all' || explained.kind === 'any')
    for (const item of explained.of) count(item, counts)
  if (explained.kind === 'not' || explained.kind === 'named') count(explained.of, counts)
}

/** What the facts of the cases exercise. */
export const coverageOf = (ruleset: CheckedRuleset, cases: readonly Facts[]): Coverage => {
  const places = ruleset.rules.flatMap(({ condition }) => placesIn(condition))
  const counts = new Map<string, Count>(places.map((place) => [place, { held: 0, failed: 0, open: 0 }]))
  const spoken = new Map<string, number>()
  for (const facts of cases) {
    const { verdict, rules } = explain(ruleset, facts)
    for (const { condition } of rules) count(condition, counts)
    if (verdict.kind === 'rule') spoken.set(verdict.rule.rule, (spoken.get(verdict.rule.rule) ?? 0) + 1)
  }
  const rules = ruleset.rules.map(({ name }) => ({ rule: name, spoke: spoken.get(name) ?? 0 }))
  const conditions = [...counts].map(([place, counted]) => ({ place, ...counted }))
  return {
    rules,
    conditions,
    unspoken: rules.filter(({ spoke }) => spoke === 0).map(({ rule }) => rule),
    neverHeld: conditions.filter(({ held }) => held === 0).map(({ place }) => place),
    neverFailed: conditions.filter(({ failed }) => failed === 0).map(({ place }) => place),
  }
}
