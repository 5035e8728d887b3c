/** What is asked of the rules for one order at one instant: every exposure, every listing, every ruleset in force. */
import type { Exposure } from '../entry/reference.js'
import type { Instant } from '../time/instant.js'
import type { Law } from '../status/law.js'
import type { Listing } from '../status/listing.js'
import { factsOf, type OrderFacts } from './facts.js'
import type { Resolved, Resolver } from './instrument.js'
import type { Order } from './order.js'
import type { Outcome } from './ruleset.js'
import { type Candidate, selectAt } from './select.js'

/** What a decision rests on besides the order. */
export interface Grounds {
  readonly law: Law
  readonly resolver: Resolver
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
export const inquire = ({ law, resolver, candidates }: Grounds, given: Order, at: Instant): Inquiry => {
  const order: Order = { ...given, tradedAt: at }
  const resolved = resolver.resolve(order.instrument, at)
  if (resolved === null) return { order, resolved, questions: [] }
  const questions = resolved.exposures.flatMap((exposure) =>
    law.listingsAt({ entity: exposure.entity }, at).flatMap((listing): readonly Question[] => {
      const facts = factsOf({ order, listing, exposure, resolved })
      const chosen = selectAt(candidates, listing.program, at)
      if (chosen.length === 0) return [{ exposure, listing, candidate: null, facts }]
      return chosen.map((candidate) => ({ exposure, listing, candidate, facts }))
    }),
  )
  return { order, resolved, questions }
}
