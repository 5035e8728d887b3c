import { digestOf, type EntryOf, parseEntry } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { aDocument, aRule } from '../testing/documents.js'
import { loadWith } from './load-ruleset.js'

const published = (rules: object, others: object = {}): EntryOf<'RulesetPublished'> => {
  const entry = parseEntry({
    id: 'ruleset/a-ruleset/1',
    type: 'RulesetPublished',
    validAt: '2021-01-01T00:00:00.000Z',
    publishedAt: '2021-01-01T00:00:00.000Z',
    source: { authority: 'test', citation: 'test' },
    ruleset: 'a-ruleset',
    version: '1',
    rules,
    digest: digestOf(rules),
    ...others,
  })
  if (E.isLeft(entry) || entry.right.type !== 'RulesetPublished') throw new Error('no entry')
  return entry.right
}

const conditions = {
  all: [
    { fact: 'tradedAt', operator: 'before', value: '2022-01-01T00:00:00.000Z' },
    { fact: 'tradedAt', operator: 'onOrAfter', value: '2021-06-01T00:00:00.000Z' },
    { fact: 'acquiredAt', operator: 'before', value: { fact: 'tradedAt' } },
  ],
}
const document = aDocument([aRule({ conditions })])

describe.each(['compiled', 'interpreter'] as const)('loadWith(%s)', (evaluator) => {
  const load = loadWith(evaluator)

  it('gives the ruleset, in force as the entry says, with the instants at which its conditions may turn', () => {
    const entry = published(document, { validUntil: '2023-01-01T00:00:00.000Z' })
    const result = load(entry)
    expect(E.isRight(result) ? result.right : result.left).toMatchObject({
      ruleset: 'a-ruleset',
      version: '1',
      program: 'a-program',
      digest: entry.digest,
      validAt: Date.UTC(2021, 0, 1),
      validUntil: Date.UTC(2023, 0, 1),
      instants: [
        Date.UTC(2021, 5, 1),
        Date.UTC(2021, 5, 1) + 1,
        Date.UTC(2022, 0, 1),
        Date.UTC(2022, 0, 1) + 1,
      ],
    })
  })

  it('evaluates facts', () => {
    const result = load(published(document))
    const facts = { tradedAt: Date.UTC(2021, 6, 1), acquiredAt: Date.UTC(2021, 5, 1) }
    expect(E.isRight(result) && result.right.evaluate(facts)).toMatchObject({
      kind: 'rule',
      rule: { rule: 'a-rule' },
    })
    expect(E.isRight(result) && result.right.evaluate({ tradedAt: facts.tradedAt })).toEqual({
      kind: 'missing',
      facts: ['acquiredAt'],
    })
  })

  it('refuses a ruleset that says another name, version or digest than its entry', () => {
    const problems = (others: object): readonly string[] => {
      const result = load(published(document, others))
      return E.isLeft(result) ? result.left.problems : []
    }
    expect(problems({ ruleset: 'another' })[0]).toContain('`ruleset` is "another"')
    expect(problems({ version: '2' })[0]).toContain('`version` is "2"')
    expect(problems({ digest: '0'.repeat(64) })[0]).toContain('`digest` is')
  })

  it('refuses what is no ruleset, with every problem', () => {
    const result = load(published({}))
    expect(E.isLeft(result) ? result.left : result.right).toMatchObject({
      tag: 'RulesetRefused',
      ruleset: 'a-ruleset',
      version: '1',
    })
  })
})
