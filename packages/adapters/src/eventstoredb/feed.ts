/**
 * What comes to the stream, for all followers of a log at once: one subscription, made again when it ends, and a look at the stream
 * now and then, since a subscription over which nothing comes may be dead. Holds the latest entries, so that followers that keep up
 * read nothing from the server.
 */
import type { Recorded } from '@vacatur/core'
import { type Bell, newBell } from '../shared/bell.js'
import { type Line, subscribe } from './calls.js'
import { nap, napMs } from './patience.js'
import { newProgress, type Progress } from './progress.js'
import { isPassing, type Trouble } from './trouble.js'
import { newWindow } from './window.js'

/** The feed as followers see it. */
export interface Feed {
  /** Rings when there is anything new to see here. */
  readonly bell: Bell
  /** How many entries there are, as far as is known; undefined before the first look. */
  readonly size: () => number | undefined
  /** When the log was last seen to have that size and no more, by the clock's `elapsedMs`. */
  readonly lookedAt: () => number
  /** The latest entries from a place on; undefined where they are not held any more. */
  readonly latest: (from: number) => readonly Recorded[] | undefined
  /** Why there will be no more, if so. */
  readonly trouble: () => Trouble | undefined
  /** Feeds until the returned function is called. */
  readonly join: () => () => void
  /** Feeds no more, whoever is there. */
  readonly stop: () => void
}

/** How the feed goes about it. */
export interface FeedOptions {
  readonly line: Line
  readonly heartbeatMs: number
}

/** One run of a feed; over when there are no followers any more. */
interface Run extends FeedOptions {
  readonly bell: Bell
  readonly progress: Progress
  readonly isOver: () => boolean
}

const DEAD: Trouble = { kind: 'lost', reason: 'the subscription brings nothing' }

/** Looks at the stream at every beat until there is trouble, which it hands over. Ends when the returned function is called. */
const beating = ({ progress, heartbeatMs }: Run, trouble: (trouble: Trouble) => void): (() => void) => {
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  let behindAt: number | undefined
  const beat = async (): Promise<void> => {
    const found = await progress.look()
    if (isStopped) return
    if (found !== undefined) {
      trouble(found)
      return
    }
    const size = progress.end()?.size
    // Twice in a row the log had more than was heard of, and nothing came in between.
    if (progress.isBehind() && size === behindAt) {
      trouble(DEAD)
      return
    }
    behindAt = progress.isBehind() ? size : undefined
    timer = setTimeout(() => void beat(), heartbeatMs)
  }
  timer = setTimeout(() => void beat(), heartbeatMs)
  return () => {
    isStopped = true
    clearTimeout(timer)
  }
}

/** Subscribes after what was heard of, and looks now and then; ends with trouble, or when the run is over. */
const listen = async (run: Run): Promise<Trouble | undefined> =>
  new Promise((resolve) => {
    const { progress, line, bell, isOver } = run
    const ends: (() => void)[] = []
    const finish = (trouble?: Trouble): void => {
      for (const end of ends) end()
      resolve(trouble)
    }
    const unsubscribe = subscribe(line, progress.end()?.size ?? 0, {
      event: (event) => {
        const trouble = progress.hear(event)
        if (trouble !== undefined) finish(trouble)
      },
      caughtUp: progress.caughtUp,
      ended: finish,
    })
    const stopListening = bell.listen(() => {
      if (isOver()) finish()
    })
    ends.push(unsubscribe, stopListening, beating(run, finish))
  })

/** Feeds until the run is over, or there is trouble that will not pass. */
const feed = async (run: Run): Promise<Trouble | undefined> => {
  const { progress, isOver } = run
  for (let tries = 0; !isOver(); tries += 1) {
    const before = progress.end()?.size
    const looked = await progress.look()
    const trouble = looked === undefined && !isOver() ? await listen(run) : looked
    if (trouble !== undefined && !isPassing(trouble)) return trouble
    if (progress.end()?.size !== before) tries = 0
    if (!isOver()) await nap(napMs(tries))
  }
  return undefined
}

/** Counts who is there: calls back when the first comes, and when the last has gone. */
const newAudience = (first: () => void, last: () => void): (() => () => void) => {
  let count = 0
  return () => {
    count += 1
    if (count === 1) first()
    let hasLeft = false
    return () => {
      if (hasLeft) return
      hasLeft = true
      count -= 1
      if (count === 0) last()
    }
  }
}

/** A feed that nobody follows yet. */
export const newFeed = ({ line, heartbeatMs }: FeedOptions): Feed => {
  const bell = newBell()
  const window = newWindow()
  let progress: Progress | undefined
  let fatal: Trouble | undefined

  const run = async (mine: Progress): Promise<void> => {
    const isOver = (): boolean => progress !== mine
    const trouble = await feed({ line, heartbeatMs, bell, progress: mine, isOver })
    if (isOver() || trouble === undefined) return
    fatal = trouble
    bell.ring()
  }
  const begin = (): void => {
    progress = newProgress(line, bell, window)
    void run(progress)
  }
  const stop = (): void => {
    progress = undefined
    window.clear()
    bell.ring()
  }
  return {
    bell,
    size: () => progress?.end()?.size,
    lookedAt: () => progress?.lookedAt() ?? Number.NEGATIVE_INFINITY,
    latest: window.from,
    trouble: () => fatal,
    join: newAudience(begin, stop),
    stop,
  }
}
