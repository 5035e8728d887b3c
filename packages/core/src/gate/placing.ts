/** Where a position falls by the listings behind it, and by when it must be sold. */
import type { Place } from '../compiled/place.js'
import type { Instant } from '../time/instant.js'
import type { Screening } from './position.js'

/**
 * Where a position falls, from the worst: nothing known answers to the instrument (nor can it be told where the position cannot be read,
 * or the gate decides nothing); it may no longer be bought, nor sold; it may be sold to divest until the deadline; a ban starts within
 * the time ahead; a court or an agency holds off the ban, which comes back if the order falls; no ban in force or ahead.
 */
export const GROUPS = ['unknown', 'banned', 'to-divest', 'ahead', 'enjoined', 'clear'] as const

/** Where a position falls. */
export type Group = (typeof GROUPS)[number]

const RANK = Object.fromEntries(GROUPS.map((group, rank) => [group, rank])) as Readonly<Record<Group, number>>

/** Where a position is put, by which listing. */
export interface Placed {
  readonly group: Group
  /** The first instant at which the holding may no longer be sold; null where there is none to come. */
  readonly deadline: Instant | null
  /** The next instant, within the time ahead, at which a ban starts or a window closes. */
  readonly next: Instant | null
  /** Null where no listing puts it there. */
  readonly place: Place | null
}

const DAY_MS = 86_400_000
const DEFAULT_AHEAD_MS = 90 * DAY_MS

/** Where no listing puts it. */
const CLEAR: Placed = { group: 'clear', deadline: null, next: null, place: null }

/** Where nothing can be told of it. */
export const UNKNOWN: Placed = { group: 'unknown', deadline: null, next: null, place: null }

/** Where one listing puts a position that is looked after until an instant. */
const placedAt = (place: Place, lookUntil: number): Placed => {
  const { deadline } = place
  const next = place.next !== null && place.next <= lookUntil ? place.next : null
  const isAhead = next !== null && (place.group === null || place.group === 'clear')
  const group = isAhead ? 'ahead' : place.group
  return group === null ? CLEAR : { group, deadline, next, place }
}

const compare = (one: Placed, other: Placed): number =>
  RANK[one.group] - RANK[other.group] ||
  (one.deadline ?? Infinity) - (other.deadline ?? Infinity) ||
  (one.next ?? Infinity) - (other.next ?? Infinity)

/** The worst place of several listings; of equal ones that with the earliest deadline. */
export const worstPlace = (
  places: readonly Place[],
  { tradedAt, aheadMs = DEFAULT_AHEAD_MS }: Screening,
): Placed => {
  let worst = CLEAR
  for (const place of places) {
    const placed = placedAt(place, tradedAt + aheadMs)
    if (compare(placed, worst) < 0) worst = placed
  }
  return worst
}
