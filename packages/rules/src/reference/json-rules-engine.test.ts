/** What json-rules-engine does that decisions on orders cannot live with. docs/json-rules-engine.md names each of these tests. */
import { Engine, Fact, type RuleProperties, type TopLevelCondition } from 'json-rules-engine'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import type { Vocabulary } from '../fact/declaration.js'
import { interpret } from '../interpret/interpret.js'
import { checkRuleset } from '../ruleset/check.js'
import { aDocument, aRule } from '../testing/documents.js'

const rule = (name: string, conditions: TopLevelCondition, priority = 1): RuleProperties => ({
  name,
  priority,
  conditions,
  event: { type: name },
})

const isOne = { fact: 'x', operator: 'equal', value: 1 }

const holding = async (
  rules: readonly RuleProperties[],
  facts: Record<string, unknown>,
): Promise<readonly string[]> => {
  const engine = new Engine([...rules], { allowUndefinedFacts: true })
  const { results } = await engine.run(facts)
  return results.map(({ name }) => name)
}

const VOCABULARY: Vocabulary = {
  placeholders: [],
  facts: {
    x: { type: 'integer', omittable: true, meaning: 'for tests' },
    since: { type: 'instant', nullable: true, omittable: true, meaning: 'for tests' },
    until: { type: 'instant', nullable: true, omittable: true, meaning: 'for tests' },
  },
}

const problemsOf = (conditions: unknown): readonly string[] => {
  const result = checkRuleset(aDocument([aRule({ conditions })]), VOCABULARY)
  return E.isLeft(result) ? result.left : []
}

const ours = (conditions: unknown, facts: Record<string, number | null>) => {
  const result = checkRuleset(aDocument([aRule({ conditions })]), VOCABULARY)
  if (E.isLeft(result)) throw new Error(result.left.join('; '))
  return interpret(result.right, facts)
}

describe('json-rules-engine', () => {
  it('loses the lower priorities of a run that another run of the same engine overtakes', async () => {
    const engine = new Engine([rule('permit', { all: [isOne] }, 2), rule('deny', { all: [isOne] }, 1)])
    const slow = new Fact('x', () => new Promise((resolve) => setTimeout(() => resolve(1), 20)))
    const [overtaken] = await Promise.all([engine.run({ x: slow }), engine.run({ x: 1 })])
    expect(overtaken.results.map(({ name }) => name)).toEqual(['permit'])
  })

  it('takes a missing fact as satisfying notEqual, notIn and not', async () => {
    const rules = [
      rule('notEqual', { all: [{ fact: 'x', operator: 'notEqual', value: 1 }] }),
      rule('notIn', { all: [{ fact: 'x', operator: 'notIn', value: [1] }] }),
      rule('not', { not: isOne }),
    ]
    expect(await holding(rules, {})).toEqual(['notEqual', 'notIn', 'not'])
    expect(ours({ all: [{ fact: 'x', operator: 'notEqual', value: 1 }] }, {})).toEqual({
      kind: 'missing',
      facts: ['x'],
    })
  })

  it('takes an empty any as true', async () => {
    expect(await holding([rule('empty', { any: [] })], {})).toEqual(['empty'])
    expect(problemsOf({ any: [] })).toEqual([
      '`rules[0].conditions.any` is [], accepted is: a list of at least one condition',
    ])
  })

  it('ignores all beside any in one object', async () => {
    const both = { all: [isOne], any: [{ fact: 'x', operator: 'equal', value: 2 }] }
    expect(await holding([rule('both', both)], { x: 2 })).toEqual(['both'])
    expect(problemsOf(both)).toHaveLength(1)
    expect(problemsOf(both)[0]).toContain('only one of all, any, not, condition, fact in one object')
  })

  it('orders rules of one priority by how deep their conditions are', async () => {
    const deep = { all: [{ all: [{ all: [isOne] }] }] }
    expect(await holding([rule('written-first', deep), rule('second', { all: [isOne] })], { x: 1 })).toEqual([
      'second',
      'written-first',
    ])
  })

  it('compares with nothing as with zero', async () => {
    const before = { all: [{ fact: 'since', operator: 'lessThan', value: { fact: 'until' } }] }
    expect(await holding([rule('before', before)], { since: -5, until: null })).toEqual(['before'])
    expect(ours(before, { since: -5, until: null })).toEqual({ kind: 'none' })
  })

  it('takes text that begins with digits as a number', async () => {
    const less = { all: [{ fact: 'x', operator: 'lessThan', value: 10 }] }
    expect(await holding([rule('less', less)], { x: '5' })).toEqual(['less'])
  })

  it('loads an unknown operator, and fails only when it comes to it', async () => {
    const unknown = { all: [{ fact: 'x', operator: 'isLike', value: 1 }] }
    await expect(holding([rule('unknown', unknown)], { x: 1 })).rejects.toThrow('Unknown operator')
    expect(problemsOf(unknown)).toHaveLength(1)
  })

  it('loses the whole run to one unknown fact, or takes it as missing, as it is told once for all', async () => {
    const engine = new Engine([
      rule('known', { all: [isOne] }),
      rule('unknown', { all: [{ ...isOne, fact: 'y' }] }),
    ])
    await expect(engine.run({ x: 1 })).rejects.toThrow('Undefined fact: y')
    expect(problemsOf({ all: [{ ...isOne, fact: 'y' }] })).toHaveLength(1)
  })

  it('hands a path to a JSONPath interpreter, which evaluates expressions in it', async () => {
    const path = '$.items[?(@.size>1)].size'
    const conditions = { all: [{ fact: 'x', path, operator: 'contains', value: 3 }] }
    expect(await holding([rule('path', conditions)], { x: { items: [{ size: 3 }] } })).toEqual(['path'])
    expect(problemsOf({ all: [{ ...isOne, path }] })).toHaveLength(1)
  })

  it('fails the whole run for a rule whose event is called error', async () => {
    const engine = new Engine([{ ...rule('error', { all: [isOne] }), event: { type: 'error' } }])
    await expect(engine.run({ x: 1 })).rejects.toThrow('error')
  })

  it('runs two rules of one name', async () => {
    expect(await holding([rule('same', { all: [isOne] }), rule('same', { all: [isOne] })], { x: 1 })).toEqual(
      ['same', 'same'],
    )
    expect(
      E.isLeft(checkRuleset(aDocument([aRule({ name: 'same' }), aRule({ name: 'same' })]), VOCABULARY)),
    ).toBe(true)
  })

  it('keeps the values of facts under keys that are numbers below 2 to the 44th', () => {
    const keys = Array.from({ length: 100 }, (_, index) => {
      const fact: unknown = new Fact('x', () => index)
      return (fact as { getCacheKey: (params: object) => unknown }).getCacheKey({ index })
    })
    expect(keys.every((key) => typeof key === 'number' && key < 2 ** 44)).toBe(true)
  })
})
