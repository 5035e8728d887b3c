import { type CheckedRuleset, checkRuleset, lint } from '@vacatur/rules'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { paintOf } from './colour.js'
import { concernedBy, drawFinding } from './findings.js'

const aRule = (name: string, outcome: string, value: string, others: object = {}): object => ({
  name,
  conditions: { all: [{ fact: 'buy', operator: 'equal', value }] },
  event: {
    type: outcome,
    params: { outcome, code: name, citation: `law of ${name}`, sentence: 'A sentence.' },
  },
  ...others,
})

const checked = (...rules: readonly object[]): CheckedRuleset =>
  E.getOrElse((problems: readonly string[]): CheckedRuleset => {
    throw new Error(problems.join('; '))
  })(checkRuleset({ ruleset: 'a', version: '1', program: 'p', title: 't', rules }))

const drawn = (ruleset: CheckedRuleset): readonly string[] =>
  lint(ruleset).map((finding) => drawFinding(ruleset, finding, { paint: paintOf(false), columns: 200 }))

describe('drawFinding', () => {
  it('shows the facts and what is decided on them, here and now', () => {
    const [gap] = drawn(checked(aRule('open', 'permit', 'open')))
    expect(gap).toBe(
      [
        'gap',
        '  found     no rule holds.',
        '  on        buy: banned',
        '  decides   undetermined: no rule holds',
        '',
      ].join('\n'),
    )
  })

  it('adds the law of a rule that the sentence names without it', () => {
    const ruleset = checked(
      aRule('open', 'permit', 'open', { overrides: ['banned'] }),
      aRule('banned', 'deny', 'banned'),
    )
    const [finding] = lint(ruleset)
    if (finding === undefined) throw new Error('nothing found')
    expect(concernedBy(ruleset, finding).map(({ rule }) => rule)).toEqual(['open', 'banned'])
    expect(drawn(ruleset)[0]).toContain('  law       banned: law of banned')
    expect(drawn(ruleset)[0]).not.toContain('  law       open: law of open')
  })
})
