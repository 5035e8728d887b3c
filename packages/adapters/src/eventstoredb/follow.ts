/** One follower of the log: what there is, read from the server, and then what the feed brings. */
import type { AbortSignalLike, Followed, FollowOptions, ReadFailure, Recorded } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { processTimer } from '../clock/index.js'
import { breathe, placeOf } from '../shared/page.js'
import type { Feed } from './feed.js'
import { nap, napMs } from './patience.js'
import { failureOf, isPassing, type Trouble } from './trouble.js'

/** What following needs to know of the log. */
export interface Followable {
  readonly name: string
  readonly feed: Feed
  readonly readPage: (from: number, until: number) => Promise<E.Either<Trouble, readonly Recorded[]>>
  readonly isClosed: () => boolean
  readonly heartbeatMs: number
}

/** How far a follower has come. */
interface Progress {
  next: number
  /** The size that was told last, and of which look. */
  told: number | undefined
  toldAt: number
  /** How often in a row the server did not give what it has. */
  misses: number
}

/** What a look brings to a follower. */
type Look =
  | { readonly kind: 'news'; readonly news: Followed }
  | { readonly kind: 'nothing' | 'miss' }
  | { readonly kind: 'trouble'; readonly trouble: Trouble }

const NOTHING: Look = { kind: 'nothing' }

/** How old a look at the log may be to be told, in heartbeats: a follower that was busy is not told of what was long ago. */
const FRESH_BEATS = 2

/** The next entries, from the feed if it holds them. That the server is away passes. */
const entriesFor = async (log: Followable, progress: Progress, size: number): Promise<Look> => {
  const latest = log.feed.latest(progress.next)
  const page = latest === undefined ? await log.readPage(progress.next, size) : E.right(latest)
  if (E.isLeft(page)) {
    return isPassing(page.left) ? { kind: 'miss' } : { kind: 'trouble', trouble: page.left }
  }
  const entries = page.right
  progress.next += entries.length
  return entries.length === 0 ? { kind: 'miss' } : { kind: 'news', news: { kind: 'entries', entries } }
}

const lookOf = async (log: Followable, progress: Progress): Promise<Look> => {
  const { feed, heartbeatMs } = log
  const trouble = feed.trouble()
  if (trouble !== undefined) return { kind: 'trouble', trouble }
  const size = feed.size()
  if (size === undefined) return NOTHING
  if (progress.next < size) return entriesFor(log, progress, size)
  const lookedAt = feed.lookedAt()
  // The server's own word that this is all comes right after a look: two beats in one are one too many.
  const isEarly = progress.told === size && lookedAt - progress.toldAt < heartbeatMs / 2
  const isFresh =
    lookedAt > progress.toldAt && processTimer.elapsedMs() - lookedAt <= FRESH_BEATS * heartbeatMs
  if (isEarly || !isFresh) return NOTHING
  const kind = progress.told === size ? 'heartbeat' : 'caught-up'
  progress.told = size
  progress.toldAt = lookedAt
  return { kind: 'news', news: { kind, size } }
}

/** Waits until the feed's bell rings, unless it has rung since `rings`, or the signal aborts. */
const silence = async ({ bell }: Feed, rings: number, signal: AbortSignalLike | undefined): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      stopListening()
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const stopListening = bell.listen(end)
    signal?.addEventListener('abort', end)
    if (bell.rings() !== rings || signal?.aborted === true) end()
  })

/**
 * Entries from `from` on; `caught-up` each time that all there were have been yielded; heartbeats while nothing comes and the server
 * answers. While it does not, nothing is yielded. Ends when the signal aborts or the log is closed; a failure is the last thing.
 */
export async function* following(
  log: Followable,
  { from, signal }: FollowOptions,
): AsyncGenerator<E.Either<ReadFailure, Followed>, void, undefined> {
  if (log.isClosed()) {
    yield E.left({ tag: 'LogClosed', log: log.name })
    return
  }
  const progress: Progress = {
    next: placeOf(from, 0),
    told: undefined,
    toldAt: Number.NEGATIVE_INFINITY,
    misses: 0,
  }
  const isOver = (): boolean => log.isClosed() || signal?.aborted === true
  const leave = log.feed.join()
  try {
    while (!isOver()) {
      const rings = log.feed.bell.rings()
      const look = await lookOf(log, progress)
      if (isOver()) return
      if (look.kind === 'trouble') {
        yield E.left(failureOf(log.name, look.trouble))
        return
      }
      progress.misses = look.kind === 'miss' ? progress.misses + 1 : 0
      if (look.kind === 'news') yield E.right(look.news)
      if (look.kind === 'nothing') await silence(log.feed, rings, signal)
      else await (look.kind === 'miss' ? nap(napMs(progress.misses)) : breathe())
    }
  } finally {
    leave()
  }
}
