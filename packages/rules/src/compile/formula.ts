/**
 * Conditions in normal form: `all` and `any` over literals, no `not`. Equal formulas are one object, so that they can be compared and
 * remembered by `id`. Simplification keeps to Kleene's logic: only what holds of all three truth values is used.
 */
import type { Truth } from '../interpret/truth.js'

/** How two measures are compared. Nothing equals nothing, and is neither less nor more than anything. */
export type Relation = 'less' | 'lessOrEqual' | 'equal'

/** A formula's content; `slot`, `one` and `other` are places in encoded facts. */
type Content =
  | { readonly kind: 'constant'; readonly truth: Truth }
  /** The choice is one of `values`; open where it was left out, even if `values` are none or all. */
  | { readonly kind: 'choice'; readonly slot: number; readonly values: readonly number[] }
  /** The choices are the same value; `same[i]` is the code in `other` for the code `i` in `one`, -1 for none. */
  | {
      readonly kind: 'pair'
      readonly one: number
      readonly other: number
      readonly same: readonly number[]
      readonly negated: boolean
    }
  | {
      readonly kind: 'order'
      readonly relation: Relation
      readonly one: number
      readonly other: number
      readonly negated: boolean
    }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Formula[] }

/** A formula, one object for each content. */
export type Formula = Content & { readonly id: number }

/** Makes formulas, each content once. */
export interface Formulas {
  readonly constant: (truth: Truth) => Formula
  readonly literal: (content: Exclude<Content, { readonly kind: 'all' | 'any' | 'constant' }>) => Formula
  /** Simplified: what decides the whole decides it, what adds nothing is left out. */
  readonly group: (kind: 'all' | 'any', of: readonly Formula[]) => Formula
}

const keyOf = (content: Content): string => {
  switch (content.kind) {
    case 'constant':
      return content.truth
    case 'choice':
      return `${content.slot}=${content.values.join(',')}`
    case 'pair':
      return `${content.one}~${content.other}${content.negated}`
    case 'order':
      return `${content.one}${content.relation}${content.other}${content.negated}`
    case 'all':
    case 'any':
      return `${content.kind}(${content.of.map(({ id }) => id).join(',')})`
    default:
      return content satisfies never
  }
}

/** A new, empty store of formulas. */
export const formulas = (): Formulas => {
  const known = new Map<string, Formula>()
  const make = (content: Content): Formula => {
    const key = keyOf(content)
    const found = known.get(key)
    if (found !== undefined) return found
    const formula = { ...content, id: known.size }
    known.set(key, formula)
    return formula
  }
  const constant = (truth: Truth): Formula => make({ kind: 'constant', truth })
  const group = (kind: 'all' | 'any', of: readonly Formula[]): Formula => {
    const decides = constant(kind === 'all' ? 'fails' : 'holds')
    const addsNothing = constant(kind === 'all' ? 'holds' : 'fails')
    const flat = of.flatMap((item) => (item.kind === kind ? item.of : [item]))
    if (flat.includes(decides)) return decides
    const [first, ...others] = new Set(flat.filter((item) => item !== addsNothing))
    if (first === undefined) return addsNothing
    return others.length === 0 ? first : make({ kind, of: [first, ...others] })
  }
  return { constant, literal: make, group }
}
