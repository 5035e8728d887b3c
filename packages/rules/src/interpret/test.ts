/** One fact compared, in three truth values: what each operator means. Nothing is before or after nothing. */
import type { FactValue } from '@vacatur/core'
import type { Bound, Test } from '../ruleset/condition.js'
import type { Operator } from '../ruleset/operator.js'
import { allOf, type Truth, truthOf } from './truth.js'

/** The value of a fact as rules see it; undefined: left out. */
export type ReadFact = (fact: string) => FactValue

type Known = Exclude<FactValue, undefined>

const valueOf = (bound: Bound, read: ReadFact): FactValue =>
  bound.kind === 'constant' ? bound.value : read(bound.fact)

const bothNumbers = (one: Known, other: Known, holds: (one: number, other: number) => boolean): boolean =>
  typeof one === 'number' && typeof other === 'number' && holds(one, other)

const compare = (operator: Operator, one: Known, other: Known): boolean => {
  switch (operator) {
    case 'equal':
      return one === other
    case 'notEqual':
      return one !== other
    case 'lessThan':
    case 'before':
      return bothNumbers(one, other, (a, b) => a < b)
    case 'lessThanInclusive':
      return bothNumbers(one, other, (a, b) => a <= b)
    case 'greaterThan':
      return bothNumbers(one, other, (a, b) => a > b)
    case 'greaterThanInclusive':
    case 'onOrAfter':
      return bothNumbers(one, other, (a, b) => a >= b)
    case 'in':
    case 'notIn':
    case 'within':
    case 'contains':
    case 'doesNotContain':
      throw new TypeError(`the operator ${operator} with one operand`)
    default:
      return operator satisfies never
  }
}

const compared = (operator: Operator, one: FactValue, other: FactValue): Truth =>
  one === undefined || other === undefined ? 'open' : truthOf(compare(operator, one, other))

/** What a test comes to. Open where a fact that it compares was left out; `within` is its two bounds together. */
export const truthOfTest = ({ fact, operator, operand }: Test, read: ReadFact): Truth => {
  const value = read(fact)
  switch (operand.kind) {
    case 'constant':
    case 'fact':
      return compared(operator, value, valueOf(operand, read))
    case 'list':
      return value === undefined ? 'open' : truthOf(operand.values.includes(value) === (operator === 'in'))
    case 'bounds':
      return allOf([
        compared('onOrAfter', value, valueOf(operand.from, read)),
        compared('before', value, valueOf(operand.until, read)),
      ])
    default:
      return operand satisfies never
  }
}
