/** Following a log that is looked at now and then. Knows pages and bells, nothing of where entries are kept. */
import type { AbortSignalLike, Followed, FollowOptions, LogCorrupt, ReadFailure } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import type { Bell } from './bell.js'
import { breathe, placeOf, type ReadPage } from './page.js'

/** What following needs to know of a log. */
export interface Followable {
  readonly name: string
  readonly readPage: ReadPage
  /** Rings when this process appended, or the log was closed. */
  readonly bell: Bell
  readonly isClosed: () => boolean
  /** A number that differs from the last one if another process appended meanwhile; cheap. Absent where none can. */
  readonly version?: () => number
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

/** Waits until there may be something new, or the heartbeat is due. */
const silence = async (
  log: Followable,
  { pollMs, heartbeatMs }: Rhythm,
  since: { readonly version: number | undefined; readonly signal: AbortSignalLike | undefined },
): Promise<void> =>
  new Promise((resolve) => {
    const due = performance.now() + heartbeatMs
    let timer: NodeJS.Timeout | undefined
    const end = (): void => {
      clearTimeout(timer)
      stopListening()
      since.signal?.removeEventListener('abort', end)
      resolve()
    }
    const look = (): void => {
      const leftMs = due - performance.now()
      if (leftMs <= 0 || log.version?.() !== since.version) return end()
      timer = setTimeout(look, log.version === undefined ? leftMs : Math.min(pollMs, leftMs))
    }
    const stopListening = log.bell.listen(end)
    since.signal?.addEventListener('abort', end)
    look()
  })

const wentBack = (log: Followable, before: number, size: number): LogCorrupt => ({
  tag: 'LogCorrupt',
  log: log.name,
  index: size,
  reason: `it had ${before} entries and now has ${size}`,
})

/**
 * Entries from `from` on; `caught-up` each time that all there were have been yielded; heartbeats while nothing comes. Ends when
 * the signal aborts or the log is closed; a failure is the last thing yielded.
 */
export async function* followed(
  log: Followable,
  { from, signal }: FollowOptions,
  rhythm: Rhythm,
): AsyncGenerator<E.Either<ReadFailure, Followed>, void, undefined> {
  if (log.isClosed()) return yield E.left({ tag: 'LogClosed', log: log.name })
  let next = placeOf(from, 0)
  let size = 0
  let told: number | undefined
  const isOver = (): boolean => log.isClosed() || signal?.aborted === true
  while (!isOver()) {
    const rings = log.bell.rings()
    const version = log.version?.()
    const page = await log.readPage(next, Number.MAX_SAFE_INTEGER)
    if (isOver()) return
    if (E.isLeft(page)) return yield page
    if (page.right.size < size) return yield E.left(wentBack(log, size, page.right.size))
    const { entries } = page.right
    size = page.right.size
    if (entries.length > 0) {
      next += entries.length
      yield E.right({ kind: 'entries', entries })
      await breathe()
      continue
    }
    yield E.right({ kind: told === size ? 'heartbeat' : 'caught-up', size })
    told = size
    if (log.bell.rings() === rings && !isOver()) await silence(log, rhythm, { version, signal })
  }
}
