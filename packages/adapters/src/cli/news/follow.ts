/** Follows a gate and tells what comes, entry by entry, and how the log is doing; until it is ended, or the log fails for good. */
import type { FollowerStatus, Gate } from '@vacatur/core'
import { type News, newsReader, type NewsReader } from './news.js'

/** To whom it is told. Each answers when it was taken, and whether anyone is still there to be told more. */
export interface Listener {
  readonly state: (status: FollowerStatus) => Promise<boolean>
  readonly news: (news: News, entries: NewsReader['entries']) => Promise<boolean>
}

/** What to follow: from the entry at `from` on, or from the next one where it is absent. */
export interface Followed {
  readonly gate: Gate
  readonly from?: number
  /** Calls the listener when following is to end; returns how to stop listening. */
  readonly onEnd: (listener: () => void) => () => void
}

/** A bell that remembers that it rang. */
const newBell = () => {
  let hasRung = false
  let wake: (() => void) | undefined
  return {
    ring: (): void => {
      hasRung = true
      wake?.()
    },
    rung: async (): Promise<void> => {
      if (!hasRung)
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      hasRung = false
    },
  }
}

/** Tells, in order, what came since the last time; answers whether there can be more. */
const teller = ({ gate, from }: Followed, listener: Listener) => {
  const reader = newsReader()
  let next = from
  let told: FollowerStatus['state'] = 'catching-up'

  const tellEntries = async (size: number, isOver: () => boolean): Promise<boolean> => {
    next ??= size
    const record = gate.record()
    for (; next < size; next += 1) {
      const news = reader.at(record, next)
      if (news !== undefined && !(await listener.news(news, reader.entries))) return false
      if (isOver()) return false
    }
    return true
  }

  const tellState = async (status: FollowerStatus): Promise<boolean> => {
    if (status.state === told) return true
    told = status.state
    return listener.state(status)
  }

  return async (isOver: () => boolean): Promise<boolean> => {
    const status = gate.status()
    const { state, size } = status
    if (state === 'catching-up') return true
    // That the log is back is told before what it brings; that it is gone, after what it still brought.
    const isUnheard = state === 'live' && !(await tellState(status))
    if (isUnheard || ((next ?? -1) < size && !(await tellEntries(size, isOver)))) return false
    return (await tellState(status)) && state !== 'failed'
  }
}

/** Follows until it is ended, nobody is left to be told, or the log fails; answers how the gate stood then. */
export const followNews = async (followed: Followed, listener: Listener): Promise<FollowerStatus> => {
  const { gate, onEnd } = followed
  const bell = newBell()
  let hasEnded = false
  const stopListening = [
    gate.onStatus(bell.ring),
    onEnd(() => {
      hasEnded = true
      bell.ring()
    }),
  ]
  const isOver = (): boolean => hasEnded
  const tell = teller(followed, listener)
  try {
    while ((await tell(isOver)) && !isOver()) await bell.rung()
    return gate.status()
  } finally {
    for (const stop of stopListening) stop()
  }
}
