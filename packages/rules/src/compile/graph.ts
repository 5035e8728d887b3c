/**
 * The rules of a ruleset as one graph of questions. On the way to an answer no question is asked twice, each answer drops the rules that
 * it rules out (so a fact that many rules ask for indexes them), and ways that leave the same rules meet again. Should it grow beyond
 * its budget, what is left is chained rule by rule.
 */
import { chain } from './chain.js'
import type { Formula, Formulas } from './formula.js'
import { type Node, type Nodes, nodes } from './node.js'
import { type Inquiry, inquiryInto, type Question } from './question.js'
import type { Slots } from './slots.js'

/** A rule that may still hold, by its place in the walk, and what is left of its condition. */
interface Remaining {
  readonly rule: number
  readonly formula: Formula
}

type Rest = readonly Remaining[]

/** Remaining rules looked at while building, for each rule of the ruleset. */
const BUDGET_PER_RULE = 400
const BUDGET_AT_LEAST = 20_000

/** Questions on one way; a ruleset of many rules without an index is chained from here on. */
const MAX_DEPTH = 400

const isRuledOut = ({ formula }: Remaining): boolean =>
  formula.kind === 'constant' && formula.truth === 'fails'

/** Rules that were ruled out are dropped, and so are those behind one that holds. */
const stillOpen = (rest: Rest): Rest => {
  const left = rest.filter((remaining) => !isRuledOut(remaining))
  const certain = left.findIndex(({ formula }) => formula.kind === 'constant' && formula.truth === 'holds')
  return certain === -1 ? left : left.slice(0, certain + 1)
}

/** Of the questions of the first rule, one about a choice before one about an order; among choices the one that most rules ask. */
const nextQuestion = (inquiry: Inquiry, [head, ...others]: Rest): Question | undefined => {
  if (head === undefined) return undefined
  const questions = [...inquiry.questionsIn(head.formula).values()]
  const choices = questions.filter(({ kind }) => kind === 'choice')
  if (choices.length < 2) return questions[0]
  const askedBy = ({ key }: Question): number =>
    others.filter(({ formula }) => inquiry.questionsIn(formula).has(key)).length
  const counts = choices.map(askedBy)
  return choices[counts.indexOf(Math.max(...counts))]
}

const keyOf = (rest: Rest): string => rest.map(({ rule, formula }) => `${rule}:${formula.id}`).join()

/** What building goes on. `work`: remaining rules that may still be looked at before the rest is chained. */
interface Building {
  readonly slots: Slots
  readonly inquiry: Inquiry
  readonly store: Nodes
  readonly known: Map<string, Node>
  work: number
}

const chained = ({ slots, store }: Building, rest: Rest): Node =>
  rest.toReversed().reduce(
    (next, { rule, formula }) => {
      const holds = store.make({ kind: 'holds', rule })
      const open = store.make({ kind: 'note', rule, next })
      return chain({ slots, make: store.make }, formula, { holds, fails: next, open })
    },
    store.make({ kind: 'none' }),
  )

const asked = (
  building: Building,
  rest: Rest,
  { question, depth }: { readonly question: Question; readonly depth: number },
): Node => {
  const next = Array.from({ length: question.answers }, (_, answer) => {
    const answered = rest.map(({ rule, formula }) => ({
      rule,
      formula: building.inquiry.answered(formula, question, answer),
    }))
    return build(building, answered, depth + 1)
  })
  return building.store.make({ kind: 'ask', question, next })
}

const built = (building: Building, rest: Rest, depth: number): Node => {
  const { inquiry, store, work } = building
  const [head, ...others] = rest
  if (head === undefined) return store.make({ kind: 'none' })
  const { rule, formula } = head
  if (formula.kind === 'constant') {
    return formula.truth === 'holds'
      ? store.make({ kind: 'holds', rule })
      : store.make({ kind: 'note', rule, next: build(building, others, depth + 1) })
  }
  const question = nextQuestion(inquiry, rest)
  const isTooMuch = work < 0 || depth > MAX_DEPTH
  return question === undefined || isTooMuch
    ? chained(building, rest)
    : asked(building, rest, { question, depth })
}

function build(building: Building, all: Rest, depth: number): Node {
  const rest = stillOpen(all)
  const key = keyOf(rest)
  const found = building.known.get(key)
  if (found !== undefined) return found
  building.work -= rest.length
  const node = built(building, rest, depth)
  building.known.set(key, node)
  return node
}

/** Where formulas live: their places, their store, and how much may be looked at before the rest is chained. */
interface Ground {
  readonly slots: Slots
  readonly make: Formulas
  readonly budget?: number | undefined
}

/** The node at which to begin, for the formulas of the rules in the order of the walk. */
export const graphOf = ({ slots, make, budget }: Ground, rules: readonly Formula[]): Node => {
  const building: Building = {
    slots,
    inquiry: inquiryInto(slots, make),
    store: nodes(),
    known: new Map(),
    work: budget ?? Math.max(BUDGET_AT_LEAST, rules.length * BUDGET_PER_RULE),
  }
  return build(
    building,
    rules.map((formula, rule) => ({ rule, formula })),
    0,
  )
}
