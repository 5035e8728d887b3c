/** Where a listing puts those who hold its securities, over a stretch of valid time in which no milestone of it passes. */
import type { Milestones } from '../status/schedule.js'
import type { Standing } from '../status/standing.js'
import type { Instant } from '../time/instant.js'
import type { ListingView } from './listing-view.js'

/** What of a place does not hang on how far ahead one looks; what a screening tells of it is close at hand. */
export interface Place {
  /** Null where there is nothing to tell: no ban, none that is held off, and no deadline. */
  readonly group: 'banned' | 'to-divest' | 'enjoined' | 'clear' | null
  /** The first instant at which the holding may no longer be sold; null where there is none to come. */
  readonly deadline: Instant | null
  /** The next instant at which a ban starts or a window closes; null where there is none. */
  readonly next: Instant | null
  readonly listing: ListingView
  readonly entity: string
  readonly program: string
  readonly designation: string
  readonly standing: Standing
}

/** Standings that end when the order that brought them does; the ban then comes back. */
const HELD_OFF: ReadonlySet<Standing> = new Set(['enjoined', 'stayed'])

const isPast = (milestone: Instant | null, at: number): boolean => milestone !== null && milestone <= at

/** The first milestone after an instant. */
const nextOf = (
  { buyBannedFrom, sellBannedFrom, divestUntil, holdBannedFrom }: Milestones,
  at: number,
): Instant | null => {
  let next: Instant | null = null
  for (const milestone of [buyBannedFrom, sellBannedFrom, divestUntil, holdBannedFrom])
    if (milestone !== null && milestone > at && (next === null || milestone < next)) next = milestone
  return next
}

const groupOf = ({ milestones }: ListingView, deadline: Instant | null, at: number): Place['group'] => {
  const sellBanned = isPast(milestones.sellBannedFrom, at)
  if (sellBanned && deadline !== null) return 'to-divest'
  if (sellBanned || isPast(milestones.buyBannedFrom, at)) return 'banned'
  return deadline === null ? null : 'clear'
}

/** Where a listing puts a holding, at an instant of the stretch for which its view is good. */
export const placeOf = (listing: ListingView, at: number): Place => {
  const { state, milestones, entity, program, designation } = listing
  const { standing } = state.worth
  const named = { listing, entity, program, designation, standing }
  if (HELD_OFF.has(standing)) return { group: 'enjoined', deadline: null, next: null, ...named }
  if (standing !== 'designated' || state.version === undefined)
    return { group: null, deadline: null, next: null, ...named }
  const { divestUntil } = milestones
  const deadline = divestUntil !== null && at < divestUntil ? divestUntil : null
  return { group: groupOf(listing, deadline, at), deadline, next: nextOf(milestones, at), ...named }
}
