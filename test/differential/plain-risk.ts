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
  licensesInForce,
  milestonesOf,
  NO_BANS,
  NO_MILESTONES,
  ofType,
  reachOf,
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

const isHeldOff = ({ knowledge }: ScreenGrounds, listing: Listing, { person, tradedAt }: Order): boolean => {
  const { standing, program, enjoinedFor } = listing
  if (enjoinedFor.some(({ parties }) => person.id !== undefined && parties.includes(person.id))) return true
  if (standing !== 'designated') return standing === 'enjoined' || standing === 'stayed'
  return versionsOf(knowledge, program).some((version) => isKeptOff(knowledge, version, tradedAt))
}

/** A listing as it would be at an instant, had the orders that hold it off fallen, and nothing else happened. */
const fallen = (knowledge: Knowledge, listing: Listing, now: Instant, at: Instant): Listing => {
  const designation = ofType(knowledge, 'EntityDesignated').find(
    ({ entry: { id } }) => id === listing.designation,
  )
  if (designation === undefined) throw new Error(`no designation ${listing.designation}`)
  const version = versionsOf(knowledge, listing.program).findLast(
    (one) => contains(forceOf(knowledge, one), now) || isKeptOff(knowledge, one, now),
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

/** Whether a listing would bar the holder from anything, now or from one of its milestones on. */
const isAtRisk = (grounds: ScreenGrounds, listing: Listing, order: Order): boolean => {
  const { knowledge, resolver } = grounds
  const { tradedAt: now } = order
  const at = (instant: Instant): Listing => fallen(knowledge, listing, now, instant)
  const { buyBannedFrom, sellBannedFrom, divestUntil, holdBannedFrom } = at(now)
  const resolved = resolver.resolve(order.instrument, now)
  const alone: Grounds = {
    ...grounds,
    resolver: { ...resolver, resolve: () => resolved },
    law: {
      ...grounds.law,
      listingsAt: ({ entity }, instant) => (entity === listing.entity ? [at(instant)] : []),
    },
  }
  return [now, buyBannedFrom, sellBannedFrom, divestUntil, holdBannedFrom]
    .filter((instant) => instant !== null)
    .filter((instant) => instant >= now)
    .some((tradedAt) =>
      WATCHED.some((watched) => {
        const { outcome, reasons } = concludeNow(alone, { ...order, ...watched, tradedAt })
        return outcome !== 'permit' && reasons.every(({ code }) => code !== 'no-ruleset-in-force')
      }),
    )
}

/** The listings that are held off from the holder, and would reach him if the orders fell. */
export const heldOff = (grounds: ScreenGrounds, order: Order): readonly Listing[] =>
  (grounds.resolver.resolve(order.instrument, order.tradedAt)?.exposures ?? [])
    .flatMap(({ entity }) => grounds.law.listingsAt({ entity }, order.tradedAt))
    .filter((listing) => isHeldOff(grounds, listing, order) && isAtRisk(grounds, listing, order))
