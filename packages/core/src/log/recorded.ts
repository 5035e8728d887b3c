/** An entry in its place in a log. */
import type { Entry } from '../entry/entry.js'
import type { Instant } from '../time/instant.js'

/** An entry, where it stands, and when this log learned of it. */
export interface Recorded {
  /** Its dense place: 0, 1, 2 … */
  readonly index: number
  /** Stamped by the log; never less than that of an earlier entry. */
  readonly recordedAt: Instant
  /** SHA-256 of the entry's canonical JSON. */
  readonly digest: string
  readonly entry: Entry
}
