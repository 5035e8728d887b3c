/** What is held off, read plainly: which listings injunctions and stays keep from their holder, and what these would do if the orders fell. */
import type { Instant, Listing, Order, Recorded } from '@vacatur/core'
import {
  actsOn,
  bansOf,
  concludeNow,
  contains,
  forceOf,
  type Grounds,
  type Knowledge,
  type Law,
  licensesInForce,
  milestonesOf,
  NO_BANS,
  NO_MILESTONES,
  ofType,
  reachOf,
  rulesetBoundaries,
  spanOf,
  versionsOf,
} from '@vacatur/core/oracle'

/** What a decision rests on, and the acts that it was drawn from. */
export interface ScreenGrounds extends Grounds {
  readonly knowledge: Knowledge
}

/** What a screening asks about a position, besides the order itself. */
export const WATCHED = [
  { activity: 'sell', purpose: 'divest' },
  { activity: 'buy', purpose: 'invest' },
  { activity: 'hold', purpose: 'invest' },
] as const

const isOrder = ({ entry: { type } }: Recorded): boolean =>
  type === 'InjunctionGranted' || type === 'StayGranted'

/** Whether an act is kept out of force, and by injunctions and stays alone. */
const isKeptOff = (knowledge: Knowledge, act: Recorded, at: Instant): boolean =>
  contains(spanOf(act.entry), at) &&
  !contains(forceOf(knowledge, act), at) &&
  actsOn(knowledge, act.entry.id).every((one) => isOrder(one) || !contains(reachOf(knowledge, one), at))

const isHeldOffAt = (knowledge: Knowledge, listing: Listing, { person, tradedAt }: Order): boolean => {
  const { standing, program, enjoinedFor } = listing
  if (enjoinedFor.some(({ parties }) => person.id !== undefined && parties.includes(person.id))) return true
  if (standing !== 'designated') return standing === 'enjoined' || standing === 'stayed'
  return versionsOf(knowledge, program).some((version) => isKeptOff(knowledge, version, tradedAt))
}

/** A listing as it would be at an instant, were it not held off. */
const fallen = (knowledge: Knowledge, listing: Listing, at: Instant): Listing => {
  const designation = ofType(knowledge, 'EntityDesignated').find(
    ({ entry: { id } }) => id === listing.designation,
  )
  if (designation === undefined) throw new Error(`no designation ${listing.designation}`)
  const version = versionsOf(knowledge, listing.program).findLast(
    (one) => contains(forceOf(knowledge, one), at) || isKeptOff(knowledge, one, at),
  )
  const milestones = version === undefined ? NO_MILESTONES : milestonesOf(version.entry, designation.entry)
  return {
    ...listing,
    standing: 'designated',
    version: version?.entry.id ?? null,
    ...milestones,
    ...(version === undefined ? NO_BANS : bansOf(milestones, at)),
    enjoinedFor: [],
    licenses: licensesInForce(knowledge, { designation, version }, at),
  }
}

/** Whether a listing would bar the holder from something when the order is traded that it permits while it is held off, were it alone. */
const wouldBar = (grounds: ScreenGrounds, listing: Listing, order: Order): boolean => {
  const outcomeOf = (alone: Listing, watched: (typeof WATCHED)[number]): string => {
    const listingsAt: Law['listingsAt'] = ({ entity }) => (entity === listing.entity ? [alone] : [])
    return concludeNow({ ...grounds, law: { ...grounds.law, listingsAt } }, { ...order, ...watched }).outcome
  }
  const unheld = fallen(grounds.knowledge, listing, order.tradedAt)
  return WATCHED.some(
    (watched) => outcomeOf(unheld, watched) !== 'permit' && outcomeOf(listing, watched) === 'permit',
  )
}

/** Every instant at which anything about a listing may turn, and the millisecond after each. */
const turnsOf = ({ law, candidates }: ScreenGrounds, entity: string, order: Order): readonly Instant[] =>
  [
    ...law.boundariesOf({ entity }),
    ...rulesetBoundaries(candidates),
    order.tradedAt,
    ...(order.acquiredAt === undefined ? [] : [order.acquiredAt]),
  ].flatMap((at) => [at, (at + 1) as Instant])

/** Whether a listing is held off now or later where it would bar the holder. */
const isAtRisk = (grounds: ScreenGrounds, { entity, designation, match }: Listing, order: Order): boolean =>
  turnsOf(grounds, entity, order)
    .filter((at) => at >= order.tradedAt)
    .some((tradedAt) =>
      grounds.law
        .listingsAt({ entity }, tradedAt)
        .filter((listing) => listing.designation === designation && listing.match === match)
        .filter((listing) => isHeldOffAt(grounds.knowledge, listing, { ...order, tradedAt }))
        .some((listing) => wouldBar(grounds, listing, { ...order, tradedAt })),
    )

/** The listings that are held off from the holder, and would reach him if the orders fell. */
export const heldOff = (grounds: ScreenGrounds, order: Order): readonly Listing[] => {
  const resolved = grounds.resolver.resolve(order.instrument, order.tradedAt)
  // What is held stays the same, whatever its identifier comes to mean.
  const own = { ...grounds, resolver: { ...grounds.resolver, resolve: () => resolved } }
  return (resolved?.exposures ?? [])
    .flatMap(({ entity }) => grounds.law.listingsAt({ entity }, order.tradedAt))
    .filter((listing) => isHeldOffAt(grounds.knowledge, listing, order) && isAtRisk(own, listing, order))
}
