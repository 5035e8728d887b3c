import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { CATALOGUE_DOCUMENTS } from '../catalogue/catalogue.js'
import { ORDER } from '../fact/order-vocabulary.js'
import { type CheckedRuleset, checkRuleset } from '../ruleset/check.js'
import { parseFactCaseFile, parseFactCases, runFactCases } from './cases.js'
import { coverageOf } from './coverage.js'

const checked = (document: unknown): CheckedRuleset => {
  const result = checkRuleset(document)
  if (E.isLeft(result)) throw new Error(result.left.join('; '))
  return result.right
}

const ruleset = checked(CATALOGUE_DOCUMENTS.find(({ ruleset: name }) => name === 'us-1260h'))

const aCase = (facts: object, expected: object): object => ({ name: 'a case', facts, expect: expected })
const file = (...cases: readonly object[]): object => ({ title: 'cases', cases })

const read = (given: unknown) => {
  const result = parseFactCases(given, ORDER)
  if (E.isLeft(result)) throw new Error(result.left.join('; '))
  return result.right
}

describe('runFactCases', () => {
  it('compares what a case states, and nothing else', () => {
    const cases = read(
      file(
        aCase({ standing: 'vacated' }, { outcome: 'permit' }),
        aCase({ standing: 'vacated' }, { outcome: 'permit', code: 'vacated', rule: 'standing-vacated' }),
        aCase({ standing: 'vacated' }, { outcome: 'permit', code: 'stayed' }),
        aCase({}, { outcome: 'missing-fact', missing: ['standing'] }),
      ),
    )
    const results = runFactCases(ruleset, cases)
    expect(results.map(({ passed }) => passed)).toEqual([true, true, false, true])
    expect(results[2]?.got).toEqual({ outcome: 'permit', code: 'vacated', rule: 'standing-vacated' })
  })

  it('reads instants as documents write them', () => {
    const [one] = read(
      file(aCase({ tradedAt: '2021-03-15T13:30:00.000Z', buyBannedFrom: null }, { outcome: 'permit' })),
    )
    expect(one?.facts).toEqual({ tradedAt: Date.UTC(2021, 2, 15, 13, 30), buyBannedFrom: null })
  })

  it.each([
    ['an unknown fact', file(aCase({ mood: 'good' }, { outcome: 'permit' })), '`cases[0].facts.mood`'],
    [
      'a value of another type',
      file(aCase({ standing: 'lost' }, { outcome: 'permit' })),
      'one of designated, vacated',
    ],
    [
      'an instant in another form',
      file(aCase({ tradedAt: '2021' }, { outcome: 'permit' })),
      '`cases[0].facts.tradedAt`',
    ],
    [
      'an outcome that is none',
      file(aCase({}, { outcome: 'allow' })),
      '`cases[0].expect.outcome` is "allow"',
    ],
    ['no cases', {}, '`cases` is nothing'],
    ['a field that there is not', { ...file(), rules: [] }, '`rules` is [], accepted is: no such field'],
  ])('refuses %s', (_, given, problem) => {
    const result = parseFactCases(given, ORDER)
    expect(E.isLeft(result) ? result.left.join('; ') : '').toContain(problem)
  })
})

describe('parseFactCaseFile', () => {
  it('keeps the title, and what the file calls its ruleset, if it names one', () => {
    const named = parseFactCaseFile({ title: 't', ruleset: 'house.json', cases: [] }, ORDER)
    expect(named).toEqual(E.right({ title: 't', ruleset: 'house.json', cases: [] }))
    expect(parseFactCaseFile(file(), ORDER)).toEqual(E.right({ title: 'cases', cases: [] }))
  })

  it('refuses a ruleset that is no text', () => {
    const refused = parseFactCaseFile({ title: 't', ruleset: 1, cases: [] }, ORDER)
    expect(E.isLeft(refused) ? refused.left.join('; ') : '').toContain('`ruleset` is 1')
  })
})

describe('coverageOf', () => {
  it('says which rules no case makes speak, and which conditions never came to both truths', () => {
    const cases = [{ standing: 'vacated' }, { standing: 'delisted' }]
    const coverage = coverageOf(ruleset, cases)
    expect(coverage.unspoken).toEqual(['standing-enjoined', 'standing-stayed', 'no-securities-effect'])
    expect(coverage.conditions[1]).toEqual({
      place: 'rules[0].conditions.all[0]',
      held: 1,
      failed: 1,
      open: 0,
    })
    expect(coverage.neverHeld).toContain('rules[2].conditions.all[0]')
    expect(coverage.neverFailed).toContain('rules[1].conditions.all[0]')
    expect(coverage.neverFailed).not.toContain('rules[0].conditions.all[0]')
  })
})
