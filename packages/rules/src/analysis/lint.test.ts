import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { CATALOGUE_DOCUMENTS } from '../catalogue/catalogue.js'
import type { Vocabulary } from '../fact/declaration.js'
import { type CheckedRuleset, checkRuleset } from '../ruleset/check.js'
import { aDocument, aRule } from '../testing/documents.js'
import { explainFinding } from './finding.js'
import { lint } from './lint.js'
import { holdsOn, speakerOn } from './witness.js'

const meaning = 'for tests'
const VOCABULARY: Vocabulary = {
  placeholders: [],
  facts: {
    tall: { type: 'boolean', omittable: false, meaning },
    letter: { type: 'one-of', values: ['a', 'b', 'c', 'd'], omittable: false, meaning },
    count: { type: 'integer', omittable: false, meaning },
    begin: { type: 'instant', nullable: true, omittable: false, meaning },
    end: { type: 'instant', nullable: true, omittable: false, meaning },
    now: { type: 'instant', omittable: false, meaning },
  },
}

const checked = (document: unknown, vocabulary?: Vocabulary): CheckedRuleset => {
  const result = checkRuleset(document, vocabulary)
  if (E.isLeft(result)) throw new Error(result.left.join('; '))
  return result.right
}

const ruleset = (...rules: readonly object[]): CheckedRuleset => checked(aDocument(rules), VOCABULARY)

const test = (fact: string, operator: string, value: unknown): object => ({ fact, operator, value })
const tall = test('tall', 'equal', true)
const short = test('tall', 'equal', false)
const permit = (name: string, conditions: object, others: object = {}): object =>
  aRule({ name, conditions, ...others })
const deny = (name: string, conditions: object, others: object = {}): object =>
  aRule({ name, conditions, ...others, params: { outcome: 'deny' } })
const rest = (name: string): object => permit(name, { any: [tall, short] })

const kindsOf = (one: CheckedRuleset): readonly string[] => lint(one).map(({ kind }) => kind)

describe('lint', () => {
  it('finds nothing where every rule speaks somewhere and somebody always does', () => {
    expect(lint(ruleset(permit('one', { all: [tall] }), permit('two', { all: [short] })))).toEqual([])
  })

  it.each([
    ['values', { all: [test('letter', 'equal', 'a'), test('letter', 'equal', 'b')] }],
    [
      'whole numbers between 1 and 2',
      { all: [test('count', 'greaterThan', 1), test('count', 'lessThan', 2)] },
    ],
    [
      'instants',
      { all: [test('now', 'before', { fact: 'begin' }), test('begin', 'before', { fact: 'now' })] },
    ],
    [
      'three instants in a circle',
      {
        all: [
          test('now', 'before', { fact: 'begin' }),
          test('begin', 'before', { fact: 'end' }),
          test('end', 'before', { fact: 'now' }),
        ],
      },
    ],
    [
      'nothing and something',
      { all: [test('begin', 'equal', null), test('begin', 'before', { fact: 'now' })] },
    ],
  ])('finds a rule that can never hold, by %s', (_, conditions) => {
    const one = ruleset(permit('never', conditions), rest('rest'))
    const [finding] = lint(one)
    expect(finding).toMatchObject({ kind: 'never-holds', rule: { rule: 'never', citation: 'a law' } })
    if (finding?.kind !== 'never-holds' || finding.facts === null) throw new Error('no facts')
    expect(finding.place).toMatch(/^rules\[0\]\.conditions\.all\[\d\]$/)
    expect(speakerOn(one, finding.facts)).toBe('rest')
  })

  it('does not take for impossible what nothing makes possible', () => {
    const neither = {
      all: [
        { not: test('begin', 'before', { fact: 'now' }) },
        { not: test('begin', 'onOrAfter', { fact: 'now' }) },
      ],
    }
    const one = ruleset(permit('nothing', neither), rest('rest'))
    expect(kindsOf(one)).not.toContain('never-holds')
  })

  it('finds a rule that an earlier one always precedes, with facts on which it would hold', () => {
    const one = ruleset(permit('wide', { any: [tall, short] }), permit('narrow', { all: [tall] }))
    const finding = lint(one).find(({ kind }) => kind === 'never-reached')
    expect(finding).toMatchObject({ rule: { rule: 'narrow' }, by: { rule: 'wide' } })
    if (finding?.kind !== 'never-reached') throw new Error('not found')
    expect(one.rules.map((rule) => holdsOn(one, rule, finding.facts))).toEqual([true, true])
  })

  it('finds a rule that several earlier ones precede together', () => {
    const one = ruleset(permit('one', { all: [tall] }), permit('two', { all: [short] }), rest('three'))
    expect(kindsOf(one)).toContain('never-reached')
  })

  it('finds two rules whose order alone decides, unless one says that it overrides the other', () => {
    const found = ruleset(permit('one', { all: [tall] }), deny('two', { any: [tall, short] }))
    const [finding] = lint(found)
    expect(finding).toMatchObject({ kind: 'decided-by-order', rule: { rule: 'one' }, over: { rule: 'two' } })
    const stated = ruleset(
      permit('one', { all: [tall] }, { overrides: ['two'] }),
      deny('two', { any: [tall, short] }),
    )
    expect(lint(stated)).toEqual([])
  })

  it('finds a gap, with facts on which no rule holds', () => {
    const one = ruleset(
      permit('one', { all: [tall, test('count', 'greaterThan', 7)] }),
      permit('two', { all: [short] }),
    )
    const [finding] = lint(one)
    if (finding?.kind !== 'gap') throw new Error('not found')
    expect(speakerOn(one, finding.facts)).toBeNull()
    expect(explainFinding(VOCABULARY, finding)).toBe('no rule holds, on {"tall":true,"count":0}')
  })

  it('finds an override of what is unknown, milder, earlier, or never in question', () => {
    const one = ruleset(
      permit('one', { all: [tall] }, { overrides: ['nobody', 'same'] }),
      deny('two', { all: [short] }, { overrides: ['one'] }),
      permit('same', { all: [test('count', 'equal', 1)] }),
    )
    const because = lint(one).flatMap((finding) =>
      finding.kind === 'overrides-nothing' ? [finding.because] : [],
    )
    expect(because).toEqual(['unknown', 'same-outcome', 'earlier'])
    const apart = ruleset(
      permit('one', { all: [tall] }, { overrides: ['two'] }),
      deny('two', { all: [short] }),
    )
    expect(lint(apart)).toMatchObject([{ kind: 'overrides-nothing', because: 'never-both' }])
  })

  it('finds a fact that is asked for in vain', () => {
    const one = ruleset(
      permit('one', { all: [tall] }),
      permit('two', {
        all: [short, { any: [test('count', 'lessThan', 3), test('count', 'greaterThan', 1)] }],
      }),
    )
    expect(lint(one)).toMatchObject([{ kind: 'fact-never-matters', fact: 'count' }])
  })

  it('finds values that were forgotten where others are named one by one', () => {
    const one = ruleset(
      permit('one', { all: [test('letter', 'equal', 'a')] }),
      deny('two', { all: [test('letter', 'equal', 'b')] }),
      rest('rest'),
    )
    expect(lint(one).filter(({ kind }) => kind === 'values-alike')).toMatchObject([
      { fact: 'letter', values: ['c', 'd'], speaks: 'rest' },
    ])
  })

  it.each(
    CATALOGUE_DOCUMENTS.slice(1).flatMap((document) =>
      document.rules.map(({ name }) => [document.ruleset, name] as const),
    ),
  )('finds something where %s lacks `%s`, or has it twice', (name, removed) => {
    const document = CATALOGUE_DOCUMENTS.find(({ ruleset: known }) => known === name)
    if (document === undefined) throw new Error('no such ruleset')
    const lacking = { ...document, rules: document.rules.filter((rule) => rule.name !== removed) }
    const twice = {
      ...document,
      rules: [
        ...document.rules,
        ...document.rules.filter((rule) => rule.name === removed).map((rule) => ({ ...rule, name: 'copy' })),
      ],
    }
    expect(lint(checked(lacking))).not.toEqual([])
    expect(lint(checked(twice)).some(({ kind }) => kind === 'never-reached')).toBe(true)
  })
})
