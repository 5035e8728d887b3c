/** A decision graph as numbers in one array. */
import { OUTCOMES, type Outcome } from '@vacatur/core'
import type { Node } from './node.js'

/**
 * Nodes one after the other; what leads on is the place of the next node, or below zero the end: `~rule`. A node begins with
 * `operation + 8 × place in encoded facts`. A choice goes on with `a next for each answer`; an order with
 * `other place, holds, fails, open`; a note, which has a bit for a place, with `next`.
 */
export interface Program {
  readonly code: Int32Array
  readonly entry: number
  /** For each rule the bit of its outcome. */
  readonly bits: Int32Array
  /** As many nodes as the longest way has. */
  readonly longest: number
}

/** The operation of a node that asks which value a choice has. */
export const CHOICE = 0
/** The operation of a node that notes that a rule is open. */
export const NOTE = 1
/** The operation of a node that asks whether one measure is less than another. */
export const LESS = 2
/** The operation of a node that asks whether one measure is at most another. */
export const LESS_OR_EQUAL = 3
const EQUAL = 4
const OPERATION = { less: LESS, lessOrEqual: LESS_OR_EQUAL, equal: EQUAL } as const

const bitOf = (outcome: Outcome): number => 1 << OUTCOMES.indexOf(outcome)

const nextOf = (node: Node): readonly Node[] => {
  if (node.kind === 'ask') return node.next
  return node.kind === 'note' ? [node.next] : []
}

/** Every node once, each before all that lead to it. */
const inOrder = (entry: Node): readonly Node[] => {
  const finished: Node[] = []
  const seen = new Set<Node>()
  const stack: { readonly node: Node; readonly isLeaving: boolean }[] = [{ node: entry, isLeaving: false }]
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    const { node, isLeaving } = step
    if (isLeaving) finished.push(node)
    if (isLeaving || seen.has(node)) continue
    seen.add(node)
    stack.push({ node, isLeaving: true })
    for (const next of nextOf(node)) stack.push({ node: next, isLeaving: false })
  }
  return finished
}

const longestOf = (ordered: readonly Node[]): number => {
  const lengths = new Map<Node, number>()
  let longest = 0
  for (const node of ordered) {
    const beyond = nextOf(node).map((next) => lengths.get(next) ?? 0)
    const length = Math.max(0, ...beyond) + (beyond.length === 0 ? 0 : 1)
    lengths.set(node, length)
    longest = Math.max(longest, length)
  }
  return longest
}

/** The nodes that complete facts lead through come first: they are what a cache should hold. */
const byUse = (entry: Node, ordered: readonly Node[]): readonly Node[] => {
  const used = new Set<Node>([entry])
  for (const node of used) {
    for (const next of node.kind === 'ask' ? node.next.slice(0, -1) : nextOf(node)) used.add(next)
  }
  return [...used, ...ordered.filter((node) => !used.has(node))]
}

const wordsOf = (node: Node, target: (next: Node) => number, bits: Int32Array): readonly number[] => {
  if (node.kind === 'note') return [NOTE + 8 * (bits[node.rule] ?? 0), target(node.next)]
  if (node.kind !== 'ask') return []
  const { question } = node
  const head =
    question.kind === 'choice'
      ? [CHOICE + 8 * question.slot]
      : [OPERATION[question.relation] + 8 * question.one, question.other]
  return [...head, ...node.next.map(target)]
}

/** The numbers of a graph; `outcomes` are those of the rules, in the order of the walk. */
export const emit = (entry: Node, outcomes: readonly Outcome[]): Program => {
  const ordered = inOrder(entry)
  const laidOut = byUse(entry, ordered)
  const bits = Int32Array.from(outcomes, bitOf)
  const places = new Map<Node, number>()
  let size = 0
  for (const node of laidOut) {
    places.set(node, size)
    size += wordsOf(node, () => 0, bits).length
  }
  const target = (node: Node): number => {
    if (node.kind === 'holds') return ~node.rule
    return node.kind === 'none' ? ~outcomes.length : (places.get(node) ?? 0)
  }
  const code = new Int32Array(size)
  for (const node of laidOut) code.set(wordsOf(node, target, bits), places.get(node))
  return { code, entry: target(entry), bits, longest: longestOf(ordered) }
}
