/** Whether a ban that courts or agencies hold off would reach the holder of a position, now or later, if their orders fell. */
import { askIn, type Finding, outcomeIn, strictestOf } from '../compiled/ask.js'
import { ifOrdersFell, isHeldOffFor } from '../compiled/held-off.js'
import { lawAt } from '../compiled/index-law.js'
import type { ListingView } from '../compiled/listing-view.js'
import { tieAt, type TieState } from '../compiled/tie-state.js'
import { type View, viewOfListing } from '../compiled/view.js'
import type { Instant } from '../time/instant.js'
import { type Scene, WATCHED, watchedOrder } from './outlook.js'

/** A listing at an instant: as it is, and as it would be if the orders fell. */
interface Held {
  readonly at: Instant
  readonly tie: TieState
  /** Found when it is first asked for. */
  views: { readonly held: View; readonly fallen: View } | null
}

const heldAt = ({ asking: { index, size } }: Scene, { state }: ListingView, at: number): Held | null => {
  const tie = tieAt(index, state.tie, { size, at })
  return tie === undefined ? null : { at: at as Instant, tie, views: null }
}

/** A rule that holds until an instant inclusive turns a millisecond later. */
const withNext = (instants: readonly number[]): readonly number[] => instants.flatMap((at) => [at, at + 1])

/** The instants at which what a listing bars may turn, from the last. */
const turnsOf = ({ asking }: Scene, { entity, program }: ListingView): readonly number[] => {
  const { index, size, rulesets } = asking
  const law = lawAt(index, size, { clock: 'recorded', knownSize: size })
  const instants: number[] = [...law.boundariesOf({ entity, program })]
  for (let at = rulesets.nextTurn(-Infinity); at < Infinity; at = rulesets.nextTurn(at)) instants.push(at)
  return withNext(instants.toSorted((a, b) => b - a))
}

/** By listing, what it comes to at each of its turns: positions share them, and the orders of a long litigation are many. */
const found = new WeakMap<ListingView, readonly Held[]>()

const heldAtTurns = (scene: Scene, listing: ListingView): readonly Held[] => {
  const there = found.get(listing)
  if (there !== undefined) return there
  const turns = turnsOf(scene, listing).flatMap((at) => heldAt(scene, listing, at) ?? [])
  found.set(listing, turns)
  return turns
}

/** Whether the listing is held off from the holder at an instant, and would bar him from what it permits as it is if it were not. */
const isBarHeldOff = ({ asking, order, view }: Scene, { exposure }: ListingView, one: Held): boolean => {
  const { at, tie } = one
  if (!isHeldOffFor(asking.index, tie, order.person.id)) return false
  const viewed = (state: TieState): View =>
    viewOfListing(asking, { state, exposure, resolved: view.resolved }, at)
  const { held, fallen } = (one.views ??= { held: viewed(tie), fallen: viewed(ifOrdersFell(tie)) })
  return WATCHED.some((watched) => {
    const isPermitted = (viewOf: View): boolean => {
      const strictest = strictestOf(askIn(asking, viewOf, watchedOrder(order, watched, at)))
      return strictest !== null && outcomeIn(strictest) === 'permit'
    }
    return !isPermitted(fallen) && isPermitted(held)
  })
}

/** Whether the ban would reach the holder, by all that is known of the future: asked from the last turn back, since most is banned then. */
export const isAtRisk = (scene: Scene, { question: { listing } }: Finding): boolean => {
  const { tradedAt, acquiredAt } = scene.order
  const isBar = (one: Held): boolean => one.at >= tradedAt && isBarHeldOff(scene, listing, one)
  const own = acquiredAt === undefined ? [] : withNext([acquiredAt])
  return (
    heldAtTurns(scene, listing).some(isBar) ||
    [...own, tradedAt].some((at) => {
      const one = heldAt(scene, listing, at)
      return one !== null && isBar(one)
    })
  )
}
