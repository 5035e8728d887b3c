import {
  type EventLog,
  type Followed,
  liveGate,
  type ReadFailure,
  recordEntries,
  type Recorded,
} from '@vacatur/core'
import { catalogue } from '@vacatur/rules'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { followNews } from './follow.js'

const entry = (id: string) => ({
  id,
  type: 'EntityRegistered',
  validAt: '2020-01-01T00:00:00.000Z',
  publishedAt: '2020-01-01T00:00:00.000Z',
  source: { authority: 'register', citation: 'the register' },
  entity: id,
  names: [],
  identifiers: [],
})

const ENTRIES = ['a', 'b', 'c', 'd'].map(entry)

const recorded = (): readonly Recorded[] => {
  const read = recordEntries(ENTRIES)
  if (E.isLeft(read)) throw new Error(read.left.tag)
  return read.right
}

/** A log that says what the test wants, when it wants; its clock shows what the test sets. */
const scriptedLog = () => {
  const script: E.Either<ReadFailure, Followed>[] = []
  let nowMs = 0
  let wake: () => void = () => undefined
  const log: EventLog = {
    name: 'scripted:',
    append: () => async () => Promise.reject(new Error('not asked for')),
    size: () => async () => Promise.reject(new Error('not asked for')),
    read: () => {
      throw new Error('not asked for')
    },
    close: () => async () => Promise.resolve(E.right(undefined)),
    timer: {
      elapsedMs: () => nowMs,
      pause: async () =>
        new Promise((resolve) => {
          setTimeout(resolve, 1)
        }),
    },
    follow: async function* ({ signal } = {}) {
      const isOver = (): boolean => signal?.aborted ?? false
      signal?.addEventListener('abort', () => wake())
      while (!isOver()) {
        const step = script.shift()
        if (step === undefined) {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
          continue
        }
        yield step
        if (E.isLeft(step)) return
      }
    },
  }
  return {
    log,
    say: (step: E.Either<ReadFailure, Followed>) => {
      script.push(step)
      wake()
    },
    pass: (ms: number) => {
      nowMs += ms
    },
  }
}

const entries = (from: number, until: number) =>
  E.right({ kind: 'entries', entries: recorded().slice(from, until) } as const)
const caughtUp = (size: number) => E.right({ kind: 'caught-up', size } as const)

const following = async (from?: number) => {
  const { log, say, pass } = scriptedLog()
  const opened = await liveGate({ log, rulesets: catalogue, staleAfterMs: 1000, waitUntilCaughtUp: false })()
  if (E.isLeft(opened)) throw new Error('the gate waits for nothing, so that it cannot fail')
  const told: string[] = []
  let end: () => void = () => undefined
  let isThere = true
  const tell = async (text: string): Promise<boolean> => {
    told.push(text)
    return Promise.resolve(isThere)
  }
  const ended = followNews(
    {
      gate: opened.right,
      ...(from === undefined ? {} : { from }),
      onEnd: (listener) => {
        end = listener
        return () => undefined
      },
    },
    { state: async ({ state }) => tell(state), news: async (news) => tell(news.recorded.entry.id) },
  )
  const expectToHear = async (...texts: readonly string[]): Promise<void> =>
    expect.poll(() => told).toEqual(texts)
  const leave = (): void => {
    isThere = false
  }
  const close = async () => opened.right.close()
  return { say, pass, expectToHear, leave, ended, end: () => end(), close }
}

describe('followNews', () => {
  it('tells what comes after what was there, in order, and ends when it is told to', async () => {
    const { say, expectToHear, end, ended, close } = await following()
    say(entries(0, 2))
    say(caughtUp(2))
    await expectToHear('live')
    say(entries(2, 4))
    await expectToHear('live', 'c', 'd')
    end()
    expect(await ended).toMatchObject({ state: 'live', size: 4 })
    await close()
  })

  it('tells from an entry on that was there', async () => {
    const { say, expectToHear, end, ended, close } = await following(1)
    say(entries(0, 3))
    say(caughtUp(3))
    await expectToHear('live', 'b', 'c')
    end()
    await ended
    await close()
  })

  it('tells when the log falls silent, and when it is back', async () => {
    const { say, pass, expectToHear, end, ended, close } = await following()
    say(caughtUp(0))
    await expectToHear('live')
    pass(1001)
    await expectToHear('live', 'stale')
    say(E.right({ kind: 'heartbeat', size: 0 }))
    await expectToHear('live', 'stale', 'live')
    end()
    await ended
    await close()
  })

  it('ends with a log that fails', async () => {
    const { say, expectToHear, ended, close } = await following()
    say(caughtUp(0))
    await expectToHear('live')
    say(entries(0, 1))
    say(E.left({ tag: 'LogCorrupt', log: 'scripted:', index: 7, reason: 'torn' }))
    expect(await ended).toMatchObject({ state: 'failed', failure: { tag: 'LogCorrupt', index: 7 } })
    await expectToHear('live', 'a', 'failed')
    await close()
  })

  it('ends when nobody is left to be told', async () => {
    const { say, leave, expectToHear, ended, close } = await following()
    say(caughtUp(0))
    await expectToHear('live')
    leave()
    say(entries(0, 3))
    await ended
    await expectToHear('live', 'a')
    await close()
  })
})
