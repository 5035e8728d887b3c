/** Whether a ban that courts or agencies hold off would reach the holder of a position, now or later, if their orders fell. */
import * as E from 'fp-ts/lib/Either.js'
import type { Finding } from '../compiled/ask.js'
import { ifOrdersFell, isHeldOffFor } from '../compiled/held-off.js'
import { lawAt, listingOf } from '../compiled/index-law.js'
import type { ListingView } from '../compiled/listing-view.js'
import type { Askable } from '../compiled/rulesets-in-force.js'
import { tieAt } from '../compiled/tie-state.js'
import { factsOf, type OrderFacts } from '../decision/facts.js'
import type { Instant } from '../time/instant.js'
import { type Scene, WATCHED, watchedOrder } from './outlook.js'

const permits = ({ candidate: { loaded } }: Askable, facts: OrderFacts): boolean => {
  const verdict = E.isRight(loaded) ? loaded.right.evaluate(facts) : null
  return verdict?.kind === 'rule' && verdict.rule.outcome === 'permit'
}

/** By listing, the instants at which it may turn, from the last. The orders of a long litigation are many, and positions share them. */
const turns = new WeakMap<ListingView, readonly Instant[]>()

const turnsOf = ({ asking: { index, size } }: Scene, listing: ListingView): readonly Instant[] => {
  const { entity, program } = listing
  const law = lawAt(index, size, { clock: 'recorded', knownSize: size })
  const found = turns.get(listing) ?? law.boundariesOf({ entity, program }).toReversed()
  turns.set(listing, found)
  return found
}

/**
 * Whether the listing is held off from the holder at an instant, and would bar him from anything that is watched if it were not. Where no
 * ruleset is in force, that is not for the orders to change.
 */
const isBarHeldOffAt = (
  { asking, order, view }: Scene,
  {
    question: {
      listing: { state, exposure, entity, program },
    },
  }: Finding,
  at: Instant,
): boolean => {
  const { index, size, rulesets } = asking
  const { resolved } = view
  const then = tieAt(index, state.tie, { size, at })
  if (then === undefined || resolved === null || !isHeldOffFor(index, then, order.person.id)) return false
  const listing = listingOf(index, ifOrdersFell(then), { size, at, entity })
  const { askables } = rulesets.at(program, at)
  return WATCHED.some((watched) => {
    const facts = factsOf({ order: watchedOrder(order, watched, at), listing, exposure, resolved })
    return askables.some((askable) => !permits(askable, facts))
  })
}

/** Whether the ban would reach the holder, by all that is known of the future: asked from the last turn back, since most is banned then. */
export const isAtRisk = (scene: Scene, finding: Finding): boolean => {
  const { tradedAt } = scene.order
  for (const at of turnsOf(scene, finding.question.listing)) {
    if (at <= tradedAt) break
    if (isBarHeldOffAt(scene, finding, at)) return true
  }
  return isBarHeldOffAt(scene, finding, tradedAt)
}
