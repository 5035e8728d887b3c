/** A log that says what a test tells it to say, at the time that the test says it is. */
import type { EventLog, Followed, Instant, ReadFailure, Recorded } from '@vacatur/core'
import { memoryLog } from '@vacatur/adapters/memory'
import * as E from 'fp-ts/lib/Either.js'
import { onTestFinished } from 'vitest'

/** A log under the hand of a test. */
export interface ScriptedLog {
  readonly log: EventLog
  /** What followers hear next; resolves when they have heard it. */
  readonly say: (followed: Followed) => Promise<void>
  readonly sayEntries: (entries: readonly Recorded[]) => Promise<void>
  /** Says the failure, and ends. */
  readonly fail: (failure: ReadFailure) => Promise<void>
  /** Ends without a failure, as no log should. */
  readonly end: () => Promise<void>
  /** Throws what no log should throw. */
  readonly crash: (thrown: Error) => Promise<void>
  /** Lets so many milliseconds pass; those who paused for less wake up. */
  readonly pass: (ms: number) => Promise<void>
}

type Heard = E.Either<ReadFailure, Followed>
type Line = { readonly heard: Heard } | { readonly thrown: Error } | 'end'

/** Until everything that was ready to run has run. */
const settled = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Time that passes only when it is told to. */
const scriptedTimer = () => {
  let now = 0
  let sleepers: { readonly until: number; readonly wake: () => void }[] = []
  return {
    timer: {
      elapsedMs: () => now,
      pause: async (ms: number) =>
        new Promise<void>((resolve) => {
          sleepers.push({ until: now + ms, wake: resolve })
        }),
    },
    pass: async (ms: number): Promise<void> => {
      now += ms
      const due = sleepers.filter(({ until }) => until <= now)
      sleepers = sleepers.filter(({ until }) => until > now)
      for (const { wake } of due) wake()
      await settled()
    },
  }
}

/** A log of which nothing was heard yet. */
export const scriptedLog = (): ScriptedLog => {
  const { timer, pass } = scriptedTimer()
  const lines: Line[] = []
  let wake = (): void => undefined

  async function* follow(): AsyncGenerator<Heard, void, undefined> {
    for (;;) {
      const line = lines.shift()
      if (line === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      } else if (line === 'end') return
      else if ('thrown' in line) throw line.thrown
      else yield line.heard
    }
  }

  const next = async (line: Line): Promise<void> => {
    lines.push(line)
    wake()
    await settled()
  }
  const say = async (followed: Followed): Promise<void> => next({ heard: E.right(followed) })
  onTestFinished(async () => next('end'))
  return {
    log: { ...memoryLog({ now: () => 0 as Instant }), name: 'scripted', follow, timer },
    say,
    sayEntries: async (entries) => say({ kind: 'entries', entries }),
    fail: async (failure) => {
      await next({ heard: E.left(failure) })
      await next('end')
    },
    end: async () => next('end'),
    crash: async (thrown) => next({ thrown }),
    pass,
  }
}
