/** Conditions in words, for people: what a lawyer reads in a table. */
import { type Instant, textOf } from '@vacatur/core'
import { declarationOf, type Vocabulary } from '../fact/declaration.js'
import type { Bound, Condition, Constant, Test } from '../ruleset/condition.js'

const OPERATOR_WORDS = {
  equal: 'is',
  notEqual: 'is not',
  in: 'is one of',
  notIn: 'is none of',
  contains: 'contains',
  doesNotContain: 'does not contain',
  lessThan: 'is less than',
  lessThanInclusive: 'is at most',
  greaterThan: 'is more than',
  greaterThanInclusive: 'is at least',
  before: 'is before',
  onOrAfter: 'is on or after',
  within: 'is within',
} as const

const constantInWords = (vocabulary: Vocabulary, fact: string, value: Constant): string => {
  if (value === null) return 'nothing'
  const isInstant = declarationOf(vocabulary, fact)?.type === 'instant'
  return isInstant && typeof value === 'number' ? textOf(value as Instant) : String(value)
}

const boundInWords = (vocabulary: Vocabulary, fact: string, bound: Bound): string =>
  bound.kind === 'fact' ? bound.fact : constantInWords(vocabulary, fact, bound.value)

const testInWords = (vocabulary: Vocabulary, { fact, operator, operand }: Test): string => {
  const constant = (value: Constant): string => constantInWords(vocabulary, fact, value)
  switch (operand.kind) {
    case 'list':
      return `${fact} ${OPERATOR_WORDS[operator]} ${operand.values.map(constant).join(', ')}`
    case 'bounds': {
      const [from, until] = [operand.from, operand.until].map((bound) =>
        boundInWords(vocabulary, fact, bound),
      )
      return `${fact} is on or after ${from} and before ${until}`
    }
    case 'constant':
    case 'fact': {
      if (operand.kind === 'constant' && typeof operand.value === 'boolean') {
        return operand.value === (operator === 'equal') ? fact : `not ${fact}`
      }
      return `${fact} ${OPERATOR_WORDS[operator]} ${boundInWords(vocabulary, fact, operand)}`
    }
    default:
      return operand satisfies never
  }
}

const grouped = (words: string, condition: Condition): string =>
  (condition.kind === 'all' || condition.kind === 'any') && condition.of.length > 1 ? `(${words})` : words

/** The condition in words. A named one is called by its name, in italics. */
export const inWords = (vocabulary: Vocabulary, condition: Condition): string => {
  const inner = (item: Condition): string => grouped(inWords(vocabulary, item), item)
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const [only] = condition.of
      if (condition.of.length === 1 && only !== undefined) return inWords(vocabulary, only)
      return condition.of.map(inner).join(condition.kind === 'all' ? ' and ' : ' or ')
    }
    case 'not':
      return `not ${condition.of.kind === 'test' ? `(${inner(condition.of)})` : inner(condition.of)}`
    case 'named':
      return `*${condition.name}*`
    case 'test':
      return testInWords(vocabulary, condition)
    default:
      return condition satisfies never
  }
}
