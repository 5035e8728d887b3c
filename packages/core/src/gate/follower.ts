/** Follows a log into an index, and knows how well: caught up, silent for how long, failed at which entry. */
import * as E from 'fp-ts/lib/Either.js'
import { logSize } from '../compiled/acts.js'
import { type BitemporalIndex, emptyIndex } from '../compiled/bitemporal-index.js'
import { take } from '../compiled/take.js'
import type { AbortSignalLike, EventLog, Followed } from '../log/event-log.js'
import { explainFailure, type ReadFailure } from '../log/failure.js'
import { expectListener } from './given.js'

/** How a follower stands. */
export type FollowerState = 'catching-up' | 'live' | 'stale' | 'failed' | 'closed'

/** The state of a follower. */
export interface FollowerStatus {
  readonly state: FollowerState
  /** How many entries have been taken; checks see just these. */
  readonly size: number
  /** Milliseconds since the log was last heard of; null before it first was. */
  readonly silentForMs: number | null
  /** Why it failed, with the index of an entry that cannot be read where that was it. */
  readonly failure: ReadFailure | null
}

/** A follower. */
export interface Follower {
  readonly index: BitemporalIndex
  readonly status: () => FollowerStatus
  /** Whether the state is `live`; the same as by its status, but cheap. */
  readonly isLive: () => boolean
  /** Resolves once everything was taken that was there at the start; or when it failed or was closed before. */
  readonly caughtUp: Promise<FollowerStatus>
  /** Calls the listener when the state changes or entries were taken; returns how to stop that. */
  readonly listen: (listener: (status: FollowerStatus) => void) => () => void
  readonly close: () => Promise<void>
}

/** What to follow, and when silence is too long. */
export interface Following {
  readonly log: EventLog
  readonly staleAfterMs: number
}

/** The state in a sentence, for a refusal. */
export const explainStatus = ({ state, silentForMs, failure }: FollowerStatus): string => {
  switch (state) {
    case 'catching-up':
      return 'The log has not been read to its end yet.'
    case 'stale':
      return `The log has not been heard of for ${Math.round(silentForMs ?? 0)} ms.`
    case 'failed':
      return `The log cannot be followed: ${failure === null ? 'it ended' : explainFailure(failure)}.`
    case 'closed':
      return 'The gate was closed.'
    case 'live':
      return 'The log is followed.'
    default:
      return state satisfies never
  }
}

/** A signal to end following: the core knows no AbortController. */
const newSignal = () => {
  const listeners = new Set<() => void>()
  let aborted = false
  return {
    signal: {
      get aborted() {
        return aborted
      },
      addEventListener: (_: 'abort', listener: () => void) => void listeners.add(listener),
      removeEventListener: (_: 'abort', listener: () => void) => void listeners.delete(listener),
    },
    abort: () => {
      aborted = true
      for (const listener of listeners) listener()
    },
  }
}

/** How long to wait at most before silence is looked for again; timers overflow at 2^31 ms. */
const LONGEST_PAUSE_MS = 60_000

/** What was heard of a log so far. */
const newHearing = ({ log: { timer }, staleAfterMs }: Following, isClosed: () => boolean) => {
  let heardAtMs: number | null = null
  let isCaughtUp = false
  let isOver = false
  let failure: ReadFailure | null = null

  const stateAfter = (silentForMs: number | null): FollowerState => {
    if (isClosed()) return 'closed'
    if (isOver) return 'failed'
    if (!isCaughtUp) return 'catching-up'
    // Also stale where `staleAfterMs` is no number, as one read from a missing setting.
    return silentForMs !== null && silentForMs <= staleAfterMs ? 'live' : 'stale'
  }

  return {
    isOver: () => isOver,
    isLive: (): boolean =>
      isCaughtUp &&
      !isOver &&
      !isClosed() &&
      heardAtMs !== null &&
      timer.elapsedMs() - heardAtMs <= staleAfterMs,
    status: (): Omit<FollowerStatus, 'size'> => {
      const silentForMs = heardAtMs === null ? null : timer.elapsedMs() - heardAtMs
      return { state: stateAfter(silentForMs), silentForMs, failure }
    },
    hear: ({ kind }: Followed) => {
      // After a silence, the first entries that come are old news: more may have gathered than one page holds.
      const isNewsOld = heardAtMs === null || !(timer.elapsedMs() - heardAtMs <= staleAfterMs)
      heardAtMs = timer.elapsedMs()
      isCaughtUp = kind === 'entries' ? isCaughtUp && !isNewsOld : true
    },
    end: (why: ReadFailure | null) => {
      failure = why
      isOver = true
    },
  }
}

/** Calls a listener. What it throws is its own: an unhandled rejection, and no reason to stop following the log. */
const call = async (listener: (status: FollowerStatus) => void, now: FollowerStatus): Promise<void> =>
  new Promise((resolve) => {
    listener(now)
    resolve()
  })

/** Those who want to know of changes. */
const newAudience = (status: () => FollowerStatus) => {
  /** By a key of its own each: the same listener may have been given twice. */
  const listeners = new Map<symbol, (status: FollowerStatus) => void>()
  let told: FollowerState = 'catching-up'
  let settle: (status: FollowerStatus) => void
  const caughtUp = new Promise<FollowerStatus>((resolve) => {
    settle = resolve
  })
  return {
    caughtUp,
    listen: (listener: (status: FollowerStatus) => void) => {
      expectListener(listener)
      const key = Symbol('listener')
      listeners.set(key, listener)
      return () => void listeners.delete(key)
    },
    /** Tells of news, or of a state that is another than before. */
    tell: (isNews: boolean): void => {
      const now = status()
      if (now.state === told && !isNews) return
      told = now.state
      if (told !== 'catching-up') settle(now)
      for (const listener of listeners.values()) void call(listener, now)
    },
  }
}

/** Tells listeners of silence, which by its nature nothing else does. */
const watchSilence = async (
  { log: { timer }, staleAfterMs }: Following,
  { isOver, tell }: { readonly isOver: () => boolean; readonly tell: (isNews: boolean) => void },
): Promise<void> => {
  const pauseMs = Math.min(Math.max(1, staleAfterMs / 4), LONGEST_PAUSE_MS)
  while (!isOver()) {
    await timer.pause(pauseMs)
    tell(false)
  }
}

const LEFT_OUT = 'the log left it out, or told it out of turn'

/** The place of an entry that a log which told `size` entries now passes over; null where it passes over none. */
const placeLeftOut = (heard: Followed, size: number): number | null => {
  if (heard.kind !== 'entries') return heard.size > size ? size : null
  const place = heard.entries.findIndex(({ index }, at) => index !== size + at)
  return place === -1 ? null : size + place
}

/** Hears a log to its end: answers the failure that ended it, or null where the signal did. That it ends by itself, which none should, is one. */
const followToEnd = async (
  log: EventLog,
  signal: AbortSignalLike,
  hear: (heard: Followed) => void,
): Promise<ReadFailure | null> => {
  let size = 0
  for await (const heard of log.follow({ signal })) {
    if (E.isLeft(heard)) return heard.left
    const leftOut = placeLeftOut(heard.right, size)
    if (leftOut !== null) return { tag: 'LogCorrupt', log: log.name, index: leftOut, reason: LEFT_OUT }
    if (heard.right.kind === 'entries') size += heard.right.entries.length
    hear(heard.right)
  }
  return signal.aborted ? null : { tag: 'LogClosed', log: log.name }
}

/** Starts to follow a log from its first entry. Throws where it has no timer, without which silence cannot be told. */
export const follow = (following: Following): Follower => {
  const { log } = following
  if (typeof (log as Partial<EventLog>).timer?.elapsedMs !== 'function')
    throw new TypeError('the log has no timer')
  const index = emptyIndex()
  const { signal, abort } = newSignal()
  const hearing = newHearing(following, () => signal.aborted)
  const status = (): FollowerStatus => ({ ...hearing.status(), size: logSize(index.acts) })
  const { caughtUp, listen, tell } = newAudience(status)

  const hear = (heard: Followed): void => {
    if (heard.kind === 'entries') for (const recorded of heard.entries) take(index, recorded)
    hearing.hear(heard)
    tell(heard.kind === 'entries')
  }

  /** However following ends, nothing is decided from then on. That it throws, which no log should do, is a failure too. */
  const run = async (): Promise<void> => {
    try {
      hearing.end(await followToEnd(log, signal, hear))
    } catch (thrown) {
      hearing.end({ tag: 'LogUnavailable', log: log.name, reason: `following it threw ${String(thrown)}` })
    }
    tell(false)
  }

  const running = run()
  void watchSilence(following, { isOver: () => hearing.isOver() || signal.aborted, tell })
  const close = async (): Promise<void> => {
    abort()
    tell(false)
    await running
  }
  return { index, status, isLive: hearing.isLive, caughtUp, listen, close }
}
