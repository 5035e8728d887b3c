/** The contract of reading: any range, exactly what was appended, while others append; closing; opening again. */
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { aDesignation, anEntity, entities } from './entries.js'
import {
  all,
  append,
  failure,
  first,
  type Harness,
  idsOf,
  must,
  needs,
  opened,
  refused,
  settableClock,
  sizeOf,
} from './harness.js'

const ranges = (harness: Harness): void => {
  describe('read', () => {
    it.each([
      { range: undefined, from: 0, until: 2500 },
      { range: {}, from: 0, until: 2500 },
      { range: { from: 0, until: 1 }, from: 0, until: 1 },
      { range: { from: 1000 }, from: 1000, until: 2500 },
      { range: { from: 1023, until: 1025 }, from: 1023, until: 1025 },
      { range: { from: 2499 }, from: 2499, until: 2500 },
      { range: { until: 0 }, from: 0, until: 0 },
      { range: { from: 2500 }, from: 0, until: 0 },
      { range: { from: 9000 }, from: 0, until: 0 },
      { range: { from: 20, until: 10 }, from: 0, until: 0 },
      { range: { from: 2000, until: 99_999 }, from: 2000, until: 2500 },
      { range: { until: Number.POSITIVE_INFINITY }, from: 0, until: 2500 },
    ])('yields places $from until $until for $range', async ({ range, from, until }) => {
      const log = await opened(harness.fresh())
      await append(log, entities(2500, 0))
      const entries = await all(log, range)
      const expected = entities(until - from, from).map(({ id }, place) => [from + place, id])
      expect(entries.map(({ index, entry }) => [index, entry.id])).toEqual(expected)
    })
    it.each([-1, 1.5, Number.NaN])('throws for a place that is none: %d', async (from) => {
      const log = await opened(harness.fresh())
      await expect(all(log, { from })).rejects.toThrow(RangeError)
    })
    it('yields nothing from an empty log', async () => {
      expect(await idsOf(await opened(harness.fresh()))).toEqual([])
    })
    it('yields entries as they were given, with place, instant and digest', async () => {
      const log = await opened(harness.fresh(), settableClock(1_600_000_000_000).now)
      const given = aDesignation(1, { note: 'a “note”, 禁止 🏛 \u0001 \\ "' })
      await append(log, [given])
      const [recorded] = await all(log)
      expect(recorded).toMatchObject({ index: 0, recordedAt: 1_600_000_000_000 })
      expect(recorded?.digest).toMatch(/^[0-9a-f]{64}$/)
      expect(recorded?.entry).toEqual(given)
    })
    it('keeps a wall clock and the instant that it was resolved to', async () => {
      const log = await opened(harness.fresh())
      const validAt = { local: '2021-03-15T09:30', zone: 'America/New_York' }
      await append(log, [anEntity(1, { validAt })])
      const [recorded] = await all(log)
      expect(recorded?.entry.validAt).toEqual({ ...validAt, instant: '2021-03-15T13:30:00.000Z' })
    })
    it('keeps nothing of the objects that were given', async () => {
      const log = await opened(harness.fresh())
      const names = ['Before']
      const entry = anEntity(1, { names })
      const task = log.append([entry])
      must(await task())
      names[0] = 'After'
      expect((await all(log))[0]?.entry).toMatchObject({ names: ['Before'] })
    })
    it('goes on while entries are appended, without a gap', async () => {
      const log = await opened(harness.fresh())
      await append(log, entities(2000, 0))
      const seen: number[] = []
      let extra = 2000
      for await (const page of log.read()) {
        seen.push(...must(page).map(({ index }) => index))
        if (extra < 2500) await append(log, entities(100, extra))
        extra += 100
      }
      expect(seen.length).toBeGreaterThan(2000)
      expect(seen).toEqual(seen.map((_, place) => place))
    })
  })
}

const closing = (harness: Harness): void => {
  describe('close', () => {
    it('lets every later call answer LogClosed; twice is no error', async () => {
      const log = await opened(harness.fresh())
      await append(log, entities(1))
      must(await log.close()())
      must(await log.close()())
      const closed = { tag: 'LogClosed', log: log.name }
      expect(await failure(log, [anEntity(2)])).toEqual(closed)
      expect(refused(await log.size()())).toEqual(closed)
      expect(await first(log.read())).toEqual(E.left(closed))
      expect(await first(log.follow())).toEqual(E.left(closed))
    })
    it('ends a reading that is under way with LogClosed', async () => {
      const log = await opened(harness.fresh())
      await append(log, entities(3000))
      const steps: unknown[] = []
      for await (const page of log.read()) {
        steps.push(E.isLeft(page) ? page.left : 'page')
        if (steps.length === 1) await log.close()()
      }
      expect(steps).toEqual(['page', { tag: 'LogClosed', log: log.name }])
    })
  })
}

const reopening = (harness: Harness): void => {
  describe('open again', () => {
    it('finds the same entries, bit for bit', async (context) => {
      needs(context, harness.reopens)
      const location = harness.fresh()
      const log = await opened(location)
      await append(log, entities(10))
      const before = await all(log)
      await log.close()()
      expect(await all(await opened(location))).toEqual(before)
    })
    it('twice at a time: both append, both read all', async (context) => {
      needs(context, harness.reopens)
      const location = harness.fresh()
      const [one, other] = [await opened(location), await opened(location)]
      await append(one, [anEntity(1)])
      await append(other, [anEntity(2)], { expectedSize: 1 })
      expect(await failure(one, [anEntity(3)], { expectedSize: 1 })).toMatchObject({ size: 2 })
      expect(await append(one, [anEntity(2)])).toMatchObject({ indexes: [1], added: 0 })
      expect(await sizeOf(one)).toBe(2)
      expect(await idsOf(one)).toEqual(await idsOf(other))
    })
    it('many times at once where there was none: one log', async (context) => {
      needs(context, harness.reopens)
      const location = harness.fresh()
      const logs = await Promise.all(Array.from({ length: 8 }, () => opened(location)))
      await Promise.all(logs.map((log, number) => append(log, [anEntity(number)])))
      for (const log of logs) expect(await sizeOf(log)).toBe(8)
    })
  })
}

/** What reading, closing and opening again promise. */
export const readContract = (harness: Harness): void => {
  ranges(harness)
  closing(harness)
  reopening(harness)
}
