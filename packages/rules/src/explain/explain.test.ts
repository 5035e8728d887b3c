import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { CATALOGUE_DOCUMENTS } from '../catalogue/catalogue.js'
import type { Vocabulary } from '../fact/declaration.js'
import { rulesetJsonSchema } from '../ruleset/json-schema.js'
import { type CheckedRuleset, checkRuleset } from '../ruleset/check.js'
import { aDocument, aRule } from '../testing/documents.js'
import { explain } from './explain.js'
import { tableOf } from './table.js'

const checked = (document: unknown, vocabulary?: Vocabulary): CheckedRuleset => {
  const result = checkRuleset(document, vocabulary)
  if (E.isLeft(result)) throw new Error(result.left.join('; '))
  return result.right
}

const meaning = 'for tests'
const VOCABULARY: Vocabulary = {
  placeholders: [],
  facts: {
    tall: { type: 'boolean', omittable: true, meaning },
    begin: { type: 'instant', nullable: true, omittable: true, meaning },
    now: { type: 'instant', omittable: true, meaning },
  },
}

const document = aDocument(
  [
    aRule({
      name: 'one',
      conditions: {
        all: [{ condition: 'begun' }, { not: { fact: 'tall', operator: 'equal', value: true } }],
      },
    }),
    aRule({
      name: 'two',
      conditions: {
        any: [
          { fact: 'begin', operator: 'equal', value: null },
          { fact: 'now', operator: 'within', value: ['2021-01-01T00:00:00.000Z', { fact: 'begin' }] },
        ],
      },
    }),
  ],
  { conditions: { begun: { all: [{ fact: 'now', operator: 'onOrAfter', value: { fact: 'begin' } }] } } },
)

describe('explain', () => {
  it('says of every rule that was asked which condition held, with which values', () => {
    const { verdict, rules } = explain(checked(document, VOCABULARY), { now: 7, begin: 5, tall: false })
    expect(verdict).toMatchObject({ kind: 'rule', rule: { rule: 'one' } })
    expect(rules).toHaveLength(1)
    expect(rules[0]?.condition).toMatchObject({
      kind: 'all',
      truth: 'holds',
      of: [
        {
          kind: 'named',
          name: 'begun',
          of: {
            of: [{ fact: 'now', value: 7, operator: 'onOrAfter', against: [{ fact: 'begin', value: 5 }] }],
          },
        },
        { kind: 'not', truth: 'holds', of: { truth: 'fails', fact: 'tall', value: false } },
      ],
    })
  })

  it('shows what was left out, and what is open for it', () => {
    const { verdict, rules } = explain(checked(document, VOCABULARY), { now: 7, tall: false })
    expect(verdict).toEqual({ kind: 'missing', facts: ['begin'] })
    expect(rules.map(({ condition }) => condition.truth)).toEqual(['open', 'open'])
  })
})

describe('tableOf', () => {
  it('numbers the rules in the order in which they are asked, in words', () => {
    const table = tableOf(checked(document, VOCABULARY))
    expect(table).toContain('| 1 | one | *begun* and not (tall) | permit | `one` | a law |')
    expect(table).toContain(
      '| 2 | two | begin is nothing or now is on or after 2021-01-01T00:00:00.000Z and before begin |',
    )
    expect(table).toContain('* *begun*: now is on or after begin')
  })

  it.each(CATALOGUE_DOCUMENTS.map((one) => [one.ruleset, one] as const))(
    'has a row for each rule of %s',
    (_, one) => {
      const rows = tableOf(checked(one))
        .split('\n')
        .filter((line) => /^\| \d+ \|/.test(line))
      expect(rows).toHaveLength(one.rules.length)
    },
  )
})

describe('rulesetJsonSchema', () => {
  it('names the facts and operators, so that an editor completes them', () => {
    const text = JSON.stringify(rulesetJsonSchema(VOCABULARY))
    expect(text).toContain('"enum":["tall","begin","now"]')
    expect(text).toContain('"onOrAfter"')
    expect(JSON.stringify(rulesetJsonSchema())).toContain('"person.usPerson","person"')
  })
})
