/** The job that decides on 13 rules, or on the same 13 for each of 80 programs: 1,040, told apart by one fact. */
import type { Facts } from '@vacatur/core'
import { compile } from '@vacatur/rules'
import { randomOf, wholeBelow } from '../../generate/random.js'
import type { Report } from '../harness/contest.js'
import { QUICK, THOROUGH, timed } from '../harness/timing.js'
import { decideByHand } from './by-hand.js'
import { rulesetOf } from './engines/ours.js'
import { NONE, questions, RULES, type TaskRule } from './task.js'

/** How many programs, and whether the way taken is written down. */
export interface GrowthOptions {
  readonly programs: number
  readonly isTraced: boolean
  readonly count: number
  readonly isQuick: boolean
}

const programName = (program: number): string => `program-${program}`

const rulesFor = (program: number): readonly TaskRule[] =>
  RULES.map(({ name, conditions, ...rest }) => ({
    ...rest,
    name: `${programName(program)}-${name}`,
    conditions: {
      all: [{ fact: 'program', operator: 'equal', value: programName(program) }, ...conditions.all],
    },
  }))

const compiledFor = (programs: number) => {
  const names = Array.from({ length: programs }, (_, program) => programName(program))
  const program = { type: 'one-of', values: names, omittable: false, meaning: 'the program' } as const
  return compile(
    rulesetOf(
      names.flatMap((_, number) => rulesFor(number)),
      { program },
    ),
  )
}

/** Rules are walked by priority, so those of all programs with one priority stand together. */
const placeOf = (rule: number, program: number, programs: number): number =>
  rule === NONE ? -1 : rule * programs + program

/** Figures for so many programs; throws where an outcome is not that of the 13 rules. */
export const decideAmong = ({ programs, isTraced, count, isQuick }: GrowthOptions): Report => {
  const { room, encoder, decide, trace, program: code } = compiledFor(programs)
  const random = randomOf(3)
  const encode = encoder()
  const way = new Int32Array(code.longest + 1)
  const rooms = questions(count).map((question) => {
    const program = wholeBelow(random, programs)
    const facts = room()
    const given: Facts = { ...question, program: programName(program) }
    encode(given, facts)
    const expected = placeOf(decideByHand(question), program, programs)
    if (decide(facts) !== expected)
      throw new Error(`${decide(facts)} against ${expected}: ${JSON.stringify(given)}`)
    return facts
  })
  const call = isTraced
    ? (place: number) => trace(rooms[place] as Float64Array, way)
    : (place: number) => decide(rooms[place] as Float64Array)
  return { figures: timed(count, call, isQuick ? QUICK : THOROUGH) }
}
