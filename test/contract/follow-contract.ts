/** The contract of follow: what is there, caught up, what comes, heartbeats; and its ends. */
import type { EventLog, Followed } from '@vacatur/core'
import { describe, expect, it } from 'vitest'
import { anEntity, entities } from './entries.js'
import { append, type Harness, heard, heardIds, must, opened, pause } from './harness.js'

const kinds = (steps: readonly Followed[]): readonly string[] => steps.map(({ kind }) => kind)

const hearing =
  (count: number) =>
  (steps: readonly Followed[]): boolean =>
    heardIds(steps).length >= count

const aLogOf = async (harness: Harness, count: number): Promise<EventLog> => {
  const log = await opened(harness.fresh())
  if (count > 0) await append(log, entities(count, 0))
  return log
}

const hearings = (harness: Harness): void => {
  describe('follow', () => {
    it('yields what is there, then says that it has caught up', async () => {
      const log = await aLogOf(harness, 3)
      const steps = await heard(log, {}, (soFar) => soFar.at(-1)?.kind === 'caught-up')
      expect(heardIds(steps)).toEqual(['entity/0', 'entity/1', 'entity/2'])
      expect(steps.at(-1)).toEqual({ kind: 'caught-up', size: 3 })
    })
    it('says of an empty log that it has caught up', async () => {
      const [step] = await heard(await aLogOf(harness, 0), {}, () => true)
      expect(step).toEqual({ kind: 'caught-up', size: 0 })
    })
    it('begins in the middle', async () => {
      const steps = await heard(await aLogOf(harness, 2500), { from: 2498 }, hearing(2))
      expect(heardIds(steps)).toEqual(['entity/2498', 'entity/2499'])
    })
    it('begins after the end: waits for what is to be there', async () => {
      const log = await aLogOf(harness, 1)
      const following = heard(log, { from: 2 }, hearing(1))
      await append(log, entities(2, 1))
      const steps = await following
      expect(heardIds(steps)).toEqual(['entity/2'])
    })
    it('yields what comes, each once and in order, and says again that it has caught up', async () => {
      const log = await aLogOf(harness, 2)
      const following = heard(log, {}, (soFar) => hearing(42)(soFar) && soFar.at(-1)?.kind === 'caught-up')
      for (let number = 2; number < 42; number += 1) {
        await append(log, [anEntity(number)])
        if (number % 10 === 0) await pause(2)
      }
      const steps = await following
      expect(heardIds(steps)).toEqual(entities(42, 0).map(({ id }) => id))
      expect(steps.at(-1)).toEqual({ kind: 'caught-up', size: 42 })
    })
    it('yields nothing of an append that was refused', async () => {
      const log = await aLogOf(harness, 1)
      const following = heard(log, {}, (soFar) => soFar.at(-1)?.kind === 'heartbeat')
      await log.append([anEntity(5), {}])()
      expect(heardIds(await following)).toEqual(['entity/0'])
    })
    it('lets the heart beat while nothing comes', async () => {
      const log = await aLogOf(harness, 1)
      const steps = await heard(log, {}, (soFar) => soFar.length >= 4)
      expect(kinds(steps)).toEqual(['entries', 'caught-up', 'heartbeat', 'heartbeat'])
      expect(steps.at(-1)).toEqual({ kind: 'heartbeat', size: 1 })
    })
    it('tells several followers the same', async () => {
      const log = await aLogOf(harness, 1)
      const followings = [0, 1, 2].map((from) => heard(log, { from }, hearing(10 - from)))
      await append(log, entities(9, 1))
      const ids = entities(10, 0).map(({ id }) => id)
      expect((await Promise.all(followings)).map(heardIds)).toEqual([ids, ids.slice(1), ids.slice(2)])
    })
  })
}

/** Follows until it ends by itself; calls back when it has caught up; answers what it heard. */
const untilTheEnd = async (
  log: EventLog,
  { signal, onCaughtUp }: { readonly signal?: AbortSignal; readonly onCaughtUp?: () => void } = {},
): Promise<readonly Followed[]> => {
  const steps: Followed[] = []
  for await (const step of log.follow(signal === undefined ? {} : { signal })) {
    steps.push(must(step))
    // Not from here: who is asked for the next step is not waiting for one.
    if (steps.at(-1)?.kind === 'caught-up') setTimeout(onCaughtUp ?? (() => undefined), 1)
  }
  return steps
}

const ends = (harness: Harness): void => {
  describe('follow ends', () => {
    it('when the signal aborts, without a failure', async () => {
      const log = await aLogOf(harness, 1)
      const abort = new AbortController()
      const steps = await untilTheEnd(log, { signal: abort.signal, onCaughtUp: () => abort.abort() })
      expect(kinds(steps)).toEqual(['entries', 'caught-up'])
    })
    it('at once, when the signal aborted before', async () => {
      expect(await untilTheEnd(await aLogOf(harness, 1), { signal: AbortSignal.abort() })).toEqual([])
    })
    it('when the log is closed, without a failure', async () => {
      const log = await aLogOf(harness, 1)
      const steps = await untilTheEnd(log, { onCaughtUp: () => void log.close()() })
      expect(kinds(steps)).toEqual(['entries', 'caught-up'])
    })
    it('when nobody listens any more: no listener is left behind', async () => {
      const log = await aLogOf(harness, 1)
      const abort = new AbortController()
      let listeners = 0
      const signal = {
        get aborted() {
          return abort.signal.aborted
        },
        addEventListener: () => {
          listeners += 1
        },
        removeEventListener: () => {
          listeners -= 1
        },
      }
      await heard(log, { signal }, (soFar) => soFar.length >= 4)
      expect(listeners).toBe(0)
    })
  })
}

/** What follow promises. */
export const followContract = (harness: Harness): void => {
  hearings(harness)
  ends(harness)
}
