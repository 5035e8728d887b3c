/** The contract of taking over what another log has recorded: places and instants as there, or nothing. */
import type { AppendFailure, CopyTarget, Instant, Recorded } from '@vacatur/core'
import { memoryLog } from '@vacatur/adapters/memory'
import { describe, expect, it } from 'vitest'
import { aDesignation, anEntity, anInjunction, entities } from './entries.js'
import {
  all,
  append,
  failure,
  type Harness,
  must,
  needs,
  opened,
  refused,
  settableClock,
  sizeOf,
} from './harness.js'

/** Entries as a log has them that recorded one a second. */
const recordedBy = async (
  given: readonly unknown[],
  start = 1_600_000_000_000,
): Promise<readonly Recorded[]> => {
  const clock = settableClock(start)
  const log = memoryLog({ now: clock.now })
  for (const [second, entry] of given.entries()) {
    clock.set(start + second * 1000)
    await append(log, [entry])
  }
  return all(log)
}

const take = async (log: CopyTarget, records: readonly Recorded[]) =>
  must(await log.appendRecorded(records)())

const refusal = async (log: CopyTarget, records: readonly Recorded[]): Promise<AppendFailure> =>
  refused(await log.appendRecorded(records)())

const taking = (harness: Harness): void => {
  describe('appendRecorded', () => {
    it('takes entries with their places, instants and digests, whatever the clock shows', async () => {
      const records = await recordedBy([...entities(3), aDesignation(1), anInjunction(1)])
      const log = await opened(harness.fresh(), settableClock(1_700_000_000_000).now)
      expect(await take(log, records)).toEqual({ indexes: [0, 1, 2, 3, 4], added: 5, size: 5 })
      expect(await all(log)).toEqual(records)
    })
    it('in parts, and goes on where it stopped; what is there already stays', async () => {
      const records = await recordedBy(entities(6))
      const log = await opened(harness.fresh())
      await take(log, records.slice(0, 2))
      await take(log, records.slice(2, 4))
      expect(await take(log, records.slice(1))).toEqual({ indexes: [1, 2, 3, 4, 5], added: 2, size: 6 })
      expect(await take(log, records)).toMatchObject({ added: 0, size: 6 })
      expect(await all(log)).toEqual(records)
    })
    it('and append follows, never at an earlier instant', async () => {
      const records = await recordedBy(entities(2))
      const log = await opened(harness.fresh(), settableClock(1_500_000_000_000).now)
      await take(log, records)
      await append(log, [anEntity(3)])
      expect((await all(log)).map(({ recordedAt }) => recordedAt / 1000 - 1_600_000_000)).toEqual([0, 1, 1])
    })
    it('is the same to who opens the log again', async (context) => {
      needs(context, harness.reopens)
      const location = harness.fresh()
      const records = await recordedBy(entities(5))
      await take(await opened(location), records.slice(0, 3))
      const again = await opened(location)
      expect(await take(again, records)).toMatchObject({ added: 2, size: 5 })
      expect(await all(again)).toEqual(records)
    })
    it('does nothing with nothing', async () => {
      expect(await take(await opened(harness.fresh()), [])).toEqual({ indexes: [], added: 0, size: 0 })
    })
  })
}

const refusing = (harness: Harness): void => {
  describe('appendRecorded refuses, and writes nothing,', () => {
    const aLogOfTwo = async () => {
      const records = await recordedBy(entities(4))
      const log = await opened(harness.fresh())
      await take(log, records.slice(0, 2))
      const expectRefusal = async (given: readonly Recorded[], expected: object) => {
        expect(await refusal(log, given)).toMatchObject(expected)
        expect(await all(log)).toEqual(records.slice(0, 2))
      }
      return { records, log, expectRefusal }
    }
    it('a gap', async () => {
      const { records, expectRefusal } = await aLogOfTwo()
      await expectRefusal(records.slice(3), { tag: 'SizeConflict', expectedSize: 3, size: 2 })
    })
    it('a place that has another entry', async () => {
      const { expectRefusal } = await aLogOfTwo()
      const other = await recordedBy([anEntity(1), anEntity(7), anEntity(8)])
      await expectRefusal(other, { tag: 'RecordConflict', position: 1, index: 1 })
    })
    it('the same entry of another instant', async () => {
      const { records, expectRefusal } = await aLogOfTwo()
      const later = records.map((one) => ({ ...one, recordedAt: (one.recordedAt + 1) as Instant }))
      await expectRefusal(later, { tag: 'RecordConflict', position: 0, index: 0 })
    })
    it('an instant before that of the last entry that is there', async () => {
      const { expectRefusal } = await aLogOfTwo()
      const early = await recordedBy(entities(3), 1_500_000_000_000)
      await expectRefusal(early.slice(2), { tag: 'RecordedEarlier', position: 0 })
    })
    it('instants that go back', async () => {
      const { records, expectRefusal } = await aLogOfTwo()
      const [, , third, fourth] = records
      const back = { ...fourth, recordedAt: ((third?.recordedAt ?? 0) - 1) as Instant } as Recorded
      await expectRefusal([...records.slice(0, 3), back], { tag: 'RecordedEarlier', position: 3 })
    })
    it('an entry that has not the digest that it came with', async () => {
      const { records, expectRefusal } = await aLogOfTwo()
      const wrong = records.map((one) => ({ ...one, digest: one.digest.replace(/^./, 'x') }))
      await expectRefusal(wrong.slice(2), {
        tag: 'EntryInvalid',
        position: 0,
        problems: [{ field: 'digest' }],
      })
    })
    it('other content under an id that is there, and a target that is not', async () => {
      const { records, log, expectRefusal } = await aLogOfTwo()
      const [, , third] = await recordedBy([...entities(2), anEntity(3, { names: ['Other'] })])
      await take(log, records.slice(0, 2))
      await expectRefusal([...records.slice(2), third as Recorded], { tag: 'IdConflict', position: 2 })
      const act = (await recordedBy([...entities(2), aDesignation(1), anInjunction(1)])).slice(3)
      await expectRefusal(
        act.map((one) => ({ ...one, index: 2 })),
        { tag: 'TargetUnknown', target: 'designation/1' },
      )
    })
    it('everything once it is closed', async () => {
      const log = await opened(harness.fresh())
      await log.close()()
      expect(await refusal(log, [])).toMatchObject({ tag: 'LogClosed' })
      expect(await failure(log, [])).toMatchObject({ tag: 'LogClosed' })
    })
  })
}

const racing = (harness: Harness): void => {
  describe('appendRecorded by several at once', () => {
    it('writes each entry once', async (context) => {
      needs(context, harness.reopens)
      const location = harness.fresh()
      const records = await recordedBy(entities(40))
      const logs = await Promise.all(Array.from({ length: 4 }, () => opened(location)))
      const copy = async (log: CopyTarget): Promise<void> => {
        for (let from = 0; from < 40; from += 8) await take(log, records.slice(from, from + 8))
      }
      await Promise.all(logs.map(copy))
      for (const log of logs) expect(await sizeOf(log)).toBe(40)
      expect(await all(await opened(location))).toEqual(records)
    })
  })
}

/** What taking over promises. */
export const copyContract = (harness: Harness): void => {
  taking(harness)
  refusing(harness)
  racing(harness)
}
