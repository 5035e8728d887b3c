/** The way that a compiled ruleset took, in words: what was asked, what the answer was, which rules were open. */
import type { CompiledRuleset } from './compile.js'
import { CHOICE, LESS, LESS_OR_EQUAL, NOTE } from './emit.js'
import { type EncodedFacts, LEFT_OUT, type Slots } from './slots.js'

/** A step: a question with its answer, or a note that a rule was left open. */
export type Step =
  | { readonly kind: 'asked'; readonly question: string; readonly answer: string }
  | { readonly kind: 'left-open'; readonly outcome: string }

const nameOf = ({ choices, measures, constants }: Slots, place: number): string => {
  const measure = place - choices.length
  const constant = constants[measure - measures.length]
  const shown = constant === undefined || Number.isNaN(constant) ? 'nothing' : String(constant)
  return measures[measure] ?? shown
}

const WORDS: Readonly<Record<number, string>> = { [LESS]: '<', [LESS_OR_EQUAL]: '≤' }

const inRelation = (operation: number, one: number, other: number): boolean => {
  if (operation === LESS) return one < other
  return operation === LESS_OR_EQUAL ? one <= other : Object.is(one, other) || one === other
}

const stepAt = ({ program, slots, checked }: CompiledRuleset, facts: EncodedFacts, at: number): Step => {
  const word = program.code[at] ?? 0
  const [operation, place] = [word & 7, word >> 3]
  if (operation === NOTE) {
    const rule = program.bits.indexOf(place)
    return { kind: 'left-open', outcome: checked.rules[rule]?.outcome ?? '' }
  }
  const one = facts[place] ?? LEFT_OUT
  if (operation === CHOICE) {
    const choice = slots.choices[place]
    return { kind: 'asked', question: choice?.fact ?? '', answer: String(choice?.values[one] ?? 'left out') }
  }
  const otherPlace = program.code[at + 1] ?? 0
  const other = facts[otherPlace] ?? LEFT_OUT
  const question = `${nameOf(slots, place)} ${WORDS[operation] ?? '='} ${nameOf(slots, otherPlace)}`
  if (one === LEFT_OUT || other === LEFT_OUT) return { kind: 'asked', question, answer: 'left out' }
  return { kind: 'asked', question, answer: inRelation(operation, one, other) ? 'yes' : 'no' }
}

/** The steps that `trace` wrote down, for the same encoded facts. */
export const readTrace = (
  compiled: CompiledRuleset,
  facts: EncodedFacts,
  trace: Int32Array,
): readonly Step[] => Array.from(trace.subarray(1, 1 + (trace[0] ?? 0)), (at) => stepAt(compiled, facts, at))
