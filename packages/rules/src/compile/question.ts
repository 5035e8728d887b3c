/** What a graph can ask of encoded facts, and what a formula comes to once an answer is known. Exact in Kleene's logic. */
import type { Truth } from '../interpret/truth.js'
import type { Formula, Formulas, Relation } from './formula.js'
import type { Slots } from './slots.js'

type OrderLiteral = Omit<Extract<Formula, { readonly kind: 'order' }>, 'kind' | 'id' | 'negated'>

/**
 * Which value a choice has: the answers are the codes of its values, then left out. Or whether a relation holds between two measures:
 * the answers are holds, fails, open, in this order. `key` is one for each question.
 */
export type Question =
  | { readonly kind: 'choice'; readonly key: string; readonly slot: number; readonly answers: number }
  | {
      readonly kind: 'order'
      readonly key: string
      readonly relation: Relation
      readonly one: number
      readonly other: number
      readonly answers: 3
    }

/** Asks which value a choice has. */
export const choiceQuestion = ({ choices }: Slots, slot: number): Question => ({
  kind: 'choice',
  key: `${slot}`,
  slot,
  answers: (choices[slot]?.values.length ?? 0) + 1,
})

/** Asks whether a relation holds. */
export const orderQuestion = ({ relation, one, other }: OrderLiteral): Question => ({
  kind: 'order',
  key: `${one}${relation}${other}`,
  relation,
  one,
  other,
  answers: 3,
})

/** The answers of an order question, in the order of their places. */
const ORDER_ANSWERS: readonly Truth[] = ['holds', 'fails', 'open']

/** Asks formulas for questions, and questions' answers of formulas; remembers what it found. */
export interface Inquiry {
  /** Every question that a formula turns on, in the order written; those about choices first. */
  readonly questionsIn: (formula: Formula) => ReadonlyMap<string, Question>
  readonly answered: (formula: Formula, question: Question, answer: number) => Formula
}

const signed = (truth: Truth, negated: boolean): Truth => {
  if (!negated || truth === 'open') return truth
  return truth === 'holds' ? 'fails' : 'holds'
}

type Pair = Extract<Formula, { readonly kind: 'pair' }>

const codes = (count: number): readonly number[] => Array.from({ length: count }, (_, code) => code)

/** One side of a pair is known: the other is asked whether it is that value. */
const pairAnswered = (pair: Pair, slot: number, { answer, slots, make }: Answer): Formula => {
  const isOne = pair.one === slot
  const remaining = isOne ? pair.other : pair.one
  const count = slots.choices[remaining]?.values.length ?? 0
  const isSame = (code: number): boolean => (isOne ? pair.same[answer] === code : pair.same[code] === answer)
  const values = codes(count).filter((code) => isSame(code) !== pair.negated)
  return make.literal({ kind: 'choice', slot: remaining, values })
}

interface Answer {
  readonly question: Question
  readonly answer: number
  readonly slots: Slots
  readonly make: Formulas
}

const literalAnswered = (formula: Formula, given: Answer): Formula => {
  const { question, answer, make } = given
  if (question.kind === 'order') {
    const truth = ORDER_ANSWERS[answer] ?? 'open'
    return make.constant(signed(truth, formula.kind === 'order' && formula.negated))
  }
  if (answer === question.answers - 1) return make.constant('open')
  if (formula.kind === 'pair') return pairAnswered(formula, question.slot, given)
  const isAmong = formula.kind === 'choice' && formula.values.includes(answer)
  return make.constant(isAmong ? 'holds' : 'fails')
}

const literalQuestions = (formula: Formula, slots: Slots): readonly Question[] => {
  if (formula.kind === 'choice') return [choiceQuestion(slots, formula.slot)]
  if (formula.kind === 'pair')
    return [choiceQuestion(slots, formula.one), choiceQuestion(slots, formula.other)]
  return formula.kind === 'order' ? [orderQuestion(formula)] : []
}

/** What was found before, or else what `find` finds. */
const remembered = <K, V>(known: Map<K, V>, key: K, find: () => V): V => {
  const before = known.get(key)
  if (before !== undefined) return before
  const found = find()
  known.set(key, found)
  return found
}

/** An inquiry into the formulas of one ruleset. */
export const inquiryInto = (slots: Slots, make: Formulas): Inquiry => {
  const mentioned = new Map<Formula, ReadonlyMap<string, Question>>()
  const questionsIn = (formula: Formula): ReadonlyMap<string, Question> =>
    remembered(mentioned, formula, () => {
      const questions =
        'of' in formula
          ? formula.of.flatMap((item) => [...questionsIn(item).values()])
          : literalQuestions(formula, slots)
      const byKind = [
        ...questions.filter(({ kind }) => kind === 'choice'),
        ...questions.filter(({ kind }) => kind === 'order'),
      ]
      return new Map(byKind.map((question) => [question.key, question]))
    })
  const answers = new Map<string, readonly Map<Formula, Formula>[]>()
  const answered = (formula: Formula, question: Question, answer: number): Formula => {
    if (!questionsIn(formula).has(question.key)) return formula
    const byAnswer = remembered(answers, question.key, () =>
      Array.from({ length: question.answers }, () => new Map<Formula, Formula>()),
    )
    return remembered(byAnswer[answer] ?? new Map<Formula, Formula>(), formula, () =>
      'of' in formula
        ? make.group(
            formula.kind,
            formula.of.map((item) => answered(item, question, answer)),
          )
        : literalAnswered(formula, { question, answer, slots, make }),
    )
  }
  return { questionsIn, answered }
}
