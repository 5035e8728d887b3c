/** The operators of conditions: json-rules-engine's ten, and three for instants; which of them suit which type of fact. */
import type { FactType } from '../fact/declaration.js'

/** json-rules-engine's operators in its order, then those for instants. */
export const OPERATORS = [
  'equal',
  'notEqual',
  'in',
  'notIn',
  'contains',
  'doesNotContain',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
  'before',
  'onOrAfter',
  'within',
] as const

/**
 * The name of an operator. `equal` and its kin compare identity: nothing equals nothing only. The ordering ones are false wherever
 * one side is nothing. `within` is `[from, until)`.
 */
export type Operator = (typeof OPERATORS)[number]

const OF_ANY_TYPE = ['equal', 'notEqual', 'in', 'notIn'] as const
const OF_ORDER = ['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'] as const

const SUITABLE: Record<FactType['type'], readonly Operator[]> = {
  boolean: OF_ANY_TYPE,
  integer: [...OF_ANY_TYPE, ...OF_ORDER],
  instant: [...OF_ANY_TYPE, ...OF_ORDER, 'before', 'onOrAfter', 'within'],
  'one-of': OF_ANY_TYPE,
}

/** The operators that suit a type. `contains` and `doesNotContain` suit none: no declared fact is a list. */
export const operatorsFor = (type: FactType['type']): readonly Operator[] => SUITABLE[type]
