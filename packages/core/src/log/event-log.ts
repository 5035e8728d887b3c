/** The port: what every log of entries does, wherever it keeps them. Implemented in the adapters, tested by one contract suite. */
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Either } from 'fp-ts/lib/Either.js'
import type { AppendFailure, ReadFailure } from './failure.js'
import type { Recorded } from './recorded.js'

/** How to append. */
export interface AppendOptions {
  /** The size that the log must have, for optimistic concurrency; absent: any. */
  readonly expectedSize?: number
}

/** What an append did. */
export interface Appended {
  /** The place of each given entry, in the order given; of one that was there already, the place that it has. */
  readonly indexes: readonly number[]
  /** How many of them were new. */
  readonly added: number
  /** The size of the log after the append. */
  readonly size: number
}

/** Which entries to read: places from `from` (inclusive, 0 when absent) until `until` (exclusive; to the end when absent). */
export interface ReadRange {
  readonly from?: number
  readonly until?: number
}

/** How to follow. */
export interface FollowOptions {
  /** The first place to yield; 0 when absent. */
  readonly from?: number
  /** Ends the following. */
  readonly signal?: AbortSignalLike
}

/** The part of the platform's AbortSignal that following needs. */
export interface AbortSignalLike {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/**
 * What a follower hears: entries, in order, none left out; that it has everything there was when the log was last looked at
 * (`size` entries); and, while nothing comes, that the log was looked at and still has `size` entries.
 */
export type Followed =
  | { readonly kind: 'entries'; readonly entries: readonly Recorded[] }
  | { readonly kind: 'caught-up'; readonly size: number }
  | { readonly kind: 'heartbeat'; readonly size: number }

/** The time of a process. */
export interface Timer {
  /** Milliseconds from some start, by a clock that never goes back. */
  elapsedMs(): number
  /** Resolves after so many milliseconds; does not by itself keep a process alive. */
  pause(ms: number): Promise<void>
}

/** An append-only, totally ordered sequence of entries with dense places 0, 1, 2 … */
export interface EventLog {
  /** Where the log is, for messages; without secrets. */
  readonly name: string
  /**
   * Appends entries, all or none, durably when it returns. Idempotent by id: entries that are there with the same content keep
   * their places, and if all are, any `expectedSize` will do, so that an append may be repeated after a lost answer.
   */
  append(entries: readonly unknown[], options?: AppendOptions): TaskEither<AppendFailure, Appended>
  /** How many entries there are. */
  size(): TaskEither<ReadFailure, number>
  /** The entries of a range in order, in pages, as they were when each page was read. A failure is the last thing yielded. */
  read(range?: ReadRange): AsyncIterable<Either<ReadFailure, readonly Recorded[]>>
  /**
   * What is there, then `caught-up`, then what comes, until the signal aborts or the log is closed. While the log cannot be reached it
   * waits and tries again, and yields nothing: silence, by which a follower tells a log that is lost from one with nothing new. A failure
   * that will not pass (`LogCorrupt`, `LogClosed`, and `LogUnavailable` of a file that was removed or replaced) is the last thing yielded.
   */
  follow(options?: FollowOptions): AsyncIterable<Either<ReadFailure, Followed>>
  /** The time of this process, by which followers measure silence: the core has no clock of its own. */
  readonly timer: Timer
  /** Releases what the log holds. Every later call answers `LogClosed`; closing twice is no error. */
  close(): TaskEither<never, void>
}

/** A log into which another can be copied: it takes entries with the places and the instants that they have there. */
export interface CopyTarget extends EventLog {
  /**
   * Appends what another log has recorded, all or none, durably when it returns. What is there already, at the same place and of the same
   * instant, stays; so a copy may be repeated and resumed. Refused are a gap before the first (`SizeConflict`), a place that has
   * something else or the same of another instant (`RecordConflict`), an instant before that of the entry before it
   * (`RecordedEarlier`), an entry that has not its digest, and whatever `append` refuses.
   */
  appendRecorded(entries: readonly Recorded[]): TaskEither<AppendFailure, Appended>
}
