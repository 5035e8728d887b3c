/** A ruleset made ready for asking often: its encoders, for the facts of a listing and for those of an order. */
import * as E from 'fp-ts/lib/Either.js'
import { JOINT_FACTS, LISTING_FACTS, ORDER_FACTS } from '../decision/fact.js'
import type { CompiledEvaluation, EncodedFacts, EncodeFacts } from '../decision/ruleset.js'
import type { Candidate } from '../decision/select.js'

/** The facts that a listing alone has, in the order in which a view states them. */
const OF_LISTINGS = LISTING_FACTS.filter((fact) => fact !== 'exposure.basis')

/** All the rest, in the order in which `ask` states them. */
export const OF_ORDERS = [...ORDER_FACTS, ...JOINT_FACTS, 'exposure.basis']

/** A compiled ruleset with its encoders, and room for one question. */
export interface CompiledAsk {
  readonly evaluation: CompiledEvaluation
  /** Of what stays the same between two milestones of a listing. */
  readonly encodeListing: EncodeFacts
  /** Of all the rest. */
  readonly encodeOrder: EncodeFacts
  readonly scratch: EncodedFacts
  /** Everything left out. */
  readonly empty: EncodedFacts
}

/** What it takes to ask a candidate fast; null for a ruleset that cannot be loaded, or whose evaluator encodes nothing. */
export const compiledAskOf = ({ loaded }: Candidate): CompiledAsk | null => {
  const evaluation = E.isRight(loaded) ? loaded.right.compiled : undefined
  if (evaluation === undefined) return null
  return {
    evaluation,
    encodeListing: evaluation.orderedEncoder(OF_LISTINGS),
    encodeOrder: evaluation.orderedEncoder(OF_ORDERS),
    scratch: evaluation.room(),
    empty: evaluation.room(),
  }
}
