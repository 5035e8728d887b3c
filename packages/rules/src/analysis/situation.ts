/** Rulesets laid open for analysis: one set of places, one store of formulas, and for each rule where it holds and where it speaks. */
import { type Formula, type Formulas, formulas } from '../compile/formula.js'
import { lower, slotsOf } from '../compile/lower.js'
import { inquiryInto } from '../compile/question.js'
import type { Vocabulary } from '../fact/declaration.js'
import type { Rule } from '../ruleset/condition.js'
import { ordersAmong } from './orders.js'
import { type Search, solve, type Solved } from './solve.js'

/** A ruleset's rules as formulas; each speaks where it holds and none before it does. */
export interface LaidOpen {
  readonly holds: readonly Formula[]
  readonly fails: readonly Formula[]
  /** Where each rule speaks; the last one is where none does. */
  readonly speaks: readonly Formula[]
}

/** A search with the formulas that it is about. */
export interface Situation {
  readonly make: Formulas
  readonly search: Search
  /** Facts on which all the formulas hold. */
  readonly find: (formulas: readonly Formula[]) => Solved
  readonly layOpen: (rules: readonly Rule[]) => LaidOpen
}

/** The situation in which the given rules are analysed; only rules given here can be laid open in it. */
export const situationOf = (vocabulary: Vocabulary, rules: readonly Rule[]): Situation => {
  const slots = slotsOf(rules, vocabulary)
  const make = formulas()
  const search = { slots, inquiry: inquiryInto(slots, make), orders: ordersAmong(slots) }
  const layOpen = (some: readonly Rule[]): LaidOpen => {
    const holds = some.map(({ condition }) => lower({ slots, make }, condition))
    const fails = some.map(({ condition }) => lower({ slots, make }, condition, false))
    const speaks = [...holds, make.constant('holds')].map((formula, index) =>
      make.group('all', [formula, ...fails.slice(0, index)]),
    )
    return { holds, fails, speaks }
  }
  return {
    make,
    search,
    layOpen,
    find: (all) => solve(search, make.group('all', all)),
  }
}
