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

/** The same for values in an agreed order: nothing is sought by name. */
export type EncodeInOrder = (values: readonly FactValue[], into: EncodedFacts) => void

/** A choice that is encoded: where its value comes from, and where its code goes. */
interface ChoiceMove {
  readonly source: number
  readonly slot: number
  readonly codes: ReadonlyMap<FactValue, number>
  readonly leftOut: number
}

/** A measure that is encoded. `nothing` stands for null. */
interface MeasureMove {
  readonly source: number
  readonly slot: number
  readonly minimum: number
  readonly maximum: number
  readonly nothing: number
}

const choiceMove = ({ values }: Choice, slot: number, source: number): ChoiceMove => ({
  source,
  slot,
  codes: new Map<FactValue, number>(values.map((value, code) => [value, code])),
  leftOut: values.length,
})

const measureMove = (declaration: FactDeclaration, slot: number, source: number): MeasureMove => ({
  source,
  slot,
  ...(rangeOf(declaration) ?? { minimum: 0, maximum: 0 }),
  nothing: declaration.type === 'instant' && declaration.nullable === true ? Number.NaN : LEFT_OUT,
})

const measured = (value: FactValue, { minimum, maximum, nothing }: MeasureMove): number => {
  if (typeof value !== 'number') return value === null ? nothing : LEFT_OUT
  return Number.isInteger(value) && minimum <= value && value <= maximum ? value : LEFT_OUT
}

/** The encoder of values that come in the order of `names`; of facts that the ruleset does not use it takes no notice. */
export const orderedEncoderOf = (slots: Slots, names: readonly string[]): EncodeInOrder => {
  const choices = slots.choices
    .map((choice, slot) => choiceMove(choice, slot, names.indexOf(choice.fact)))
    .filter(({ source }) => source !== -1)
  const measures = slots.measures.flatMap((fact) => {
    const declaration = declarationOf(slots.vocabulary, fact)
    const source = names.indexOf(fact)
    if (declaration === undefined || source === -1) return []
    return [measureMove(declaration, placeOfMeasure(slots, fact), source)]
  })
  return (values, into) => {
    for (const { source, slot, codes, leftOut } of choices) into[slot] = codes.get(values[source]) ?? leftOut
    for (const move of measures) into[move.slot] = measured(values[move.source], move)
  }
}

/** The encoder of those of the named facts that the ruleset uses; by default of all of them. */
export const encoderOf = (slots: Slots, only?: readonly string[]): Encode => {
  const used = [...slots.choices.map(({ fact }) => fact), ...slots.measures]
  const names = only === undefined ? used : used.filter((fact) => only.includes(fact))
  const encode = orderedEncoderOf(slots, names)
  const values: FactValue[] = names.map(() => undefined)
  return (facts, into) => {
    for (let place = 0; place < names.length; place += 1) values[place] = facts[names[place] ?? '']
    encode(values, into)
  }
}
