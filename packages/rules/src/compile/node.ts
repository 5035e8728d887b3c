/** The nodes of a decision graph. Equal nodes are one object, so that ways that lead to the same end are one way. */
import type { Question } from './question.js'

/** What a node does: ends with a rule or with none, notes that a rule is open, or asks and goes on by the answer. */
type NodeContent =
  | { readonly kind: 'holds'; readonly rule: number }
  | { readonly kind: 'none' }
  | { readonly kind: 'note'; readonly rule: number; readonly next: Node }
  | { readonly kind: 'ask'; readonly question: Question; readonly next: readonly Node[] }

/** A node, one object for each content. */
export type Node = NodeContent & { readonly id: number }

/** Makes nodes, each content once. Asking where every answer leads to the same node is that node. */
export interface Nodes {
  readonly make: (content: NodeContent) => Node
  readonly count: () => number
}

const keyOf = (content: NodeContent): string => {
  switch (content.kind) {
    case 'holds':
      return `=${content.rule}`
    case 'none':
      return '='
    case 'note':
      return `!${content.rule};${content.next.id}`
    case 'ask':
      return `${content.question.key}?${content.next.map(({ id }) => id).join(',')}`
    default:
      return content satisfies never
  }
}

/** A new, empty store of nodes. */
export const nodes = (): Nodes => {
  const known = new Map<string, Node>()
  const make = (content: NodeContent): Node => {
    if (content.kind === 'ask') {
      const [first] = content.next
      if (first !== undefined && content.next.every((node) => node === first)) return first
    }
    const key = keyOf(content)
    const found = known.get(key)
    if (found !== undefined) return found
    const node = { ...content, id: known.size }
    known.set(key, node)
    return node
  }
  return { make, count: () => known.size }
}
