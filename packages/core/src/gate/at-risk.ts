/** Whether a ban that courts or agencies hold off would reach the holder of a position, now or later, if their orders fell. */
import * as E from 'fp-ts/lib/Either.js'
import type { Finding } from '../compiled/ask.js'
import { ifOrdersFell, isHeldOffFor } from '../compiled/held-off.js'
import { lawAt, listingOf } from '../compiled/index-law.js'
import type { ListingView } from '../compiled/listing-view.js'
import type { Askable } from '../compiled/rulesets-in-force.js'
import { tieAt, type TieState } from '../compiled/tie-state.js'
import { factsOf, type OrderFacts } from '../decision/facts.js'
import type { Instant } from '../time/instant.js'
import { type Scene, WATCHED, watchedOrder } from './outlook.js'

/** By listing, the instants at which what it bars may turn, from the last. The orders of a long litigation are many, and positions share them. */
const turns = new WeakMap<ListingView, readonly number[]>()

/** A rule that holds until an instant inclusive turns a millisecond later. */
const withNext = (instants: readonly number[]): readonly number[] => instants.flatMap((at) => [at, at + 1])

const turnsOf = ({ asking }: Scene, listing: ListingView): readonly number[] => {
  const there = turns.get(listing)
  if (there !== undefined) return there
  const { index, size, rulesets } = asking
  const { entity, program } = listing
  const law = lawAt(index, size, { clock: 'recorded', knownSize: size })
  const instants: number[] = [...law.boundariesOf({ entity, program })]
  for (let at = rulesets.nextTurn(-Infinity); at < Infinity; at = rulesets.nextTurn(at)) instants.push(at)
  const found = withNext(instants.toSorted((a, b) => b - a))
  turns.set(listing, found)
  return found
}

const permits = ({ candidate: { loaded } }: Askable, facts: OrderFacts): boolean => {
  const verdict = E.isRight(loaded) ? loaded.right.evaluate(facts) : null
  return verdict?.kind === 'rule' && verdict.rule.outcome === 'permit'
}

/** Whether the listing is held off from the holder at an instant, and would bar him from what it permits him now if it were not. */
const isBarHeldOffAt = ({ asking, order, view }: Scene, { question }: Finding, at: Instant): boolean => {
  const { index, size, rulesets } = asking
  const { state, exposure, entity, program } = question.listing
  const { resolved } = view
  const held = tieAt(index, state.tie, { size, at })
  if (held === undefined || resolved === null || !isHeldOffFor(index, held, order.person.id)) return false
  const { askables } = rulesets.at(program, at)
  const isPermitted = (tie: TieState, watched: (typeof WATCHED)[number]): boolean => {
    const listing = listingOf(index, tie, { size, at, entity })
    const facts = factsOf({ order: watchedOrder(order, watched, at), listing, exposure, resolved })
    return askables.every((askable) => permits(askable, facts))
  }
  const fallen = ifOrdersFell(held)
  return WATCHED.some((watched) => !isPermitted(fallen, watched) && isPermitted(held, watched))
}

/** Whether the ban would reach the holder, by all that is known of the future: asked from the last turn back, since most is banned then. */
export const isAtRisk = (scene: Scene, finding: Finding): boolean => {
  const { tradedAt, acquiredAt } = scene.order
  const own = acquiredAt === undefined ? [] : withNext([acquiredAt])
  const instants = [...turnsOf(scene, finding.question.listing), ...own, tradedAt]
  return instants.some((at) => at >= tradedAt && isBarHeldOffAt(scene, finding, at as Instant))
}
