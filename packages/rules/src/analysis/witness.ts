/** Concrete facts that show what a finding says: evaluated again by the plain interpreter before anybody sees them. */
import { type FactValue, type Facts, type Instant, textOf } from '@vacatur/core'
import { declarationOf, type Vocabulary } from '../fact/declaration.js'
import { reading, truthOfCondition } from '../interpret/condition.js'
import { interpret } from '../interpret/interpret.js'
import type { CheckedRuleset } from '../ruleset/check.js'
import type { Rule } from '../ruleset/condition.js'

/** Facts as a case file writes them: instants as text. Those that no condition uses are left away. */
export type WrittenFacts = Readonly<Record<string, boolean | number | string | null>>

const writtenValue = (
  vocabulary: Vocabulary,
  fact: string,
  value: FactValue,
): boolean | number | string | null => {
  if (value === undefined || value === null) return null
  const isInstant = declarationOf(vocabulary, fact)?.type === 'instant'
  return isInstant && typeof value === 'number' ? textOf(value as Instant) : value
}

/** Facts as a case file writes them. What was left out is left out. */
export const writtenFacts = (vocabulary: Vocabulary, facts: Facts): WrittenFacts =>
  Object.fromEntries(
    Object.entries(facts)
      .filter(([, value]) => value !== undefined)
      .map(([fact, value]) => [fact, writtenValue(vocabulary, fact, value)]),
  )

/** Whether a rule's condition holds on facts, by the plain interpreter. */
export const holdsOn = ({ vocabulary }: CheckedRuleset, rule: Rule, facts: Facts): boolean =>
  truthOfCondition(rule.condition, reading(vocabulary, facts)) === 'holds'

/** The name of the rule that speaks on facts, by the plain interpreter; null where none holds. */
export const speakerOn = (ruleset: CheckedRuleset, facts: Facts): string | null => {
  const verdict = interpret(ruleset, facts)
  if (verdict.kind === 'missing') throw new TypeError(`facts are missing: ${verdict.facts.join(', ')}`)
  return verdict.kind === 'rule' ? verdict.rule.rule : null
}

/** The facts, if what they are to show is so; that it is not would be a bug of the analysis. */
export const shown = (facts: Facts, isSo: boolean): Facts => {
  if (!isSo) throw new TypeError(`a witness that does not hold: ${JSON.stringify(facts)}`)
  return facts
}
