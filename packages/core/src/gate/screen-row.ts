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
  /** The first instant at which the holding may no longer be sold (exclusive end of the window); null where there is none to come. */
  readonly deadline: Instant | null
  /** The next instant, within the time ahead, at which a ban starts or a window closes. */
  readonly next: Instant | null
  /** The listing that puts it there; null where none does. */
  readonly entity: string | null
  readonly program: string | null
  readonly listing: string | null
  readonly standing: Standing | null
}
