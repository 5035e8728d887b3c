/**
 * Where each fact that a ruleset uses is kept when encoded: in one array of numbers, first the facts of few values (choices), then those
 * with an order (measures), then the constants of the conditions.
 */
import type { Facts, FactValue } from '@vacatur/core'
import { declarationOf, type FactDeclaration, rangeOf, type Vocabulary } from '../fact/declaration.js'

/** A fact of few values; encoded as the place of its value in `values`, or `values.length` where it was left out. */
interface Choice {
  readonly fact: string
  readonly values: readonly (boolean | string)[]
}

/** The facts and constants that have a place: choices from 0 on, measures behind them, constants last. */
export interface Slots {
  readonly vocabulary: Vocabulary
  readonly choices: readonly Choice[]
  readonly measures: readonly string[]
  readonly constants: readonly number[]
}

/** Facts encoded once, to be decided on. Of a measure, nothing is NaN and what was left out is Infinity. */
export type EncodedFacts = Float64Array

/** A measure that was left out. */
export const LEFT_OUT = Infinity

const choiceValues = (declaration: FactDeclaration): readonly (boolean | string)[] | undefined => {
  if (declaration.type === 'boolean') return [false, true]
  return declaration.type === 'one-of' ? declaration.values : undefined
}

/** Places for the facts, each declared, and constants, each once. */
export const slotsFor = (
  vocabulary: Vocabulary,
  facts: readonly string[],
  constants: readonly number[],
): Slots => {
  const choices: Choice[] = []
  const measures: string[] = []
  for (const fact of facts) {
    const declaration = declarationOf(vocabulary, fact)
    const values = declaration === undefined ? undefined : choiceValues(declaration)
    if (values === undefined) measures.push(fact)
    else choices.push({ fact, values })
  }
  return { vocabulary, choices, measures, constants }
}

/** The place of a choice; -1 where the fact is none. */
export const placeOfChoice = ({ choices }: Slots, fact: string): number =>
  choices.findIndex((choice) => choice.fact === fact)

/** The place of a measure that the ruleset uses. */
export const placeOfMeasure = ({ choices, measures }: Slots, fact: string): number =>
  choices.length + measures.indexOf(fact)

/** The place of a constant that the ruleset uses; nothing is NaN. */
export const placeOfConstant = ({ choices, measures, constants }: Slots, value: number): number =>
  choices.length + measures.length + constants.findIndex((constant) => Object.is(constant, value))

/** Room for the encoded facts of one question: everything left out. */
export const emptyFacts = ({ choices, measures, constants }: Slots): EncodedFacts =>
  Float64Array.from([
    ...choices.map(({ values }) => values.length),
    ...measures.map(() => LEFT_OUT),
    ...constants,
  ])

/** Puts the values of some facts into `into`, and leaves the others as they are. */
export type Encode = (facts: Facts, into: EncodedFacts) => void

const choiceEncoder = ({ fact, values }: Choice, place: number): Encode => {
  const codes = new Map<FactValue, number>(values.map((value, code) => [value, code]))
  const leftOut = values.length
  return (facts, into) => {
    into[place] = codes.get(facts[fact]) ?? leftOut
  }
}

const measureEncoder = (fact: string, place: number, declaration: FactDeclaration): Encode => {
  const { minimum, maximum } = rangeOf(declaration) ?? { minimum: 0, maximum: 0 }
  const nothing = declaration.type === 'instant' && declaration.nullable === true ? Number.NaN : LEFT_OUT
  return (facts, into) => {
    const value = facts[fact]
    if (typeof value === 'number' && Number.isInteger(value) && minimum <= value && value <= maximum) {
      into[place] = value
    } else into[place] = value === null ? nothing : LEFT_OUT
  }
}

const encoderFor = (slots: Slots, fact: string): readonly Encode[] => {
  const place = placeOfChoice(slots, fact)
  const choice = slots.choices[place]
  if (choice !== undefined) return [choiceEncoder(choice, place)]
  const declaration = declarationOf(slots.vocabulary, fact)
  return declaration === undefined ? [] : [measureEncoder(fact, placeOfMeasure(slots, fact), declaration)]
}

/** The encoder of those of the named facts that the ruleset uses; by default of all of them. */
export const encoderOf = (slots: Slots, only?: readonly string[]): Encode => {
  const used = [...slots.choices.map(({ fact }) => fact), ...slots.measures]
  const wanted = only === undefined ? used : used.filter((fact) => only.includes(fact))
  const encoders = wanted.flatMap((fact) => encoderFor(slots, fact))
  return (facts, into) => {
    for (const encode of encoders) encode(facts, into)
  }
}
