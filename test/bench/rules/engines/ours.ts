/** The rules package on the task: compiled, with trace or without, on facts encoded before or as they are; and interpreted. */
import type { Facts } from '@vacatur/core'
import { checkRuleset, type CheckedRuleset, compile, interpret, type Vocabulary } from '@vacatur/rules'
import { at, type Prepare } from '../engine.js'
import { NONE, RULES, type TaskFacts, type TaskRule } from '../task.js'

const meaning = 'of the task'
const oneOf = (...values: readonly string[]) =>
  ({ type: 'one-of', values, omittable: false, meaning }) as const
const integer = { type: 'integer', omittable: false, meaning } as const

const VOCABULARY: Vocabulary = {
  placeholders: [],
  facts: {
    personType: oneOf('usPerson', 'foreign'),
    side: oneOf('buy', 'sell'),
    instrument: oneOf('equity', 'debt', 'derivative', 'fund'),
    exposureKind: oneOf('direct', 'indirect'),
    status: oneOf('none', 'designated', 'enjoined', 'vacated'),
    listTier: oneOf('none', 'CMIC', 'SDN'),
    tradeDate: integer,
    effectiveFrom: integer,
    divestBy: integer,
    glFrom: integer,
    glTo: integer,
    vacatedOn: integer,
    ownershipPct: integer,
    fundExposurePct: integer,
    isDivestment: { type: 'boolean', omittable: false, meaning },
  },
}

/** Rules as our ruleset, over the facts of the task and more. */
export const rulesetOf = (rules: readonly TaskRule[], more: Vocabulary['facts'] = {}): CheckedRuleset => {
  const document = { ruleset: 'task', version: '1', program: 'task', title: 'The task', rules }
  const facts = { ...VOCABULARY.facts, ...more }
  const checked = checkRuleset(document, { ...VOCABULARY, facts })
  if (checked._tag === 'Left') throw new Error(checked.left.join('; '))
  return checked.right
}

const factsOf = (question: TaskFacts): Facts => ({ ...question })

/** Outcome of a place in the walk; below zero no rule holds. */
const outcomeOf = (decided: number): number => (decided < 0 ? NONE : decided)

/** Facts encoded before. */
export const encoded: Prepare = (questions) => {
  const { room, encoder, decide } = compile(rulesetOf(RULES))
  const encode = encoder()
  const rooms = questions.map((question) => {
    const facts = room()
    encode(factsOf(question), facts)
    return facts
  })
  return { kind: 'sync', decide: (place) => outcomeOf(decide(at(rooms, place))) }
}

/** Facts encoded before, and the way taken written down. */
export const encodedTraced: Prepare = (questions) => {
  const { room, encoder, trace, program } = compile(rulesetOf(RULES))
  const encode = encoder()
  const way = new Int32Array(program.longest + 1)
  const rooms = questions.map((question) => {
    const facts = room()
    encode(factsOf(question), facts)
    return facts
  })
  return { kind: 'sync', decide: (place) => outcomeOf(trace(at(rooms, place), way)) }
}

/** Facts as they are: encoding is part of the decision. */
export const plain: Prepare = (questions) => {
  const { room, encoder, decide } = compile(rulesetOf(RULES))
  const encode = encoder()
  const facts = room()
  const given = questions.map(factsOf)
  return {
    kind: 'sync',
    decide: (place) => {
      encode(at(given, place), facts)
      return outcomeOf(decide(facts))
    },
  }
}

/** Facts as they are, and the way taken written down. */
export const plainTraced: Prepare = (questions) => {
  const { room, encoder, trace, program } = compile(rulesetOf(RULES))
  const encode = encoder()
  const facts = room()
  const way = new Int32Array(program.longest + 1)
  const given = questions.map(factsOf)
  return {
    kind: 'sync',
    decide: (place) => {
      encode(at(given, place), facts)
      return outcomeOf(trace(facts, way))
    },
  }
}

/** The plain reading. */
export const interpreted: Prepare = (questions) => {
  const ruleset = rulesetOf(RULES)
  const outcomes = new Map(RULES.map(({ name }, place) => [name, place]))
  const given = questions.map(factsOf)
  return {
    kind: 'sync',
    decide: (place) => {
      const verdict = interpret(ruleset, at(given, place))
      return verdict.kind === 'rule' ? (outcomes.get(verdict.rule.rule) ?? NONE) : NONE
    },
  }
}
