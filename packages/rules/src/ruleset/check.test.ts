import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { ORDER } from '../fact/order-vocabulary.js'
import type { Vocabulary } from '../fact/declaration.js'
import { aDocument, aRule } from '../testing/documents.js'
import { checkRuleset } from './check.js'

const meaning = 'for tests'

const WORDS: Vocabulary = {
  placeholders: ['entity'],
  facts: {
    x: { type: 'integer', omittable: false, meaning },
    tall: { type: 'boolean', omittable: false, meaning },
    letter: { type: 'one-of', values: ['a', 'b'], omittable: false, meaning },
    digit: { type: 'one-of', values: ['1', '2'], omittable: false, meaning },
    begin: { type: 'instant', nullable: true, omittable: false, meaning },
    now: { type: 'instant', omittable: false, meaning },
    'person.tall': { type: 'boolean', omittable: false, meaning },
  },
}

const NOON = '2021-03-15T12:00:00.000Z'

const problemsOf = (document: unknown): readonly string[] => {
  const result = checkRuleset(document, WORDS)
  return E.isLeft(result) ? result.left : []
}

const problemOf = (document: unknown): string => problemsOf(document).join('; ')

const checked = (document: unknown) => {
  const result = checkRuleset(document, WORDS)
  if (E.isLeft(result)) throw new Error(result.left.join('; '))
  return result.right
}

const test = (fact: string, operator: string, value: unknown, others: object = {}): object =>
  aDocument([aRule({ conditions: { all: [{ fact, operator, value, ...others }] } })])

const AT = '`rules[0].conditions.all[0]'

describe('checkRuleset, of one test', () => {
  it.each([
    ['an unknown fact', test('y', 'equal', 1), `${AT}.fact\` is "y", accepted is: a declared fact`],
    [
      'the name of a property of every object',
      test('constructor', 'equal', 1),
      `${AT}.fact\` is "constructor"`,
    ],
    [
      'an unknown operator',
      test('x', 'isLike', 1),
      `${AT}.operator\` is "isLike", accepted is: one of equal`,
    ],
    ['contains, for no fact is a list', test('letter', 'contains', 'a'), `${AT}.operator\` is "contains"`],
    ['an order on values that have none', test('letter', 'lessThan', 'b'), `${AT}.operator\` is "lessThan"`],
    ['an operator of instants on integers', test('x', 'before', 1), `${AT}.operator\` is "before"`],
    ['text for an integer', test('x', 'equal', '1'), `${AT}.value\` is "1", accepted is: a whole number`],
    [
      'a fraction for an integer',
      test('x', 'equal', 1.5),
      `${AT}.value\` is 1.5, accepted is: a whole number`,
    ],
    ['a value that is not on the list', test('letter', 'equal', 'c'), 'accepted is: one of a, b'],
    ['a boolean as text', test('tall', 'equal', 'true'), 'accepted is: true or false'],
    [
      'an instant in another form',
      test('now', 'before', '2021-03-15'),
      'an instant in UTC with milliseconds',
    ],
    ['an instant as a number', test('now', 'before', 0), 'an instant in UTC with milliseconds'],
    ['a day that does not exist', test('now', 'before', '2021-02-30T00:00:00.000Z'), `${AT}.value\``],
    ['null for a fact that is never nothing', test('now', 'equal', null), `${AT}.value\` is null`],
    ['null with an order', test('begin', 'before', null), 'it is equal to null or not'],
    ['a list for one value', test('x', 'equal', [1]), `${AT}.value\` is [1]`],
    ['one value for a list', test('x', 'in', 1), 'a list of at least one constant'],
    ['an empty list', test('x', 'in', []), 'a list of at least one constant'],
    [
      'a value twice in a list',
      test('x', 'in', [1, 1]),
      `${AT}.value[1]\` is 1, accepted is: each constant once`,
    ],
    ['another fact in a list', test('x', 'in', [{ fact: 'x' }]), `${AT}.value[0]\``],
    ['three bounds', test('now', 'within', [NOON, NOON, NOON]), 'a list of two: [from, until)'],
    ['bounds with nothing between', test('now', 'within', [NOON, NOON]), `${AT}.value[1]\``],
    ['a fact of another type', test('x', 'equal', { fact: 'tall' }), `${AT}.value.fact\` is "tall"`],
    ['a list that shares no value', test('letter', 'equal', { fact: 'digit' }), 'a fact that is one of a, b'],
    ['an unknown fact to compare with', test('x', 'equal', { fact: 'y' }), `${AT}.value.fact\` is "y"`],
    ['an expression as a path', test('x', 'equal', 1, { path: '$..x' }), `${AT}.path\` is "$..x"`],
    ['params, which facts here do not take', test('x', 'equal', 1, { params: {} }), 'no such field'],
  ])('refuses %s', (_, document, problem) => {
    expect(problemsOf(document)).toHaveLength(1)
    expect(problemOf(document)).toContain(problem)
  })

  it('reads instants as epoch milliseconds, once', () => {
    const [rule] = checked(test('now', 'within', [NOON, { fact: 'begin' }])).rules
    expect(rule?.condition).toMatchObject({
      of: [
        {
          operand: {
            from: { kind: 'constant', value: Date.parse(NOON) },
            until: { kind: 'fact', fact: 'begin' },
          },
        },
      ],
    })
  })

  it.each(['tall', '.tall', '$.tall'])('follows the path %s by plain names', (path) => {
    const [rule] = checked(test('person', 'equal', true, { path })).rules
    expect(rule?.condition).toMatchObject({ of: [{ fact: 'person.tall' }] })
  })
})

const nested = (depth: number): object =>
  depth === 0 ? { fact: 'x', operator: 'equal', value: 1 } : { not: nested(depth - 1) }

describe('checkRuleset, of conditions', () => {
  const rule = (conditions: unknown, others: object = {}): object =>
    aDocument([aRule({ conditions })], others)
  const isOne = { fact: 'x', operator: 'equal', value: 1 }

  it.each([
    [
      'an empty any',
      rule({ any: [] }),
      '`rules[0].conditions.any` is [], accepted is: a list of at least one',
    ],
    ['an empty all', rule({ all: [] }), '`rules[0].conditions.all` is []'],
    ['all beside any', rule({ all: [isOne], any: [isOne] }), 'only one of all, any, not, condition, fact'],
    ['all beside a test', rule({ all: [{ all: [isOne], ...isOne }] }), '`rules[0].conditions.all[0]`'],
    ['a test that stands bare', rule(isOne), 'a bare test stands in an `all`'],
    ['no condition', rule({}), 'an object with one of all, any, not, condition'],
    ['a list for not', rule({ not: [isOne] }), '`rules[0].conditions.not`'],
    ['an unknown name', rule({ condition: 'nowhere' }), 'one of the conditions: none'],
    ['a field that is none', rule({ all: [isOne], priority: 2 }), '`rules[0].conditions.priority` is 2'],
    [
      'names in a cycle',
      rule({ condition: 'one' }, { conditions: { one: { condition: 'two' }, two: { condition: 'one' } } }),
      'no cycle (one → two → one)',
    ],
    [
      'an unused name with a problem',
      rule({ all: [isOne] }, { conditions: { one: { condition: 'two' } } }),
      'two',
    ],
    ['25 levels', rule({ all: [nested(24)] }), 'is nested too deep, accepted are: 24 levels'],
    ['a thousand levels', rule(nested(1000)), 'is nested too deep, accepted are: 64 levels'],
  ])('refuses %s', (_, document, problem) => {
    expect(problemOf(document)).toContain(problem)
  })

  it('accepts 24 levels, those behind names counted in', () => {
    expect(problemsOf(rule({ all: [nested(23)] }))).toEqual([])
    const named = { conditions: { deep: { all: [nested(20)] } } }
    expect(problemsOf(rule({ all: [{ condition: 'deep' }] }, named))).toEqual([])
    expect(problemOf(rule({ not: { not: { not: { condition: 'deep' } } } }, named))).toContain(
      'nested too deep',
    )
  })

  it('refuses names that multiply beyond all bounds, without following them', () => {
    const eight = (name: string): object => ({ all: Array.from({ length: 8 }, () => ({ condition: name })) })
    const names = Array.from({ length: 11 }, (_, level) => `level-${level}`)
    const conditions = Object.fromEntries(
      names.map((name, level) => [name, level === 0 ? { all: [isOne] } : eight(`level-${level - 1}`)]),
    )
    expect(problemOf(rule({ condition: 'level-10' }, { conditions }))).toBe(
      `\`rules\` has ${8 ** 10} tests, accepted are: at most 100000`,
    )
  })

  it('refuses a long chain of names', () => {
    const names = Array.from({ length: 5000 }, (_, level) => `level-${level}`)
    const conditions = Object.fromEntries(
      names.map((name, level) => [
        name,
        level === 0 ? { all: [isOne] } : { condition: `level-${level - 1}` },
      ]),
    )
    expect(problemOf(rule({ condition: 'level-4999' }, { conditions }))).toContain('nested too deep')
  })
})

describe('checkRuleset, of a document', () => {
  const json = (text: string): unknown => JSON.parse(text)

  it.each([
    ['two rules of one name', aDocument([aRule(), aRule()]), '`rules[1].name` is "a-rule"'],
    [
      'a missing citation',
      aDocument([aRule({ params: { citation: undefined } })]),
      'params.citation` is nothing',
    ],
    ['an empty citation', aDocument([aRule({ params: { citation: '' } })]), 'params.citation` is ""'],
    [
      'an outcome that is none',
      aDocument([aRule({ params: { outcome: 'allow' } })]),
      'params.outcome` is "allow"',
    ],
    [
      'a placeholder that stands for nothing',
      aDocument([aRule({ params: { sentence: 'To {who}.' } })]),
      '{who}',
    ],
    ['a priority of 0', aDocument([aRule({ priority: 0 })]), '`rules[0].priority` is 0'],
    ['no rules', aDocument([]), '`rules` is [], accepted is: a list of at least one rule'],
    [
      'an unknown field',
      aDocument([aRule()], { author: 'me' }),
      '`author` is "me", accepted is: no such field',
    ],
    ['a list', [], 'it is [], accepted is: an object'],
    [
      'a number that is not finite',
      aDocument([aRule({ priority: Infinity })]),
      '`rules[0].priority` is Infinity',
    ],
    ['half of a surrogate pair', aDocument([aRule()], { title: '\ud800' }), 'well-formed Unicode'],
  ])('refuses %s', (_, document, problem) => {
    expect(problemOf(document)).toContain(problem)
  })

  it('refuses an own key `__proto__`, wherever it stands', () => {
    const document = json(`{"rules": [{"name": "x", "event": {"__proto__": {"outcome": "permit"}}}]}`)
    expect(problemsOf(document)).toEqual([
      '`rules[0].event.__proto__` is {"outcome":"permit"}, accepted is: no key `__proto__`',
    ])
  })

  it('names every problem of a document, not the first only', () => {
    const bad = aRule({ conditions: { all: [{ fact: 'y', operator: 'equal', value: 1 }] } })
    expect(problemsOf(aDocument([bad, bad]))).toHaveLength(3)
  })

  it('keeps the digest when keys change places, and changes it when a rule does', () => {
    const one = checked(aDocument([aRule({ priority: 2 })])).digest
    const text = JSON.stringify(aDocument([aRule({ priority: 2 })]))
    const reordered = Object.fromEntries(Object.entries(json(text) as object).toReversed())
    expect(checked(reordered).digest).toBe(one)
    expect(checked(aDocument([aRule({ priority: 3 })])).digest).not.toBe(one)
  })

  it('asks the higher priority first, among equals the one written first', () => {
    const rules = [aRule({ name: 'c' }), aRule({ name: 'b', priority: 2 }), aRule({ name: 'a', priority: 1 })]
    expect(checked(aDocument(rules)).rules.map(({ name }) => name)).toEqual(['b', 'c', 'a'])
  })

  it('is on the facts of orders unless told otherwise', () => {
    expect(E.isLeft(checkRuleset(aDocument([aRule()])))).toBe(true)
    expect(Object.keys(ORDER.facts)).toContain('standing')
  })
})
