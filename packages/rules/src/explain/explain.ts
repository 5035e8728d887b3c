/** Why a ruleset says what it says: which condition of which rule held, with which values. Built only when asked for. */
import type { Facts, FactValue, Outcome, Verdict } from '@vacatur/core'
import { reading, truthOfCondition } from '../interpret/condition.js'
import { interpret } from '../interpret/interpret.js'
import type { ReadFact } from '../interpret/test.js'
import type { Truth } from '../interpret/truth.js'
import type { CheckedRuleset } from '../ruleset/check.js'
import type { Bound, Condition, Operand, Rule } from '../ruleset/condition.js'
import type { Operator } from '../ruleset/operator.js'

/** A value that was compared; `fact` where it is one's. Undefined: left out. */
export interface Compared {
  readonly fact?: string
  readonly value: FactValue
}

/** A condition with what it came to; `place` is where the document writes it. */
export type ConditionExplained = { readonly truth: Truth; readonly place: string } & (
  | { readonly kind: 'all' | 'any'; readonly of: readonly ConditionExplained[] }
  | { readonly kind: 'not'; readonly of: ConditionExplained }
  | { readonly kind: 'named'; readonly name: string; readonly of: ConditionExplained }
  | {
      readonly kind: 'test'
      readonly fact: string
      readonly value: FactValue
      readonly operator: Operator
      /** One value, the values of a list, or two bounds: from (inclusive), until (exclusive). */
      readonly against: readonly Compared[]
    }
)

/** A rule that was asked, with what its condition came to. */
export interface RuleExplained {
  readonly rule: string
  readonly outcome: Outcome
  readonly code: string
  readonly citation: string
  readonly condition: ConditionExplained
}

/** A verdict with the rules that were asked for it, in the order of the walk; the last is the one that held, if one did. */
export interface Explanation {
  readonly verdict: Verdict
  readonly rules: readonly RuleExplained[]
}

const boundExplained = (bound: Bound, read: ReadFact): Compared =>
  bound.kind === 'fact' ? { fact: bound.fact, value: read(bound.fact) } : { value: bound.value }

const operandExplained = (operand: Operand, read: ReadFact): readonly Compared[] => {
  switch (operand.kind) {
    case 'list':
      return operand.values.map((value) => ({ value }))
    case 'bounds':
      return [boundExplained(operand.from, read), boundExplained(operand.until, read)]
    case 'constant':
    case 'fact':
      return [boundExplained(operand, read)]
    default:
      return operand satisfies never
  }
}

const explained = (condition: Condition, read: ReadFact): ConditionExplained => {
  const { place } = condition
  const truth = truthOfCondition(condition, read)
  switch (condition.kind) {
    case 'all':
    case 'any':
      return { kind: condition.kind, truth, place, of: condition.of.map((item) => explained(item, read)) }
    case 'not':
      return { kind: 'not', truth, place, of: explained(condition.of, read) }
    case 'named':
      return { kind: 'named', name: condition.name, truth, place, of: explained(condition.of, read) }
    case 'test': {
      const { fact, operator, operand } = condition
      const against = operandExplained(operand, read)
      return { kind: 'test', truth, place, fact, value: read(fact), operator, against }
    }
    default:
      return condition satisfies never
  }
}

const ruleExplained = (
  { name, outcome, code, citation, condition }: Rule,
  read: ReadFact,
): RuleExplained => ({
  rule: name,
  outcome,
  code,
  citation,
  condition: explained(condition, read),
})

/** The verdict on facts, with every rule that was asked. */
export const explain = (ruleset: CheckedRuleset, facts: Facts): Explanation => {
  const read = reading(ruleset.vocabulary, facts)
  const rules: RuleExplained[] = []
  for (const rule of ruleset.rules) {
    const one = ruleExplained(rule, read)
    rules.push(one)
    if (one.condition.truth === 'holds') break
  }
  return { verdict: interpret(ruleset, facts), rules }
}
