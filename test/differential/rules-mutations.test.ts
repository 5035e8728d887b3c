/** Would the differential suite notice? Each mutation breaks one operator or one connective on purpose; each must be found. */
import type { Facts } from '@vacatur/core'
import { checkRuleset, compile, interpret, type RulesetDocument } from '@vacatur/rules'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it, vi } from 'vitest'
import { seed, someFacts, someRuleset, WORDS } from './rules-generators.js'

vi.setConfig({ testTimeout: 600_000 })

type Condition = Readonly<Record<string, unknown>>

/** A condition rebuilt from the inside out. */
const rebuilt = (condition: Condition, change: (condition: Condition) => Condition): Condition => {
  const inner = (item: unknown): Condition => rebuilt(item as Condition, change)
  const { all, any, not } = condition
  if (Array.isArray(all)) return change({ all: all.map(inner) })
  if (Array.isArray(any)) return change({ any: any.map(inner) })
  return change(not === undefined ? condition : { not: inner(not) })
}

const inEveryCondition =
  (change: (condition: Condition) => Condition) =>
  (document: RulesetDocument): unknown => ({
    ...document,
    conditions: Object.fromEntries(
      Object.entries(document.conditions ?? {}).map(([name, condition]) => [
        name,
        rebuilt(condition, change),
      ]),
    ),
    rules: document.rules.map((rule) => ({ ...rule, conditions: rebuilt(rule.conditions, change) })),
  })

const operatorAs = (operator: string, broken: string) =>
  inEveryCondition((condition) =>
    condition['operator'] === operator ? { ...condition, operator: broken } : condition,
  )

/** `within` as two comparisons, with bounds included or excluded otherwise than they should be. */
const withinAs = (from: string, until: string) =>
  inEveryCondition((condition) => {
    const { operator, value, ...left } = condition
    if (operator !== 'within' || !Array.isArray(value)) return condition
    const [first, last] = value as readonly unknown[]
    return {
      all: [
        { ...left, operator: from, value: first },
        { ...left, operator: until, value: last },
      ],
    }
  })

const swapped = { all: 'any', any: 'all' } as const

const connectiveAs = (kind: 'all' | 'any') =>
  inEveryCondition((condition) => (kind in condition ? { [swapped[kind]]: condition[kind] } : condition))

const documents: readonly (readonly [string, (document: RulesetDocument) => unknown])[] = [
  ['equal as notEqual', operatorAs('equal', 'notEqual')],
  ['notEqual as equal', operatorAs('notEqual', 'equal')],
  ['in as notIn', operatorAs('in', 'notIn')],
  ['notIn as in', operatorAs('notIn', 'in')],
  ['lessThan with its bound', operatorAs('lessThan', 'lessThanInclusive')],
  ['lessThanInclusive without its bound', operatorAs('lessThanInclusive', 'lessThan')],
  ['greaterThan with its bound', operatorAs('greaterThan', 'greaterThanInclusive')],
  ['greaterThanInclusive without its bound', operatorAs('greaterThanInclusive', 'greaterThan')],
  ['before with its bound', operatorAs('before', 'lessThanInclusive')],
  ['onOrAfter without its bound', operatorAs('onOrAfter', 'greaterThan')],
  ['within without its first bound', withinAs('greaterThan', 'before')],
  ['within with its last bound', withinAs('onOrAfter', 'lessThanInclusive')],
  ['all as any', connectiveAs('all')],
  ['any as all', connectiveAs('any')],
  [
    'not left away',
    inEveryCondition((condition) => ('not' in condition ? { all: [condition['not']] } : condition)),
  ],
  [
    'one named condition for another',
    inEveryCondition((condition) =>
      condition['condition'] === 'second' ? { condition: 'first' } : condition,
    ),
  ],
  ['ties the other way round', (document) => ({ ...document, rules: document.rules.toReversed() })],
  [
    'priorities left away',
    (document) => ({ ...document, rules: document.rules.map(({ priority: _, ...rule }) => rule) }),
  ],
]

const withFacts =
  (change: (value: Facts[string], name: string) => Facts[string]) =>
  (facts: Facts): Facts =>
    Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, change(value, name)]))

const facts: readonly (readonly [string, (facts: Facts) => Facts])[] = [
  ['nothing as left out', withFacts((value) => (value === null ? undefined : value))],
  ['nothing as the epoch', withFacts((value) => (value === null ? 0 : value))],
  [
    'what was left out as nothing',
    withFacts((value, name) => (value === undefined && name === 'begin' ? null : value)),
  ],
  [
    'what was left out as false',
    withFacts((value, name) => (value === undefined && name === 'tall' ? false : value)),
  ],
  [
    'what was left out as a value',
    withFacts((value, name) => (value === undefined && name === 'letter' ? 'a' : value)),
  ],
]

const evaluatorOf = (document: unknown) => {
  const checked = checkRuleset(document, WORDS)
  if (E.isLeft(checked)) throw new Error(checked.left.join('; '))
  return checked.right
}

/** Whether the comparison of the suite finds a ruleset and facts on which the broken evaluation differs. */
const isFound = (
  mutate: (document: RulesetDocument) => unknown,
  change: (given: Facts) => Facts = (given) => given,
  numRuns = 500,
): boolean => {
  const property = fc.property(
    someRuleset(WORDS),
    fc.array(someFacts(WORDS, 15), { minLength: 60, maxLength: 60, size: 'max' }),
    (document, questions) => {
      const ruleset = evaluatorOf(document)
      const broken = compile(evaluatorOf(mutate(document)))
      for (const question of questions) {
        expect(broken.evaluate(change(question))).toEqual(interpret(ruleset, question))
      }
    },
  )
  return fc.check(property, { seed, numRuns, endOnFailure: true }).failed
}

describe('a broken evaluation is found', () => {
  it.each(documents)('that takes %s', (_, mutate) => {
    expect(isFound(mutate)).toBe(true)
  })

  it.each(facts)('that takes %s', (_, change) => {
    expect(isFound((document) => document, change)).toBe(true)
  })

  it('and one that is not broken is not', () => {
    expect(isFound((document) => document, undefined, 50)).toBe(false)
  })
})
