/** A server that goes away and comes back, and connections that it ends: nothing is lost, doubled or left out. */
import { type EventLog, explainFailure } from '@vacatur/core'
import { afterEach, describe, expect, it } from 'vitest'
import { anEntity } from '../contract/entries.js'
import { append, failure, heard, heardIds, idsOf, must, pause, refused, sizeOf } from '../contract/harness.js'
import { postgresLog } from '@vacatur/adapters/postgres'
import { freshSchemas, openedAt, sql, urlOf } from './logs.js'
import { PASSWORD, onServer, type TestServer, testServer } from './server.js'

const server = await testServer()

/** Appends entries one by one, and again after what is unknown; answers the place that each was told to have. */
const appendAll = async (
  log: EventLog,
  prefix: string,
  count: number,
): Promise<ReadonlyMap<string, number>> => {
  const places = new Map<string, number>()
  for (let number = 0; number < count; ) {
    const id = `${prefix}/${number}`
    const answer = await log.append([anEntity(number, { id })])()
    if (answer._tag === 'Left' && answer.left.tag === 'OutcomeUnknown') continue
    places.set(id, must(answer).indexes[0] ?? -1)
    number += 1
  }
  return places
}

/** Ends connections of logs, one after the other at random moments, until `isDone`. */
const endConnections = async (url: string, which: string, isDone: () => boolean): Promise<number> => {
  let ended = 0
  while (!isDone()) {
    await pause(15 + Math.random() * 40)
    const rows = await sql(
      url,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'vacatur' AND ${which} ORDER BY random() LIMIT 1`,
    )
    ended += rows.length
  }
  return ended
}

const logs = (url: string) => {
  const schema = freshSchemas(url)()
  let made = 0
  return () => {
    made += 1
    return urlOf(url, { schema, log: `log-${made}` })
  }
}

const restarts = ({ restarts: may, start, stop }: TestServer, freshUrl: () => string): void => {
  describe('a server that restarts', () => {
    afterEach(async () => (may === true ? start() : undefined))
    it('in the middle of appends and of following: all are there, once, and heard, once', async (context) => {
      if (may !== true) context.skip(may)
      const place = freshUrl()
      const writers = await Promise.all(
        [1, 2, 3].map(async () => openedAt({ url: place, patienceMs: 20_000 })),
      )
      const follower = await openedAt({ url: place })
      const following = heard(follower, {}, (steps) => heardIds(steps).length >= 120)
      const appending = Promise.all(writers.map(async (log, number) => appendAll(log, `w${number}`, 40)))
      for (const mode of ['fast', 'immediate', 'immediate'] as const) {
        await pause(60)
        await stop(mode)
        await pause(60)
        await start()
      }
      const places = new Map((await appending).flatMap((map) => [...map]))
      const ids = await idsOf(follower)
      expect(ids).toHaveLength(120)
      expect(ids.map((id) => places.get(id))).toEqual(ids.map((_, place_) => place_))
      expect(heardIds(await following)).toEqual(ids)
    })
    it('is LogUnavailable meanwhile, without its password, and silence to followers', async (context) => {
      if (may !== true) context.skip(may)
      const place = freshUrl()
      const log = await openedAt({ url: place, patienceMs: 200, heartbeatMs: 50 })
      await append(log, [anEntity(1)])
      let beats = 0
      const following = heard(log, {}, (steps) => {
        beats = steps.length
        return heardIds(steps).length >= 2
      })
      await pause(200)
      await stop('fast')
      await pause(100)
      const before = beats
      const failures = [
        await failure(log, [anEntity(2)]),
        refused(await log.size()()),
        refused(await postgresLog({ url: place })()),
      ]
      expect(beats).toBe(before)
      expect(failures.map(({ tag }) => tag)).toEqual(['LogUnavailable', 'LogUnavailable', 'LogUnavailable'])
      expect(failures.map((one) => explainFailure(one)).join()).not.toContain(PASSWORD)
      await start()
      await append(log, [anEntity(2)])
      expect(heardIds(await following)).toEqual(['entity/1', 'entity/2'])
    })
    it('lets following end at once though it is away', async (context) => {
      if (may !== true) context.skip(may)
      const log = await openedAt({ url: freshUrl() })
      const abort = new AbortController()
      const following = (async () => {
        for await (const step of log.follow({ signal: abort.signal })) must(step)
      })()
      await pause(50)
      await stop('fast')
      await pause(50)
      abort.abort()
      await following
      expect(refused(await (await log.close()(), log.size())())).toMatchObject({ tag: 'LogClosed' })
    })
  })
}

const terminations = ({ url }: TestServer, freshUrl: () => string): void => {
  describe('connections that the server ends', () => {
    it('at random moments of appends and following: all are there, once, and heard, once', async () => {
      const place = freshUrl()
      const writers = await Promise.all([1, 2, 3, 4].map(async () => openedAt({ url: place })))
      const follower = await openedAt({ url: place })
      const following = heard(follower, {}, (steps) => heardIds(steps).length >= 240)
      let isDone = false
      const ending = endConnections(url, 'true', () => isDone)
      const appended = await Promise.all(writers.map(async (log, number) => appendAll(log, `w${number}`, 60)))
      isDone = true
      expect(await ending).toBeGreaterThan(0)
      const places = new Map(appended.flatMap((map) => [...map]))
      const ids = await idsOf(follower)
      expect(ids).toHaveLength(240)
      expect(ids.map((id) => places.get(id))).toEqual(ids.map((_, place_) => place_))
      expect(heardIds(await following)).toEqual(ids)
    })
    it('to a listener cost a follower time, and no entry', async () => {
      const place = freshUrl()
      const [log, follower] = [await openedAt({ url: place }), await openedAt({ url: place })]
      const following = heard(follower, {}, (steps) => heardIds(steps).length >= 60)
      await pause(200)
      let isDone = false
      const ending = endConnections(url, `query LIKE 'LISTEN%'`, () => isDone)
      for (let number = 0; number < 60; number += 1) {
        await append(log, [anEntity(number)])
        await pause(5)
      }
      isDone = true
      expect(await ending).toBeGreaterThan(0)
      expect(heardIds(await following)).toEqual(await idsOf(log))
    })
    it('between two appends are not noticed', async () => {
      const log = await openedAt({ url: freshUrl() })
      await append(log, [anEntity(1)])
      await sql(
        url,
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'vacatur'`,
      )
      expect(await append(log, [anEntity(2)])).toEqual({ indexes: [1], added: 1, size: 2 })
      expect(await sizeOf(log)).toBe(2)
    })
  })
}

onServer('a log whose server goes away', server, (own) => {
  const freshUrl = logs(own.url)
  terminations(own, freshUrl)
  restarts(own, freshUrl)
})
