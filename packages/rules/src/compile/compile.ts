/** A ruleset compiled: the same verdicts as the interpreter's, from facts encoded once, by one walk over an array of numbers. */
import type { Facts, Verdict } from '@vacatur/core'
import { interpret } from '../interpret/interpret.js'
import { spokenOf } from '../interpret/walk.js'
import type { CheckedRuleset } from '../ruleset/check.js'
import { deciderOf, MISSING_FACT, tracerOf } from './decide.js'
import { emit, type Program } from './emit.js'
import { formulas } from './formula.js'
import { graphOf } from './graph.js'
import { lower, slotsOf } from './lower.js'
import {
  emptyFacts,
  type Encode,
  type EncodedFacts,
  type EncodeInOrder,
  encoderOf,
  orderedEncoderOf,
  type Slots,
} from './slots.js'

/** A ruleset ready to decide on encoded facts. */
export interface CompiledRuleset {
  readonly checked: CheckedRuleset
  /** Room for encoded facts, everything left out. */
  readonly room: () => EncodedFacts
  /** Encodes the facts that the ruleset uses; with names, only those of them, so that facts of a listing are encoded once. */
  readonly encoder: (only?: readonly string[]) => Encode
  /** The same for values that come in the order of these names. */
  readonly orderedEncoder: (names: readonly string[]) => EncodeInOrder
  /** The place of the rule that speaks among the rules in the order of the walk, or `NO_RULE`, or `MISSING_FACT`. Allocates nothing. */
  readonly decide: (facts: EncodedFacts) => number
  /** The same, and writes the way taken into `trace`, an array of `program.longest + 1`: its length, then the places passed. */
  readonly trace: (facts: EncodedFacts, trace: Int32Array) => number
  /** The verdict for what `decide` returned; where a fact is missing, the facts themselves are needed to name it. */
  readonly verdictOf: (decided: number, facts: Facts) => Verdict
  /** The verdict on facts as they are. */
  readonly evaluate: (facts: Facts) => Verdict
  readonly program: Program
  readonly slots: Slots
}

const NONE: Verdict = { kind: 'none' }

/** How to compile. `budget`: remaining rules that are looked at before what is left is chained rule by rule; more than enough by default. */
export interface CompileOptions {
  readonly budget?: number | undefined
}

/** Compiles a ruleset. The verdicts are the same whatever the budget; the graph is larger and its ways are shorter with more of it. */
export const compile = (checked: CheckedRuleset, { budget }: CompileOptions = {}): CompiledRuleset => {
  const slots = slotsOf(checked.rules, checked.vocabulary)
  const make = formulas()
  const conditions = checked.rules.map(({ condition }) => lower({ slots, make }, condition))
  const program = emit(
    graphOf({ slots, make, budget }, conditions),
    checked.rules.map(({ outcome }) => outcome),
  )
  const verdicts = checked.rules.map((rule): Verdict => ({ kind: 'rule', rule: spokenOf(rule) }))
  const verdictOf = (decided: number, facts: Facts): Verdict =>
    decided === MISSING_FACT ? interpret(checked, facts) : (verdicts[decided] ?? NONE)
  const decide = deciderOf(program)
  const encodeAll = encoderOf(slots)
  const own = emptyFacts(slots)
  const evaluate = (facts: Facts): Verdict => {
    encodeAll(facts, own)
    return verdictOf(decide(own), facts)
  }
  return {
    checked,
    room: () => emptyFacts(slots),
    orderedEncoder: (names) => orderedEncoderOf(slots, names),
    encoder: (only) => (only === undefined ? encodeAll : encoderOf(slots, only)),
    decide,
    trace: tracerOf(program),
    verdictOf,
    evaluate,
    program,
    slots,
  }
}
