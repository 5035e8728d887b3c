/** Following through whatever happens to the connection: nothing is left out, nothing comes twice, silence while the server is away. */
import type { EventLog, Followed } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it, onTestFinished } from 'vitest'
import { anEntity, entities } from '../contract/entries.js'
import { append, must, pause } from '../contract/harness.js'
import { aLog, aStandIn, freshStream, standInForAll } from './server.js'

const standIn = standInForAll()

/** A follower that runs until the test ends. */
const aFollower = (log: EventLog, from = 0) => {
  const abort = new AbortController()
  const steps: Followed[] = []
  const listeners = new Set<() => void>()
  const run = async (): Promise<void> => {
    for await (const step of log.follow({ from, signal: abort.signal })) {
      steps.push(must(step))
      for (const listener of listeners) listener()
    }
  }
  const running = run()
  onTestFinished(async () => {
    abort.abort()
    await running
  })
  const ids = (): readonly string[] =>
    steps.flatMap((step) => (step.kind === 'entries' ? step.entries.map(({ entry }) => entry.id) : []))
  const until = async (isTrue: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (!isTrue()) return
        listeners.delete(check)
        resolve()
      }
      listeners.add(check)
      check()
    })
  return {
    steps,
    ids,
    hears: async (count: number) => until(() => ids().length >= count),
    isToldOf: async (size: number) => {
      const since = steps.length
      await until(() => steps.slice(since).some((step) => step.kind !== 'entries' && step.size === size))
    },
  }
}

const idsUntil = (count: number): readonly string[] => entities(count).map(({ id }) => id)

describe('follow goes on', () => {
  it.each(['end', 'cancelled', 'unavailable'] as const)(
    'when the server closes the subscription (%s)',
    async (how) => {
      const log = await aLog(standIn())
      await append(log, entities(2))
      const follower = aFollower(log)
      await follower.isToldOf(2)
      await standIn().tell({ ask: 'close-subscriptions', how })
      await append(log, entities(2, 3))
      await follower.hears(4)
      await standIn().tell({ ask: 'close-subscriptions', how })
      await append(log, entities(1, 5))
      await follower.hears(5)
      expect(follower.ids()).toEqual(idsUntil(5))
    },
  )
  it('when the connection is cut, again and again', async () => {
    const log = await aLog(standIn())
    const follower = aFollower(log)
    await follower.isToldOf(0)
    for (let number = 1; number <= 20; number += 1) {
      if (number % 4 === 0) await standIn().tell({ ask: 'cut' })
      await append(log, [anEntity(number)])
    }
    await follower.hears(20)
    expect(follower.ids()).toEqual(idsUntil(20))
  })
  it('when the subscription brings nothing, although there is something', async () => {
    const stream = freshStream()
    const log = await aLog(standIn(), { stream })
    await standIn().fail('subscribe', { kind: 'silent' })
    const follower = aFollower(log)
    await follower.isToldOf(0)
    await append(await aLog(standIn(), { stream }), entities(3))
    await follower.hears(3)
    expect(follower.ids()).toEqual(idsUntil(3))
  })
  it('from the middle, when more comes than is held for followers', async () => {
    const log = await aLog(standIn())
    await append(log, entities(10))
    const follower = aFollower(log, 8)
    await follower.hears(2)
    for (let from = 11; from < 4500; from += 1500) await append(log, entities(1500, from))
    await follower.hears(4502)
    expect(follower.ids().slice(0, 4)).toEqual(['entity/9', 'entity/10', 'entity/11', 'entity/12'])
    expect(new Set(follower.ids()).size).toBe(4502)
  })
})

describe('while the server is away, follow', () => {
  it('is silent, and the heart beats again when it is back, with what came meanwhile', async () => {
    const stream = freshStream()
    const server = await aStandIn({ isDurable: true })
    const log = await aLog(server, { stream })
    await append(log, entities(2))
    const follower = aFollower(log)
    await follower.isToldOf(2)
    await server.kill()
    await pause(150)
    const before = follower.steps.length
    await pause(400)
    expect(follower.steps.length).toBe(before)
    await server.restart()
    await follower.isToldOf(2)
    await append(await aLog(server, { stream }), entities(2, 3))
    await follower.hears(4)
    expect(follower.ids()).toEqual(idsUntil(4))
  })
  it('waits for it from the beginning', async () => {
    const server = await aStandIn()
    const log = await aLog(server)
    await append(log, entities(2))
    await server.tell({ ask: 'away' })
    const follower = aFollower(log)
    await pause(200)
    expect(follower.steps).toEqual([])
    await server.tell({ ask: 'back' })
    await follower.hears(2)
  })
  it('ends with LogCorrupt when what comes back is another log', async () => {
    const server = await aStandIn()
    const log = await aLog(server)
    await append(log, entities(2))
    const steps: unknown[] = []
    for await (const step of log.follow()) {
      steps.push(step)
      if (E.isRight(step) && step.right.kind === 'caught-up') await server.restart()
    }
    expect(steps.at(-1)).toMatchObject({ left: { tag: 'LogCorrupt', index: 0 } })
  })
})

describe('a hundred followers of a log', () => {
  it('hear the same, over one subscription and one connection', async () => {
    const server = await aStandIn()
    const log = await aLog(server)
    await append(log, entities(10))
    const followers = Array.from({ length: 100 }, (_, number) => aFollower(log, number % 10))
    await Promise.all(followers.map(async (follower) => follower.isToldOf(10)))
    const { subscriptions, connections } = await server.facts()
    expect({ subscriptions, connections }).toEqual({ subscriptions: 1, connections: 1 })
    for (let number = 11; number <= 30; number += 1) await append(log, [anEntity(number)])
    await Promise.all(followers.map(async (follower, number) => follower.hears(30 - (number % 10))))
    for (const [number, follower] of followers.entries()) {
      expect(follower.ids()).toEqual(idsUntil(30).slice(number % 10))
    }
  })
  it('leave no subscription behind', async () => {
    const server = await aStandIn()
    const log = await aLog(server)
    for await (const step of log.follow()) if (must(step).kind === 'heartbeat') break
    expect((await server.facts()).calls['subscribe']).toBe(1)
    while ((await server.facts()).subscriptions > 0) await pause(5)
    expect((await server.facts()).subscriptions).toBe(0)
  })
})
