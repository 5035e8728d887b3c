/** The contract of append: sizes, idempotence, conflicts, targets, bad entries, the clock, large entries and many. */
import type { EventLog } from '@vacatur/core'
import { beforeEach, describe, expect, it } from 'vitest'
import { aDesignation, anEntity, anInjunction, aProgram, aRetraction, entities } from './entries.js'
import { all, append, failure, type Harness, idsOf, needs, opened, settableClock, sizeOf } from './harness.js'

const aLog =
  (harness: Harness) =>
  async (count = 0): Promise<EventLog> => {
    const log = await opened(harness.fresh())
    if (count > 0) await append(log, entities(count))
    return log
  }

const sizes = (harness: Harness): void => {
  describe('append at an expected size', () => {
    const logOf = aLog(harness)
    it.each([
      { there: 0, expectedSize: undefined },
      { there: 0, expectedSize: 0 },
      { there: 3, expectedSize: undefined },
      { there: 3, expectedSize: 3 },
    ])('of $expectedSize to a log of $there', async ({ there, expectedSize }) => {
      const log = await logOf(there)
      const appended = await append(log, [anEntity(9)], expectedSize === undefined ? {} : { expectedSize })
      expect(appended).toEqual({ indexes: [there], added: 1, size: there + 1 })
    })
    it.each([
      { there: 0, expectedSize: 1 },
      { there: 3, expectedSize: 0 },
      { there: 3, expectedSize: 2 },
      { there: 3, expectedSize: 4 },
    ])('of $expectedSize to a log of $there is refused', async ({ there, expectedSize }) => {
      const log = await logOf(there)
      const refusal = await failure(log, [anEntity(9)], { expectedSize })
      expect(refusal).toEqual({ tag: 'SizeConflict', expectedSize, size: there })
      expect(await sizeOf(log)).toBe(there)
    })
  })
}

const idempotence = (harness: Harness): void => {
  describe('append again', () => {
    const logOf = aLog(harness)
    it('keeps the places of entries that are there, whatever size was expected', async () => {
      const log = await logOf()
      await append(log, entities(2), { expectedSize: 0 })
      await append(log, [anEntity(3)])
      const again = await append(log, entities(2), { expectedSize: 0 })
      expect(again).toEqual({ indexes: [0, 1], added: 0, size: 3 })
    })
    it('adds what is new among what is there', async () => {
      const log = await logOf(2)
      const appended = await append(log, [anEntity(2), anEntity(3), anEntity(1)])
      expect(appended).toEqual({ indexes: [1, 2, 0], added: 1, size: 3 })
    })
    it('refuses what is new at a stale size, though the rest is there', async () => {
      const log = await logOf(2)
      const refusal = await failure(log, [anEntity(1), anEntity(3)], { expectedSize: 0 })
      expect(refusal).toMatchObject({ tag: 'SizeConflict', expectedSize: 0, size: 2 })
    })
    it('takes the same entry twice in one append for one', async () => {
      const log = await logOf()
      const appended = await append(log, [anEntity(1), anEntity(1)])
      expect(appended).toEqual({ indexes: [0, 0], added: 1, size: 1 })
    })
    it('compares content, not the order of keys', async () => {
      const log = await logOf(1)
      const reversed = Object.fromEntries(Object.entries(anEntity(1)).toReversed())
      expect(await append(log, [reversed])).toMatchObject({ indexes: [0], added: 0 })
    })
    it('does nothing with nothing', async () => {
      const log = await logOf(1)
      expect(await append(log, [], { expectedSize: 7 })).toEqual({ indexes: [], added: 0, size: 1 })
    })
  })
}

const refusals = (harness: Harness): void => {
  describe('append refuses, and writes nothing,', () => {
    let log: EventLog
    beforeEach(async () => {
      log = await harness.fresh().open()
      await append(log, [...entities(2), aProgram(), aDesignation(1)])
      return async () => {
        expect(await sizeOf(log)).toBe(4)
        await log.close()()
      }
    })
    it('an id that is there with other content', async () => {
      const refusal = await failure(log, [anEntity(7), anEntity(2, { names: ['Other'] })])
      expect(refusal).toEqual({ tag: 'IdConflict', position: 1, id: 'entity/2', index: 1 })
    })
    it('an id given twice with different content', async () => {
      const refusal = await failure(log, [anEntity(7), anEntity(7, { names: ['Other'] })])
      expect(refusal).toEqual({ tag: 'IdConflict', position: 1, id: 'entity/7', index: null })
    })
    it('an unknown target', async () => {
      const refusal = await failure(log, [anEntity(7), anInjunction(9)])
      const facts = { position: 1, id: 'injunction/9', target: 'designation/9' }
      expect(refusal).toEqual({ tag: 'TargetUnknown', ...facts })
    })
    it('an unsuitable target', async () => {
      const refusal = await failure(log, [anInjunction(1, { targets: ['designation/1', 'entity/1'] })])
      const types = { type: 'InjunctionGranted', target: 'entity/1', targetType: 'EntityRegistered' }
      expect(refusal).toEqual({ tag: 'TargetUnsuitable', position: 0, id: 'injunction/1', ...types })
    })
    it('a target that comes later in the same append', async () => {
      const refusal = await failure(log, [anInjunction(2), aDesignation(2)])
      expect(refusal).toMatchObject({ tag: 'TargetUnknown', position: 0 })
    })
    it('an entry that targets itself', async () => {
      const refusal = await failure(log, [aRetraction(1, { targets: ['retraction/1'] })])
      expect(refusal).toMatchObject({ tag: 'TargetUnknown', target: 'retraction/1' })
    })
    it('an unknown field, naming it', async () => {
      const refusal = await failure(log, [anEntity(7), { ...anEntity(8), nmae: 'x' }])
      expect(refusal).toMatchObject({ tag: 'EntryInvalid', position: 1, problems: [{ field: 'nmae' }] })
    })
    it.each([null, 7, 'text', [], {}, { ...anEntity(7), validAt: '2021-02-30T00:00:00.000Z' }])(
      'what is no entry: %j',
      async (given) => {
        expect(await failure(log, [given])).toMatchObject({ tag: 'EntryInvalid', position: 0 })
      },
    )
    it('an entry of more than a megabyte', async () => {
      const refusal = await failure(log, [anEntity(7, { note: 'x'.repeat(1_048_576) })])
      expect(refusal).toMatchObject({ tag: 'EntryInvalid', position: 0 })
    })
  })
}

const targets = (harness: Harness): void => {
  describe('append takes targets', () => {
    it('that are in the log, or earlier in the same append', async () => {
      const log = await opened(harness.fresh())
      await append(log, [aDesignation(1)])
      await append(log, [anInjunction(1), aDesignation(2), anInjunction(2), aRetraction(2)])
      expect(await sizeOf(log)).toBe(5)
    })
  })
}

const stamps = (harness: Harness): void => {
  describe('recordedAt', () => {
    it('is what the clock shows, the same for one append, and does not go back when the clock does', async () => {
      const clock = settableClock(1_600_000_000_000)
      const log = await opened(harness.fresh(), clock.now)
      await append(log, entities(2))
      clock.set(1_600_000_005_000)
      await append(log, [anEntity(3)])
      clock.set(1_500_000_000_000)
      await append(log, [anEntity(4)])
      clock.set(1_600_000_006_000)
      await append(log, [anEntity(5)])
      const seconds = (await all(log)).map(({ recordedAt }) => recordedAt / 1000 - 1_600_000_000)
      expect(seconds).toEqual([0, 0, 5, 5, 6])
    })
    it('does not go back when the log is opened again with an earlier clock', async (context) => {
      needs(context, harness.reopens)
      const location = harness.fresh()
      await append(await opened(location, settableClock(1_600_000_005_000).now), [anEntity(1)])
      const later = await opened(location, settableClock(1_600_000_000_000).now)
      await append(later, [anEntity(2)])
      expect((await all(later)).map(({ recordedAt }) => recordedAt)).toEqual([
        1_600_000_005_000, 1_600_000_005_000,
      ])
    })
  })
}

const amounts = (harness: Harness): void => {
  describe('append of much', () => {
    it('1,000 entries at once', async () => {
      const log = await opened(harness.fresh())
      const appended = await append(log, entities(1000))
      expect(appended).toMatchObject({ added: 1000, size: 1000 })
      expect(appended.indexes).toEqual(Array.from({ length: 1000 }, (_, place) => place))
      expect((await idsOf(log)).at(-1)).toBe('entity/1000')
    })
    it('1,000 entries at once, none of them if the last is refused', async () => {
      const log = await opened(harness.fresh())
      await failure(log, [...entities(999), anInjunction(1)])
      expect(await sizeOf(log)).toBe(0)
    })
    it('entries of nearly a megabyte, of characters of one to four bytes', async () => {
      const log = await opened(harness.fresh())
      const notes = ['x'.repeat(1_000_000), 'ß'.repeat(500_000), '禁'.repeat(340_000), '🏛'.repeat(250_000)]
      await append(
        log,
        notes.map((note, place) => anEntity(place, { note })),
      )
      expect((await all(log)).map(({ entry }) => entry.note)).toEqual(notes)
    })
    it('appends started at once without waiting, in their order', async () => {
      const log = await opened(harness.fresh())
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, place) => append(log, [anEntity(place)])),
      )
      expect(answers.map(({ indexes }) => indexes[0])).toEqual(answers.map((_, place) => place))
    })
    it('9,000 entries are found again by their ids, also after opening again', async (context) => {
      const location = harness.fresh()
      const log = await opened(location)
      for (let from = 0; from < 9000; from += 1500) await append(log, entities(1500, from))
      const some = [0, 4095, 4096, 8191, 8192, 8999]
      const again = some.map((number) => anEntity(number))
      expect(await append(log, again)).toEqual({ indexes: some, added: 0, size: 9000 })
      needs(context, harness.reopens)
      const reopened = await opened(location)
      expect(await append(reopened, again)).toEqual({ indexes: some, added: 0, size: 9000 })
      const refusal = await failure(reopened, [anEntity(4097, { names: ['Other'] })])
      expect(refusal).toMatchObject({ tag: 'IdConflict', index: 4097 })
    })
  })
}

/** What append promises. */
export const appendContract = (harness: Harness): void => {
  sizes(harness)
  idempotence(harness)
  refusals(harness)
  targets(harness)
  stamps(harness)
  amounts(harness)
}
