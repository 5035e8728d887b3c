import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { aDocument, aRule } from '../testing/documents.js'
import { checkRuleset } from '../ruleset/check.js'
import { compile } from '../compile/compile.js'
import { interpret } from './interpret.js'

const meaning = 'for tests'
const VOCABULARY = {
  placeholders: [],
  facts: {
    x: { type: 'integer', omittable: true, meaning },
    y: { type: 'integer', omittable: true, meaning },
    z: { type: 'integer', omittable: true, meaning },
  },
} as const

const isOne = (fact: string): object => ({ fact, operator: 'equal', value: 1 })
const permit = (name: string, conditions: object): object => aRule({ name, conditions })
const deny = (name: string, conditions: object): object =>
  aRule({ name, conditions, params: { outcome: 'deny' } })

const ruleset = (...rules: readonly object[]) => {
  const result = checkRuleset(aDocument(rules), VOCABULARY)
  if (E.isLeft(result)) throw new Error(result.left.join('; '))
  return result.right
}

describe.each([
  ['interpret', interpret],
  [
    'compile',
    (checked: ReturnType<typeof ruleset>, facts: object) => compile(checked).evaluate({ ...facts }),
  ],
] as const)('%s', (_, evaluate) => {
  const spokenOn = (checked: ReturnType<typeof ruleset>, facts: Record<string, number>): string => {
    const verdict = evaluate(checked, facts)
    if (verdict.kind === 'rule') return verdict.rule.rule
    return verdict.kind === 'missing' ? `missing ${verdict.facts.join(' ')}` : 'none'
  }

  it('lets the first rule that holds speak', () => {
    const rules = ruleset(permit('first', { all: [isOne('x')] }), deny('second', { all: [isOne('y')] }))
    expect(spokenOn(rules, { x: 1, y: 1 })).toBe('first')
    expect(spokenOn(rules, { x: 0, y: 1 })).toBe('second')
    expect(spokenOn(rules, { x: 0, y: 0 })).toBe('none')
  })

  it('goes past an open rule to one of the same outcome, which speaks: the missing fact does not matter', () => {
    const rules = ruleset(permit('open', { all: [isOne('x')] }), permit('holds', { all: [isOne('y')] }))
    expect(spokenOn(rules, { y: 1 })).toBe('holds')
  })

  it('is missing the facts, sorted, each once, where an open rule has another outcome than the one that holds', () => {
    const rules = ruleset(
      permit('open', { any: [isOne('z'), isOne('x'), isOne('z')] }),
      deny('holds', { all: [isOne('y')] }),
    )
    expect(spokenOn(rules, { y: 1 })).toBe('missing x z')
  })

  it('is missing facts where a rule is open and none holds', () => {
    const rules = ruleset(permit('open', { all: [isOne('x')] }), permit('fails', { all: [isOne('y')] }))
    expect(spokenOn(rules, { y: 0 })).toBe('missing x')
  })

  it('does not ask for a fact that could not change a condition', () => {
    const both = ruleset(
      permit('both', { all: [isOne('x'), isOne('y')] }),
      deny('else', { all: [isOne('z')] }),
    )
    expect(spokenOn(both, { y: 0, z: 1 })).toBe('else')
    const either = ruleset(permit('either', { any: [isOne('x'), isOne('y')] }))
    expect(spokenOn(either, { y: 1 })).toBe('either')
  })

  it('names only facts that leave an open condition open, not those of parts that are decided', () => {
    const rules = ruleset(permit('open', { all: [{ any: [isOne('x'), isOne('y')] }, isOne('z')] }))
    expect(spokenOn(rules, { y: 1 })).toBe('missing z')
  })

  it('leaves a negation open where what it negates is', () => {
    expect(spokenOn(ruleset(permit('not', { not: isOne('x') })), {})).toBe('missing x')
  })

  it('takes a value of another type as left out', () => {
    const rules = ruleset(permit('rule', { not: isOne('x') }))
    expect(evaluate(rules, { x: 'one' })).toEqual({ kind: 'missing', facts: ['x'] })
    expect(evaluate(rules, { x: 1.5 })).toEqual({ kind: 'missing', facts: ['x'] })
    expect(evaluate(rules, { x: null })).toEqual({ kind: 'missing', facts: ['x'] })
  })
})
