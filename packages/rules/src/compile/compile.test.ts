import type { Facts } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { CATALOGUE_DOCUMENTS } from '../catalogue/catalogue.js'
import type { Vocabulary } from '../fact/declaration.js'
import { interpret } from '../interpret/interpret.js'
import { checkRuleset } from '../ruleset/check.js'
import { aDocument, aRule } from '../testing/documents.js'
import { compile, type CompiledRuleset } from './compile.js'
import { MISSING_FACT, NO_RULE } from './decide.js'
import { readTrace } from './read-trace.js'

const meaning = 'for tests'

const compiled = (document: unknown, vocabulary?: Vocabulary): CompiledRuleset => {
  const result = checkRuleset(document, vocabulary)
  if (E.isLeft(result)) throw new Error(result.left.join('; '))
  return compile(result.right)
}

const SMALL: Vocabulary = {
  placeholders: [],
  facts: {
    tall: { type: 'boolean', omittable: true, meaning },
    letter: { type: 'one-of', values: ['a', 'b', 'c'], omittable: true, meaning },
    begin: { type: 'instant', nullable: true, omittable: true, meaning },
    now: { type: 'instant', omittable: true, meaning },
  },
}

const begun = { fact: 'now', operator: 'onOrAfter', value: { fact: 'begin' } }

const SMALL_RULES = aDocument([
  aRule({ name: 'tall', conditions: { all: [{ fact: 'tall', operator: 'equal', value: true }, begun] } }),
  aRule({
    name: 'letter',
    conditions: { all: [{ fact: 'letter', operator: 'in', value: ['a', 'b'] }] },
    params: { outcome: 'deny' },
  }),
])

const decided = (ruleset: CompiledRuleset, facts: Facts): number => {
  const room = ruleset.room()
  ruleset.encoder()(facts, room)
  return ruleset.decide(room)
}

describe('compile', () => {
  const small = compiled(SMALL_RULES, SMALL)

  it('decides by the place of the rule in the walk, or that none holds, or that a fact is missing', () => {
    expect(decided(small, { tall: true, now: 5, begin: 5, letter: 'c' })).toBe(0)
    expect(decided(small, { tall: false, now: 5, begin: 5, letter: 'b' })).toBe(1)
    expect(decided(small, { tall: true, now: 4, begin: 5, letter: 'c' })).toBe(NO_RULE)
    expect(decided(small, { now: 5, begin: 5, letter: 'b' })).toBe(MISSING_FACT)
  })

  it('knows nothing from what was left out', () => {
    expect(decided(small, { tall: true, now: 5, begin: null, letter: 'c' })).toBe(NO_RULE)
    expect(decided(small, { tall: true, now: 5, letter: 'c' })).toBe(MISSING_FACT)
  })

  it('takes facts in parts, those of a listing once for many orders', () => {
    const room = small.room()
    small.encoder(['begin', 'letter'])({ begin: 5, letter: 'c' }, room)
    const encodeOrder = small.encoder(['tall', 'now'])
    encodeOrder({ tall: true, now: 5 }, room)
    expect(small.decide(room)).toBe(0)
    encodeOrder({ tall: true, now: 4 }, room)
    expect(small.decide(room)).toBe(NO_RULE)
  })

  it('writes down the way it took', () => {
    const facts = { tall: true, now: 5, begin: 5, letter: 'c' }
    const room = small.room()
    small.encoder()(facts, room)
    const trace = new Int32Array(small.program.longest + 1)
    expect(small.trace(room, trace)).toBe(0)
    expect(readTrace(small, room, trace)).toEqual([
      { kind: 'asked', question: 'tall', answer: 'true' },
      { kind: 'asked', question: 'begin ≤ now', answer: 'yes' },
    ])
  })

  it('notes on the way which rules were left open', () => {
    const room = small.room()
    small.encoder()({ letter: 'a', now: 5, begin: 1 }, room)
    const trace = new Int32Array(small.program.longest + 1)
    expect(small.trace(room, trace)).toBe(MISSING_FACT)
    expect(readTrace(small, room, trace)).toContainEqual({ kind: 'left-open', outcome: 'permit' })
  })
})

/** The thirteen rules of one program under each of `count` programs. */
const manyPrograms = (count: number): CompiledRuleset => {
  const programs = Array.from({ length: count }, (_, index) => `program-${index}`)
  const numbers = Array.from({ length: 12 }, (_, index) => `n${index}`)
  const integer = { type: 'integer', omittable: false, meaning } as const
  const vocabulary: Vocabulary = {
    placeholders: [],
    facts: {
      program: { type: 'one-of', values: programs, omittable: false, meaning },
      ...Object.fromEntries(numbers.map((name) => [name, integer])),
    },
  }
  const rules = programs.flatMap((program) =>
    [...numbers, 'n0'].map((fact, index) =>
      aRule({
        name: `${program}-${index}`,
        conditions: {
          all: [
            { fact: 'program', operator: 'equal', value: program },
            { fact, operator: 'greaterThan', value: index },
          ],
        },
      }),
    ),
  )
  return compiled(aDocument(rules), vocabulary)
}

const wayOf = (ruleset: CompiledRuleset, facts: Facts): number => {
  const room = ruleset.room()
  ruleset.encoder()(facts, room)
  const trace = new Int32Array(ruleset.program.longest + 1)
  ruleset.trace(room, trace)
  return trace[0] ?? 0
}

describe('a fact that tells rules apart', () => {
  it('leads to its rules at once: 260 rules take as many steps as 13', () => {
    const [few, many] = [manyPrograms(1), manyPrograms(20)]
    const nothing = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`n${index}`, -1]))
    const steps = wayOf(few, { ...nothing, program: 'program-0' })
    expect(steps).toBeLessThanOrEqual(14)
    for (const program of ['program-0', 'program-7', 'program-19']) {
      expect(wayOf(many, { ...nothing, program })).toBeLessThanOrEqual(steps + 1)
    }
  })

  it('is asked once on any way of the catalogue', () => {
    for (const document of CATALOGUE_DOCUMENTS) {
      const ruleset = compiled(document)
      const asked =
        ruleset.checked.rules.length + ruleset.slots.choices.length + ruleset.slots.measures.length
      expect(ruleset.program.longest).toBeLessThan(asked + 5)
    }
  })
})

describe('a ruleset without an index', () => {
  it('is chained beyond a budget, and decides the same', () => {
    const integer = { type: 'integer', omittable: true, meaning } as const
    const names = Array.from({ length: 60 }, (_, index) => `n${index}`)
    const vocabulary = { placeholders: [], facts: Object.fromEntries(names.map((name) => [name, integer])) }
    const below = (fact: string, value: number): object => ({ fact, operator: 'lessThan', value })
    const rules = names.map((fact, index) =>
      aRule({
        name: `rule-${index}`,
        conditions: {
          any: [
            { all: [below(fact, 3), below(names[(index + 7) % 60] ?? fact, 5)] },
            { all: [below(names[(index + 13) % 60] ?? fact, 1), { not: below(fact, 2) }] },
          ],
        },
        params: { outcome: index % 3 === 0 ? 'deny' : 'permit' },
      }),
    )
    const ruleset = compiled(aDocument(rules), vocabulary)
    for (let question = 0; question < 500; question += 1) {
      const facts = Object.fromEntries(
        names.map((name, index) => [
          name,
          (question * 31 + index * index) % 9 === 8 ? undefined : 2 + ((question * 17 + index * 5) % 7),
        ]),
      )
      expect(ruleset.evaluate(facts)).toEqual(interpret(ruleset.checked, facts))
    }
  })
})
