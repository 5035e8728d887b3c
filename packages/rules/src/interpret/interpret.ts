/** The plain evaluation of a ruleset: condition by condition, as written. Slow and short; everything fast is held against it. */
import type { Facts, Verdict } from '@vacatur/core'
import type { CheckedRuleset } from '../ruleset/check.js'
import { missingIn, reading, truthOfCondition } from './condition.js'
import { walk } from './walk.js'

/** What the ruleset says on facts. */
export const interpret = ({ rules, vocabulary }: CheckedRuleset, facts: Facts): Verdict => {
  const read = reading(vocabulary, facts)
  return walk(rules, {
    truthOf: ({ condition }) => truthOfCondition(condition, read),
    missingOf: ({ condition }) => missingIn(condition, read),
  })
}
