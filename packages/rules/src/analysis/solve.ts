/**
 * Are there facts on which a formula holds? All facts given, of their types. Asks one question after the other, each answer followed as
 * far as it contradicts nothing assumed before, until the formula holds or every way has failed. Complete: a no is a proof.
 */
import type { FactValue } from '@vacatur/core'
import type { Formula } from '../compile/formula.js'
import type { Inquiry, Question } from '../compile/question.js'
import type { Slots } from '../compile/slots.js'
import type { Assumed, Orders } from './orders.js'

/** Facts by name. */
type Model = Readonly<Record<string, FactValue>>

/** Facts on which the formula holds; or none exist; or the search was given up, which says neither. */
export type Solved =
  | { readonly kind: 'facts'; readonly facts: Model }
  | { readonly kind: 'none' }
  | { readonly kind: 'gave-up' }

/** What a search works on. */
export interface Search {
  readonly slots: Slots
  readonly inquiry: Inquiry
  readonly orders: Orders
}

interface State {
  readonly formula: Formula
  readonly chosen: ReadonlyMap<number, number>
  readonly assumed: Assumed
}

/** Answers tried before giving up. */
const MOST_STEPS = 2_000_000

/** The first question of that part of a conjunction which has the fewest: it fails soonest. */
const nextQuestion = (inquiry: Inquiry, formula: Formula): Question | undefined => {
  const parts = formula.kind === 'all' ? formula.of : [formula]
  let fewest: ReadonlyMap<string, Question> | undefined
  for (const part of parts) {
    const questions = inquiry.questionsIn(part)
    if (fewest === undefined || questions.size < fewest.size) fewest = questions
  }
  return fewest?.values().next().value
}

const answersOf = ({ inquiry, orders }: Search, state: State, question: Question): readonly State[] => {
  const { formula, chosen, assumed } = state
  if (question.kind === 'choice') {
    return Array.from({ length: question.answers - 1 }, (_, answer) => ({
      formula: inquiry.answered(formula, question, answer),
      chosen: new Map([...chosen, [question.slot, answer]]),
      assumed,
    }))
  }
  return [true, false].flatMap((holds) => {
    const next = inquiry.answered(formula, question, holds ? 0 : 1)
    if (next.kind === 'constant' && next.truth === 'fails') return []
    return orders.after(assumed, question, holds).map((after) => ({ formula: next, chosen, assumed: after }))
  })
}

const modelOf = ({ slots, orders }: Search, { chosen, assumed }: State): Model => {
  const values = orders.values(assumed)
  const facts: Record<string, FactValue> = {}
  for (const [slot, { fact, values: possible }] of slots.choices.entries()) {
    facts[fact] = possible[chosen.get(slot) ?? 0]
  }
  for (const [index, fact] of slots.measures.entries()) facts[fact] = values[index]
  return facts
}

/** Facts on which the formula holds, if there are any. */
export const solve = (search: Search, formula: Formula): Solved => {
  const waiting: State[] = [{ formula, chosen: new Map(), assumed: search.orders.none }]
  let steps = 0
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    if (state.formula.kind === 'constant') {
      if (state.formula.truth === 'holds') return { kind: 'facts', facts: modelOf(search, state) }
      continue
    }
    steps += 1
    if (steps > MOST_STEPS) return { kind: 'gave-up' }
    const question = nextQuestion(search.inquiry, state.formula)
    if (question !== undefined) waiting.push(...answersOf(search, state, question).toReversed())
  }
  return { kind: 'none' }
}
