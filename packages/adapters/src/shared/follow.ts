/** Following a log that is looked at now and then. Knows pages and bells, nothing of where entries are kept. */
import type { AbortSignalLike, Followed, FollowOptions, LogCorrupt, ReadFailure } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { elapsedMs } from '../clock/index.js'
import type { Bell } from './bell.js'
import { breathe, type Page, placeOf, type ReadPage } from './page.js'

/** What following needs to know of a log. */
export interface Followable {
  readonly name: string
  readonly readPage: ReadPage
  /** Rings when this process appended, or the log was closed. */
  readonly bell: Bell
  readonly isClosed: () => boolean
  /** Asked after a look that found the log unavailable: whether no later look can find it. Absent: any may. */
  readonly isLost?: () => boolean
  /** A number that differs from the last one if another process appended meanwhile; cheap. Absent where none can. */
  readonly version?: () => number
  /** Made once for each follower: whether those who append are there, when nothing comes. Absent: the log itself is enough. */
  readonly aliveness?: () => () => boolean
}

/** How often to look, in milliseconds. */
export interface Rhythm {
  /** Between two looks at a log that other processes can append to. */
  readonly pollMs: number
  /** The longest silence of a follower to whom nothing comes. */
  readonly heartbeatMs: number
}

/** Looks often enough that an entry of another process is heard within 10 ms, as a rule. */
export const DEFAULT_RHYTHM: Rhythm = { pollMs: 8, heartbeatMs: 250 }

/** What ends a wait early. */
interface Wait {
  /** The version that was looked at; absent: only the bell and the signal end the wait. */
  readonly version?: number | undefined
  readonly signal: AbortSignalLike | undefined
}

/** Waits until there may be something new, or the heartbeat is due. */
const silence = async (
  log: Followable,
  { pollMs, heartbeatMs }: Rhythm,
  { version, signal }: Wait,
): Promise<void> =>
  new Promise((resolve) => {
    const due = elapsedMs() + heartbeatMs
    let timer: NodeJS.Timeout | undefined
    const end = (): void => {
      clearTimeout(timer)
      stopListening()
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const look = (): void => {
      const leftMs = due - elapsedMs()
      const isOver = leftMs <= 0 || (version !== undefined && log.version?.() !== version)
      if (isOver) end()
      else timer = setTimeout(look, version === undefined ? leftMs : Math.min(pollMs, leftMs))
    }
    const stopListening = log.bell.listen(end)
    signal?.addEventListener('abort', end)
    look()
  })

const wentBack = (log: Followable, before: number, size: number): LogCorrupt => ({
  tag: 'LogCorrupt',
  log: log.name,
  index: size,
  reason: `it had ${before} entries and now has ${size}`,
})

/** What a look at the log brings to a follower: something to tell, or nothing; and whether the following ends with it. */
type Look = {
  readonly step?: E.Either<ReadFailure, Followed>
  readonly isLast?: true
  readonly isQuiet?: true
}

/** How far a follower has come. */
interface Progress {
  next: number
  size: number
  /** The size that was last told with `caught-up`. */
  told: number | undefined
}

/**
 * How long a look at the log may take, in milliseconds, for its news to be told that nothing came: a process that was held up, and now
 * reads an answer from before, looks again.
 */
const FRESH_MS = 1_000

interface Looked {
  readonly page: E.Either<ReadFailure, Page>
  readonly tookMs: number
}

const taken = (log: Followable, progress: Progress, { page, tookMs }: Looked): Look => {
  if (E.isLeft(page)) {
    const mayPass = page.left.tag === 'LogUnavailable' && log.isLost?.() !== true
    return mayPass ? { isQuiet: true } : { step: page, isLast: true }
  }
  const { entries, size } = page.right
  if (size < progress.size) return { step: E.left(wentBack(log, progress.size, size)), isLast: true }
  progress.size = size
  if (entries.length > 0) {
    progress.next += entries.length
    return { step: E.right({ kind: 'entries', entries }) }
  }
  if (tookMs > FRESH_MS) return {}
  const kind = progress.told === size ? 'heartbeat' : 'caught-up'
  progress.told = size
  return { step: E.right({ kind, size }), isQuiet: true }
}

const isHeartbeat = (step: E.Either<ReadFailure, Followed>): boolean =>
  E.isRight(step) && step.right.kind === 'heartbeat'

/**
 * Entries from `from` on; `caught-up` each time that all there were have been yielded; heartbeats while nothing comes. Nothing at
 * all while the log cannot be reached, or while those who promised to append are not heard of; both are tried again. Ends when the
 * signal aborts or the log is closed; a failure that will not pass is the last thing yielded.
 */
export async function* followed(
  log: Followable,
  { from, signal }: FollowOptions,
  rhythm: Rhythm,
): AsyncGenerator<E.Either<ReadFailure, Followed>, void, undefined> {
  if (log.isClosed()) yield E.left({ tag: 'LogClosed', log: log.name })
  const progress: Progress = { next: placeOf(from, 0), size: 0, told: undefined }
  const isAlive = log.aliveness?.() ?? (() => true)
  const isOver = (): boolean => log.isClosed() || signal?.aborted === true
  while (!isOver()) {
    const rings = log.bell.rings()
    const version = log.version?.()
    const startedMs = elapsedMs()
    const page = await log.readPage(progress.next, Number.MAX_SAFE_INTEGER)
    if (isOver()) return
    const { step, isLast, isQuiet } = taken(log, progress, { page, tookMs: elapsedMs() - startedMs })
    if (step !== undefined && (!isHeartbeat(step) || isAlive())) yield step
    if (isLast) return
    if (!isQuiet) await breathe()
    else if (log.bell.rings() === rings && !isOver()) await silence(log, rhythm, { version, signal })
  }
}
