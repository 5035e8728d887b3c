/** A condition after checking: every fact declared, every operand of the fact's type, names replaced by what they stand for. */
import type { Outcome } from '@vacatur/core'
import type { Operator } from './operator.js'

/** A value that a fact is compared with; instants are epoch milliseconds. */
export type Constant = boolean | number | string | null

/** One side of a comparison. */
export type Bound =
  | { readonly kind: 'constant'; readonly value: Constant }
  | { readonly kind: 'fact'; readonly fact: string }

/** What a fact is compared with. `from` is inclusive, `until` exclusive. */
export type Operand =
  | Bound
  | { readonly kind: 'list'; readonly values: readonly Constant[] }
  | { readonly kind: 'bounds'; readonly from: Bound; readonly until: Bound }

/** One fact compared. `place` is where the document writes it. */
export interface Test {
  readonly kind: 'test'
  readonly fact: string
  readonly operator: Operator
  readonly operand: Operand
  readonly place: string
}

/** A condition that was checked. */
export type Condition =
  | { readonly kind: 'all'; readonly of: readonly Condition[]; readonly place: string }
  | { readonly kind: 'any'; readonly of: readonly Condition[]; readonly place: string }
  | { readonly kind: 'not'; readonly of: Condition; readonly place: string }
  | { readonly kind: 'named'; readonly name: string; readonly of: Condition; readonly place: string }
  | Test

/** A rule that was checked. */
export interface Rule {
  readonly name: string
  readonly priority: number
  readonly condition: Condition
  readonly outcome: Outcome
  readonly code: string
  readonly citation: string
  readonly sentence: string
  readonly warning?: string
  readonly overrides: readonly string[]
}

/** The facts that a test compares, in the order written. */
export const factsOfTest = ({ fact, operand }: Test): readonly string[] => {
  const bounds = operand.kind === 'bounds' ? [operand.from, operand.until] : [operand]
  return [fact, ...bounds.flatMap((bound) => (bound.kind === 'fact' ? [bound.fact] : []))]
}

/** The tests of a condition, in the order written; those of a named condition as often as it is named. */
export const testsOf = (condition: Condition): readonly Test[] => {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap(testsOf)
    case 'not':
    case 'named':
      return testsOf(condition.of)
    case 'test':
      return [condition]
    default:
      return condition satisfies never
  }
}
