/** A position in a portfolio, what is asked about it, and the order that this comes to. */
import type { Instrument, Order, Person, Purpose } from '../decision/order.js'
import type { Activity } from '../entry/license.js'
import type { Instant } from '../time/instant.js'

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
  /** How far ahead changes are told: milliseconds from `tradedAt`; 90 days when absent. */
  readonly aheadMs?: number
}

/** The order that is asked about for a position. */
export const orderFor = (
  position: Position,
  { tradedAt, person, activity = 'sell', purpose = activity === 'sell' ? 'divest' : 'invest' }: Screening,
): Order => ({
  activity,
  purpose,
  instrument: position.instrument,
  person,
  tradedAt,
  ...(position.acquiredAt === undefined ? {} : { acquiredAt: position.acquiredAt }),
})
