import type { FactValue } from '@vacatur/core'
import { describe, expect, it } from 'vitest'
import type { Operand } from '../ruleset/condition.js'
import type { Operator } from '../ruleset/operator.js'
import { truthOfTest } from './test.js'

const truth = (operator: Operator, value: FactValue, against: FactValue | Operand): string => {
  const operand: Operand =
    typeof against === 'object' && against !== null ? against : { kind: 'fact', fact: 'other' }
  const facts: Record<string, FactValue> = {
    one: value,
    ...(typeof against === 'object' && against !== null ? {} : { other: against }),
  }
  return truthOfTest({ kind: 'test', fact: 'one', operator, operand, place: '' }, (fact) => facts[fact])
}

describe('truthOfTest', () => {
  it.each<[Operator, FactValue, FactValue, string]>([
    ['equal', 1, 1, 'holds'],
    ['equal', 1, 2, 'fails'],
    ['equal', null, null, 'holds'],
    ['equal', null, 1, 'fails'],
    ['notEqual', null, 1, 'holds'],
    ['notEqual', null, null, 'fails'],
    ['lessThan', 1, 2, 'holds'],
    ['lessThan', 2, 2, 'fails'],
    ['lessThanInclusive', 2, 2, 'holds'],
    ['lessThanInclusive', 3, 2, 'fails'],
    ['greaterThan', 2, 2, 'fails'],
    ['greaterThan', 3, 2, 'holds'],
    ['greaterThanInclusive', 2, 2, 'holds'],
    ['greaterThanInclusive', 1, 2, 'fails'],
    ['before', 1, 2, 'holds'],
    ['before', 2, 2, 'fails'],
    ['onOrAfter', 2, 2, 'holds'],
    ['onOrAfter', 1, 2, 'fails'],
  ])('%s of %s and %s %s', (operator, one, other, expected) => {
    expect(truth(operator, one, other)).toBe(expected)
  })

  it.each<Operator>([
    'lessThan',
    'lessThanInclusive',
    'greaterThan',
    'greaterThanInclusive',
    'before',
    'onOrAfter',
  ])('%s fails wherever one side is nothing', (operator) => {
    expect(truth(operator, null, 1)).toBe('fails')
    expect(truth(operator, -1, null)).toBe('fails')
    expect(truth(operator, null, null)).toBe('fails')
  })

  it.each<Operator>(['equal', 'notEqual', 'lessThan', 'before', 'onOrAfter'])(
    '%s is open where one side was left out',
    (operator) => {
      expect(truth(operator, undefined, 1)).toBe('open')
      expect(truth(operator, 1, undefined)).toBe('open')
      expect(truth(operator, null, undefined)).toBe('open')
    },
  )

  it('in and notIn are about lists, and open where the fact was left out', () => {
    const list: Operand = { kind: 'list', values: ['a', 'b'] }
    expect(truth('in', 'a', list)).toBe('holds')
    expect(truth('in', 'c', list)).toBe('fails')
    expect(truth('notIn', 'c', list)).toBe('holds')
    expect(truth('notIn', 'a', list)).toBe('fails')
    expect(truth('in', undefined, list)).toBe('open')
  })

  it('within includes its first bound and excludes its last', () => {
    const bounds: Operand = {
      kind: 'bounds',
      from: { kind: 'constant', value: 1 },
      until: { kind: 'constant', value: 3 },
    }
    expect([0, 1, 2, 3].map((value) => truth('within', value, bounds))).toEqual([
      'fails',
      'holds',
      'holds',
      'fails',
    ])
    expect(truth('within', null, bounds)).toBe('fails')
  })

  it('within fails by one bound alone, even if the other was left out', () => {
    const bounds: Operand = {
      kind: 'bounds',
      from: { kind: 'fact', fact: 'gone' },
      until: { kind: 'constant', value: 3 },
    }
    expect(truth('within', 5, bounds)).toBe('fails')
    expect(truth('within', 2, bounds)).toBe('open')
  })
})
