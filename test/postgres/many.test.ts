/** Many at once: writers, followers, entries, bytes. */
import type { EventLog } from '@vacatur/core'
import { describe, expect, it } from 'vitest'
import { anEntity, entities } from '../contract/entries.js'
import { all, append, heard, heardIds, idsOf, must, pause } from '../contract/harness.js'
import { freshSchemas, openedAt, sql, urlOf } from './logs.js'
import { onServer, type TestServer, testServer } from './server.js'

const server = await testServer()

const tests = ({ url }: TestServer): void => {
  const schema = freshSchemas(url)()
  let made = 0
  const freshUrl = (): string => {
    made += 1
    return urlOf(url, { schema, log: `log-${made}` })
  }

  describe('ten writers', () => {
    it('race for 1,000 entries: no index is given twice, none is left out', async () => {
      const place = freshUrl()
      const logs = await Promise.all(
        Array.from({ length: 10 }, () => openedAt({ url: place, pool: { max: 2 } })),
      )
      const write = async (
        log: EventLog,
        writer: number,
      ): Promise<readonly (readonly [string, number])[]> => {
        const places: [string, number][] = []
        for (let number = 0; number < 25; number += 1) {
          const ids = [0, 1, 2, 3].map((one) => `w${writer}/${number}/${one}`)
          const { indexes } = await append(
            log,
            ids.map((id) => anEntity(1, { id })),
          )
          places.push(...ids.map((id, at): [string, number] => [id, indexes[at] ?? -1]))
        }
        return places
      }
      const places = (await Promise.all(logs.map(write))).flat()
      expect(new Set(places.map(([, index]) => index)).size).toBe(1000)
      const ids = await idsOf(await openedAt({ url: place }))
      expect(ids).toHaveLength(1000)
      const told = new Map(places)
      expect(ids.map((id) => told.get(id))).toEqual(ids.map((_, index) => index))
    })
    it('that all write the same write it once', async () => {
      const place = freshUrl()
      const logs = await Promise.all(
        Array.from({ length: 10 }, () => openedAt({ url: place, pool: { max: 1 } })),
      )
      const answers = await Promise.all(logs.map((log) => append(log, entities(20))))
      expect(answers.map(({ indexes }) => indexes)).toEqual(
        answers.map(() => entities(20).map((_, index) => index)),
      )
      expect(answers.filter(({ added }) => added === 20)).toHaveLength(1)
      expect(answers.filter(({ added }) => added === 0)).toHaveLength(9)
    })
  })

  describe('a hundred followers', () => {
    it('of one log hear everything, once and in order, on one connection that listens', async () => {
      const place = freshUrl()
      const [log, writer] = [await openedAt({ url: place }), await openedAt({ url: place })]
      await append(writer, entities(10, 0))
      const followings = Array.from({ length: 100 }, async (_, from) =>
        heard(log, { from: from % 10 }, (steps) => heardIds(steps).length >= 40 - (from % 10)),
      )
      await pause(100)
      for (let number = 10; number < 40; number += 1) await append(writer, [anEntity(number)])
      const ids = await idsOf(log)
      const heardBy = (await Promise.all(followings)).map(heardIds)
      expect(heardBy).toEqual(heardBy.map((_, from) => ids.slice(from % 10)))
      const listening = `SELECT FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND application_name = 'vacatur'`
      // The last of them has stopped, so nobody listens any more.
      await expect.poll(async () => sql(url, listening)).toEqual([])
    })
    it('share what they hear, and none can change it for the others', async () => {
      const log = await openedAt({ url: freshUrl() })
      await append(log, [anEntity(1)])
      for await (const step of log.follow()) {
        const followed = must(step)
        if (followed.kind !== 'entries') break
        expect(() => Object.assign(followed.entries[0]?.entry ?? {}, { id: 'other' })).toThrow(TypeError)
      }
    })
  })

  describe('an append of many megabytes', () => {
    it('is written in several statements, at once or not at all, and read in pages', async () => {
      const place = freshUrl()
      const log = await openedAt({ url: place })
      const large = Array.from({ length: 10 }, (_, number) =>
        anEntity(number, { note: `${number}`.repeat(950_000) }),
      )
      expect(await append(log, large)).toMatchObject({ added: 10, size: 10 })
      const pages: number[] = []
      for await (const page of log.read()) pages.push(must(page).length)
      expect(pages.length).toBeGreaterThan(2)
      expect((await all(log, { from: 7 })).map(({ entry }) => entry)).toEqual(large.slice(7))
    })
  })
}

onServer('many users of a log in PostgreSQL', server, tests)
