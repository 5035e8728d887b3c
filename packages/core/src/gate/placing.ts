/** Where a position falls by the listings behind it, and by when it must be sold. */
import type { Finding } from '../compiled/ask.js'
import type { ListingView } from '../compiled/view.js'
import type { Milestones } from '../status/schedule.js'
import type { Standing } from '../status/standing.js'
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
  readonly listing: ListingView | null
}

const DAY_MS = 86_400_000
const DEFAULT_AHEAD_MS = 90 * DAY_MS

/** Where no listing puts it. */
const CLEAR: Placed = { group: 'clear', deadline: null, next: null, listing: null }

/** Where nothing can be told of it. */
export const UNKNOWN: Placed = { group: 'unknown', deadline: null, next: null, listing: null }

/** Standings that end when the order that brought them does; the ban then comes back. */
const HELD_OFF: ReadonlySet<Standing> = new Set(['enjoined', 'stayed'])

const isPast = (milestone: Instant | null, at: Instant): boolean => milestone !== null && milestone <= at

/** The first milestone after the order, within the time ahead. */
const nextOf = (
  { buyBannedFrom, sellBannedFrom, divestUntil, holdBannedFrom }: Milestones,
  { tradedAt, aheadMs = DEFAULT_AHEAD_MS }: Screening,
): Instant | null => {
  let next: Instant | null = null
  const look = (instant: Instant | null): void => {
    if (instant === null || instant <= tradedAt || instant > tradedAt + aheadMs) return
    if (next === null || instant < next) next = instant
  }
  look(buyBannedFrom)
  look(sellBannedFrom)
  look(divestUntil)
  look(holdBannedFrom)
  return next
}

/** Where one listing puts a position. */
const placeOf = (listing: ListingView, screening: Screening): Placed => {
  const { state, milestones } = listing
  const { tradedAt } = screening
  const { standing } = state.worth
  if (HELD_OFF.has(standing)) return { group: 'enjoined', deadline: null, next: null, listing }
  if (standing !== 'designated' || state.version === undefined) return CLEAR
  const { buyBannedFrom, sellBannedFrom, divestUntil } = milestones
  const next = nextOf(milestones, screening)
  const deadline = divestUntil !== null && tradedAt < divestUntil ? divestUntil : null
  const sellBanned = isPast(sellBannedFrom, tradedAt)
  if (sellBanned && deadline !== null) return { group: 'to-divest', deadline, next, listing }
  if (sellBanned || isPast(buyBannedFrom, tradedAt)) return { group: 'banned', deadline, next, listing }
  if (next !== null) return { group: 'ahead', deadline, next, listing }
  return deadline === null ? CLEAR : { group: 'clear', deadline, next, listing }
}

const compare = (one: Placed, other: Placed): number =>
  RANK[one.group] - RANK[other.group] ||
  (one.deadline ?? Infinity) - (other.deadline ?? Infinity) ||
  (one.next ?? Infinity) - (other.next ?? Infinity)

/** The worst place of several listings; of equal ones that with the earliest deadline. */
export const worstPlace = (findings: readonly Finding[], screening: Screening): Placed => {
  let worst = CLEAR
  let before: ListingView | null = null
  for (const { question } of findings) {
    const { listing } = question
    // Several rulesets find the same listing, one after the other.
    if (listing === before) continue
    before = listing
    const placed = placeOf(listing, screening)
    if (compare(placed, worst) < 0) worst = placed
  }
  return worst
}
