/** What a follower is told of a log that answers late. */
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { elapsedMs } from '../clock/index.js'
import { newBell } from './bell.js'
import { followed } from './follow.js'
import { breathe, type ReadPage } from './page.js'

/** Keeps the process from anything else. */
const hang = (ms: number): void => {
  const until = elapsedMs() + ms
  while (elapsedMs() < until);
}

describe('a follower', () => {
  it('is not told that nothing came by an answer from before the process was held up', async () => {
    let looks = 0
    const readPage: ReadPage = async () => {
      looks += 1
      const page = E.right({ entries: [], size: 0 })
      await breathe()
      // The answer is there, and the process does not get to read it.
      if (looks === 2) hang(1_050)
      return page
    }
    const log = { name: 'slow', readPage, bell: newBell(), isClosed: () => false }
    const heard: (readonly [string, number])[] = []
    for await (const step of followed(log, {}, { pollMs: 1, heartbeatMs: 1 })) {
      heard.push([step._tag === 'Right' ? step.right.kind : step.left.tag, looks])
      if (heard.length === 3) break
    }
    expect(heard).toEqual([
      ['caught-up', 1],
      ['heartbeat', 3],
      ['heartbeat', 4],
    ])
  })

  it('waits for a log that is not available, until that is for good', async () => {
    let looks = 0
    const failure = { tag: 'LogUnavailable', log: 'away', reason: 'away' } as const
    const readPage: ReadPage = async () => {
      looks += 1
      await breathe()
      return E.left(failure)
    }
    const log = {
      name: 'away',
      readPage,
      bell: newBell(),
      isClosed: () => false,
      isLost: () => looks === 3,
    }
    const heard: unknown[] = []
    for await (const step of followed(log, {}, { pollMs: 1, heartbeatMs: 1 })) heard.push(step)
    expect(heard).toEqual([E.left(failure)])
    expect(looks).toBe(3)
  })
})
