/** The contract of many at once: writers that race, followers by the hundred, readers that start in the middle. */
import type { EventLog } from '@vacatur/core'
import { describe, expect, it } from 'vitest'
import { anEntity, entities } from './entries.js'
import { all, append, type Harness, heard, heardIds, idsOf, needs, opened } from './harness.js'

const BATCH = 4

/** Appends until it has written so many batches; answers the place that each entry was told to have. */
const write = async (
  log: EventLog,
  writer: number,
  batches: number,
): Promise<readonly (readonly [string, number])[]> => {
  const places: [string, number][] = []
  for (let number = 0; number < batches; number += 1) {
    const ids = Array.from({ length: BATCH }, (_, one) => `writer-${writer}/${number}/${one}`)
    const { indexes } = await append(
      log,
      ids.map((id) => anEntity(1, { id })),
    )
    places.push(...ids.map((id, at): [string, number] => [id, indexes[at] ?? -1]))
  }
  return places
}

const writers = (harness: Harness): void => {
  describe('ten writers', () => {
    it('race for 1,000 entries: no place is given twice, none is left out', async (context) => {
      needs(context, harness.reopens)
      const location = harness.fresh()
      const logs = await Promise.all(Array.from({ length: 10 }, () => opened(location)))
      const told = await Promise.all(logs.map(async (log, writer) => write(log, writer, 25)))
      const places = new Map(told.flat())
      const ids = await idsOf(await opened(location))
      expect(ids).toHaveLength(1000)
      expect(ids.map((id) => places.get(id))).toEqual(ids.map((_, place) => place))
    })
    it('of one handle, that do not wait for each other: the same', async () => {
      const log = await opened(harness.fresh())
      const writing = Array.from({ length: 10 }, async (_, writer) => write(log, writer, 5))
      const places = new Map((await Promise.all(writing)).flat())
      const ids = await idsOf(log)
      expect(ids.map((id) => places.get(id))).toEqual(ids.map((_, place) => place))
      expect(ids).toHaveLength(200)
    })
    it('that all write the same write it once', async (context) => {
      needs(context, harness.reopens)
      const location = harness.fresh()
      const logs = await Promise.all(Array.from({ length: 10 }, () => opened(location)))
      const answers = await Promise.all(logs.map(async (log) => append(log, entities(20, 0))))
      const places = entities(20, 0).map((_, place) => place)
      expect(answers.map(({ indexes }) => indexes)).toEqual(answers.map(() => places))
      expect(await idsOf(await opened(location))).toEqual(entities(20, 0).map(({ id }) => id))
    })
  })
}

const followers = (harness: Harness): void => {
  describe('a hundred followers', () => {
    it('from ten places hear what is there and what comes, once and in order', async () => {
      const log = await opened(harness.fresh())
      await append(log, entities(10, 0))
      const followings = Array.from({ length: 100 }, async (_, from) =>
        heard(log, { from: from % 10 }, (steps) => heardIds(steps).length >= 40 - (from % 10)),
      )
      for (let number = 10; number < 40; number += 1) await append(log, [anEntity(number)])
      const ids = await idsOf(log)
      const heardBy = (await Promise.all(followings)).map(heardIds)
      expect(heardBy).toEqual(heardBy.map((_, from) => ids.slice(from % 10)))
    })
  })
}

const readers = (harness: Harness): void => {
  describe('a reader that starts in the middle', () => {
    it('of what others append gets all from there on, once and in order', async () => {
      const log = await opened(harness.fresh())
      await append(log, entities(600, 0))
      const writing = write(log, 1, 50)
      const entries = await all(log, { from: 300 })
      await writing
      expect(entries.map(({ index }) => index)).toEqual(entries.map((_, place) => 300 + place))
      expect(entries.length).toBeGreaterThanOrEqual(300)
      expect((await all(log, { from: 599 })).map(({ index }) => index)).toHaveLength(201)
    })
  })
}

/** What a log promises to many. */
export const manyContract = (harness: Harness): void => {
  writers(harness)
  followers(harness)
  readers(harness)
}
