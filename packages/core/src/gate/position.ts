/** A position in a portfolio, what is asked about it, and the order that this comes to. */
import * as E from 'fp-ts/lib/Either.js'
import type { Instrument, Order, Person, Purpose } from '../decision/order.js'
import type { Activity } from '../entry/license.js'
import { type Instant, isInstant } from '../time/instant.js'
import { instrumentOf, isObject } from '../decision/read-instrument.js'
import { orderOf, readOrder } from '../decision/read-order.js'

/** Something held. */
export interface Position {
  readonly instrument: Instrument
  /** The holder's own name for it. */
  readonly id?: string
  /** As text, so that no digit is lost; not interpreted. */
  readonly quantity?: string
  readonly acquiredAt?: Instant
}

/** What is asked about each position. */
export interface Screening {
  /** When the order would be traded. */
  readonly tradedAt: Instant
  readonly person: Person
  /** `sell` when absent. */
  readonly activity?: Activity
  /** `divest` when absent and the activity is a sale; `invest` for any other. */
  readonly purpose?: Purpose
  /** How far ahead changes are told: milliseconds from `tradedAt`, 0 or more; 90 days when absent. */
  readonly aheadMs?: number
}

const DAY_MS = 86_400_000
const DEFAULT_AHEAD_MS = 90 * DAY_MS

const isDuration = (ms: unknown): boolean => typeof ms === 'number' && ms >= 0

/** What is asked about positions, read once for all of them. */
export interface ReadScreening {
  /** The order that is asked about for a position; null where the position, or what is asked, cannot be read. */
  readonly orderOn: (position: Position) => Order | null
  /** Until when changes are told (inclusive). */
  readonly lookUntil: number
}

/** Reads what is asked about positions. */
export const readScreening = ({
  tradedAt,
  person: by,
  activity = 'sell',
  purpose = activity === 'sell' ? 'divest' : 'invest',
  aheadMs = DEFAULT_AHEAD_MS,
}: Screening): ReadScreening => {
  const lookUntil = tradedAt + aheadMs
  // What all have in common is read once, with an instrument that can be read.
  const asked = readOrder({ activity, purpose, instrument: { security: 'any' }, person: by, tradedAt })
  if (E.isLeft(asked) || !isInstant(tradedAt) || !isDuration(aheadMs))
    return { orderOn: () => null, lookUntil }
  const { person } = asked.right
  const orderOn = (position: Position): Order | null => {
    if (!isObject(position)) return null
    const { acquiredAt } = position
    const instrument = instrumentOf(position.instrument)
    if (instrument === null || (acquiredAt !== undefined && !isInstant(acquiredAt))) return null
    return orderOf({ activity, purpose, instrument, person, tradedAt }, acquiredAt)
  }
  return { orderOn, lookUntil }
}
