/**
 * A formula as a chain of questions, each asked where it stands: as many nodes as it has literals, times at most its depth. The way that
 * always fits; the graph proper shares more, but may grow.
 */
import type { Formula } from './formula.js'
import type { Node, Nodes } from './node.js'
import { choiceQuestion, orderQuestion } from './question.js'
import type { Slots } from './slots.js'

/** Where to go on when a formula holds, fails, or is open. */
export interface Exits {
  readonly holds: Node
  readonly fails: Node
  readonly open: Node
}

interface Chaining {
  readonly slots: Slots
  readonly make: Nodes['make']
}

type Group = Extract<Formula, { readonly kind: 'all' | 'any' }>
type Pair = Extract<Formula, { readonly kind: 'pair' }>

const askChoice = (
  { slots, make }: Chaining,
  slot: number,
  nextOf: (code: number, isLeftOut: boolean) => Node,
): Node => {
  const question = choiceQuestion(slots, slot)
  const leftOut = question.answers - 1
  const next = Array.from({ length: question.answers }, (_, code) => nextOf(code, code === leftOut))
  return make({ kind: 'ask', question, next })
}

const chainPair = (chaining: Chaining, { one, other, same, negated }: Pair, exits: Exits): Node => {
  const { open } = exits
  const [equal, different] = negated ? [exits.fails, exits.holds] : [exits.holds, exits.fails]
  return askChoice(chaining, one, (code, isLeftOut) =>
    isLeftOut
      ? open
      : askChoice(chaining, other, (against, isOtherLeftOut) => {
          if (isOtherLeftOut) return open
          return same[code] === against ? equal : different
        }),
  )
}

/** From the last item to the first, in two states: none was open so far, or one was. */
const chainGroup = (chaining: Chaining, { kind, of }: Group, exits: Exits): Node => {
  const [decided, undecided] = kind === 'all' ? (['fails', 'holds'] as const) : (['holds', 'fails'] as const)
  let clean = exits[undecided]
  let opened = exits.open
  for (const item of of.toReversed()) {
    const whenOpened = { ...exits, [undecided]: opened, open: opened, [decided]: exits[decided] }
    const whenClean = { ...exits, [undecided]: clean, open: opened, [decided]: exits[decided] }
    const isOneState = clean === opened
    const openedNode = chain(chaining, item, whenOpened)
    clean = isOneState ? openedNode : chain(chaining, item, whenClean)
    opened = openedNode
  }
  return clean
}

/** The node from which a formula is decided. */
export function chain(chaining: Chaining, formula: Formula, exits: Exits): Node {
  switch (formula.kind) {
    case 'constant':
      return exits[formula.truth]
    case 'choice':
      return askChoice(chaining, formula.slot, (code, isLeftOut) => {
        if (isLeftOut) return exits.open
        return formula.values.includes(code) ? exits.holds : exits.fails
      })
    case 'pair':
      return chainPair(chaining, formula, exits)
    case 'order': {
      const [holds, fails] = formula.negated ? [exits.fails, exits.holds] : [exits.holds, exits.fails]
      return chaining.make({
        kind: 'ask',
        question: orderQuestion(formula),
        next: [holds, fails, exits.open],
      })
    }
    case 'all':
    case 'any':
      return chainGroup(chaining, formula, exits)
    default:
      return formula satisfies never
  }
}
