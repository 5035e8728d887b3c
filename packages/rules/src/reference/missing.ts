/** Which missing facts left a rule open: read off json-rules-engine's own records of two runs, side by side. */
import { factNameOf } from '../ruleset/type-operand.js'

type Node = Readonly<Record<string, unknown>>

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null

const childrenOf = (node: unknown): readonly unknown[] => {
  if (!isNode(node)) return []
  if (Array.isArray(node['all'])) return node['all']
  if (Array.isArray(node['any'])) return node['any']
  return isNode(node['not']) ? [node['not']] : []
}

const resultOf = (node: unknown): unknown => (isNode(node) ? node['result'] : undefined)

const factOf = (reference: unknown): readonly string[] => {
  if (!isNode(reference) || typeof reference['fact'] !== 'string') return []
  const { fact, path } = reference
  return [factNameOf(typeof path === 'string' ? { fact, path } : { fact })]
}

const testFacts = (node: unknown): readonly string[] => [
  ...factOf(node),
  ...(isNode(node) ? factOf(node['value']) : []),
]

/** The facts of the tests that the two runs took differently, going down only where a condition came out differently. */
export const openFacts = (surely: unknown, possibly: unknown): readonly string[] => {
  const others = childrenOf(possibly)
  const children = childrenOf(surely)
  if (children.length === 0) return testFacts(surely)
  return children.flatMap((child, index) => {
    const other = others[index]
    return resultOf(child) === resultOf(other) ? [] : openFacts(child, other)
  })
}
