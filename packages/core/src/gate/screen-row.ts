/** A row of a screening. */
import type { Outcome } from '../decision/ruleset.js'
import type { Standing } from '../status/standing.js'
import type { Instant } from '../time/instant.js'
import type { Group } from './placing.js'
import type { Position } from './position.js'

/** What came of one position. */
export interface ScreenRow {
  readonly position: Position
  /** Of the order asked about. */
  readonly outcome: Outcome
  readonly code: string
  readonly group: Group
  /**
   * The first later instant at which the holder may no longer sell to divest (the exclusive end of the window), by all that is known now,
   * also of the future; null where there is none to come.
   */
  readonly deadline: Instant | null
  /** The first later instant, within the time ahead, at which buying, selling to divest or holding on is permitted no longer. */
  readonly next: Instant | null
  /** The listing that puts it there; null where none does. */
  readonly entity: string | null
  readonly program: string | null
  readonly listing: string | null
  /** Of that listing when the order is traded; null where it is still to come. */
  readonly standing: Standing | null
}
