/**
 * The walk over the rules of a ruleset: the first that holds speaks, unless rules left open before it might have said otherwise.
 * Whoever evaluates the conditions, this is how the verdict follows.
 */
import type { SpokenRule, Verdict } from '@vacatur/core'
import type { Rule } from '../ruleset/condition.js'
import type { Truth } from './truth.js'

/** What the walk asks of whoever evaluates conditions. */
export interface Evaluated {
  readonly truthOf: (rule: Rule) => Truth
  /** The missing facts that leave the rule open. */
  readonly missingOf: (rule: Rule) => readonly string[]
}

/** What a rule says, without its condition. */
export const spokenOf = (rule: Rule): SpokenRule => {
  const { name, outcome, code, citation, sentence, warning } = rule
  return { rule: name, outcome, code, citation, sentence, ...(warning === undefined ? {} : { warning }) }
}

/** Names sorted by code units, each once. */
const sortedOnce = (names: readonly string[]): readonly string[] =>
  [...new Set(names)].toSorted((one, other) => (one < other ? -1 : 1))

/**
 * Goes on past open rules until one holds. It speaks if every rule left open before it has the same outcome; otherwise the facts that
 * left them open are missing. No rule holds and none is open: none.
 */
export const walk = (rules: readonly Rule[], { truthOf, missingOf }: Evaluated): Verdict => {
  const open: Rule[] = []
  const missing = (): Verdict => ({ kind: 'missing', facts: sortedOnce(open.flatMap(missingOf)) })
  for (const rule of rules) {
    const truth = truthOf(rule)
    if (truth === 'open') open.push(rule)
    if (truth !== 'holds') continue
    const agreed = open.every(({ outcome }) => outcome === rule.outcome)
    return agreed ? { kind: 'rule', rule: spokenOf(rule) } : missing()
  }
  return open.length > 0 ? missing() : { kind: 'none' }
}
