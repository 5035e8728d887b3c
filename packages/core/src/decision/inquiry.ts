/** What is asked of the rules for one order at one instant: every exposure, every listing, every ruleset in force. */
import type { Exposure } from '../entry/reference.js'
import type { Knowledge } from '../force/knowledge.js'
import type { Instant } from '../time/instant.js'
import { type Listing, listingsAt } from '../status/listing.js'
import { factsOf, type OrderFacts } from './facts.js'
import { type Resolved, resolve } from './instrument.js'
import type { Order } from './order.js'
import type { Outcome } from './ruleset.js'
import { type Candidate, selectAt } from './select.js'

/** What a decision rests on besides the order. */
export interface Grounds {
  readonly knowledge: Knowledge
  readonly candidates: readonly Candidate[]
  /** What becomes of an order for an instrument that nothing known answers to. */
  readonly unknownInstrument: Outcome
}

/** One listing under one ruleset; null where no ruleset is in force for the listing's program. */
export interface Question {
  readonly exposure: Exposure
  readonly listing: Listing
  readonly candidate: Candidate | null
  readonly facts: OrderFacts
}

/** Everything that an order asks at an instant. `resolved` is null for an instrument that nothing known answers to. */
export interface Inquiry {
  readonly order: Order
  readonly resolved: Resolved | null
  readonly questions: readonly Question[]
}

/** What the order would ask if it were traded at `at`. */
export const inquire = ({ knowledge, candidates }: Grounds, given: Order, at: Instant): Inquiry => {
  const order: Order = { ...given, tradedAt: at }
  const resolved = resolve(knowledge, order.instrument, at)
  if (resolved === null) return { order, resolved, questions: [] }
  const questions = resolved.exposures.flatMap((exposure) =>
    listingsAt(knowledge, exposure, at).flatMap((listing): readonly Question[] => {
      const facts = factsOf({ order, listing, exposure, resolved })
      const chosen = selectAt(candidates, listing.program, at)
      if (chosen.length === 0) return [{ exposure, listing, candidate: null, facts }]
      return chosen.map((candidate) => ({ exposure, listing, candidate, facts }))
    }),
  )
  return { order, resolved, questions }
}
