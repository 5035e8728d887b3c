/** Follows a log into an index, and knows how well: caught up, silent for how long, failed at which entry. */
import * as E from 'fp-ts/lib/Either.js'
import { logSize } from '../compiled/acts.js'
import { type BitemporalIndex, emptyIndex, take } from '../compiled/bitemporal-index.js'
import type { EventLog, Followed } from '../log/event-log.js'
import { explainFailure, type ReadFailure } from '../log/failure.js'

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

/** Starts to follow a log from its first entry. */
export const follow = ({ log, staleAfterMs }: Following): Follower => {
  const index = emptyIndex()
  const listeners = new Set<(status: FollowerStatus) => void>()
  const { signal, abort } = newSignal()
  let heardAtMs: number | null = null
  let isCaughtUp = false
  let failure: ReadFailure | null = null
  let isOver = false
  let told: FollowerState = 'catching-up'
  let settle: (status: FollowerStatus) => void
  const caughtUp = new Promise<FollowerStatus>((resolve) => {
    settle = resolve
  })

  const stateNow = (silentForMs: number | null): FollowerState => {
    if (signal.aborted) return 'closed'
    if (isOver) return 'failed'
    if (!isCaughtUp) return 'catching-up'
    return silentForMs !== null && silentForMs > staleAfterMs ? 'stale' : 'live'
  }

  const status = (): FollowerStatus => {
    const silentForMs = heardAtMs === null ? null : log.timer.elapsedMs() - heardAtMs
    return { state: stateNow(silentForMs), size: logSize(index.acts), silentForMs, failure }
  }

  const tell = (isNews: boolean): void => {
    const now = status()
    if (now.state === told && !isNews) return
    told = now.state
    if (told !== 'catching-up') settle(now)
    for (const listener of listeners) listener(now)
  }

  const hear = (heard: Followed): void => {
    heardAtMs = log.timer.elapsedMs()
    if (heard.kind === 'entries') for (const recorded of heard.entries) take(index, recorded)
    else isCaughtUp = true
    tell(heard.kind === 'entries')
  }

  const run = async (): Promise<void> => {
    for await (const heard of log.follow({ signal })) {
      if (E.isLeft(heard)) {
        failure = heard.left
        break
      }
      hear(heard.right)
    }
    isOver = true
    tell(false)
  }

  /** Tells listeners of silence, which by its nature nothing else does. */
  const watch = async (): Promise<void> => {
    while (!isOver && !signal.aborted) {
      await log.timer.pause(Math.max(1, staleAfterMs / 4))
      tell(false)
    }
  }

  const running = run()
  void watch()
  return {
    index,
    status,
    caughtUp,
    listen: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close: async () => {
      abort()
      tell(false)
      await running
    },
  }
}
