/** The contract among processes: creation, appends and following at once; no place is given twice, none is left out. */
import { describe, expect, it } from 'vitest'
import { anEntity } from './entries.js'
import { all, append, type Harness, heard, heardIds, idsOf, type Location, needs, opened } from './harness.js'
import { type Acknowledgement, allDone, type Job, started } from './process.js'

/** Every acknowledged entry is at its place, every place has been acknowledged once. */
const expectWhole = async (
  location: Location,
  acknowledged: readonly (readonly Acknowledgement[])[],
  size: number,
): Promise<void> => {
  const places = new Map<number, string>()
  for (const { ids, indexes } of acknowledged.flat()) {
    for (const [place, index] of indexes.entries()) {
      expect(places.has(index)).toBe(false)
      places.set(index, ids[place] ?? '')
    }
  }
  const ids = await idsOf(await opened(location))
  expect(ids).toHaveLength(size)
  expect(ids).toEqual(ids.map((_, index) => places.get(index)))
}

const writers = (count: number, job: Omit<Job, 'what' | 'prefix'>): readonly Job[] =>
  Array.from({ length: count }, (_, number) => ({ ...job, what: 'append', prefix: `writer-${number}` }))

/** What a log that several processes use promises. */
export const processContract = (harness: Harness): void => {
  describe('several processes', () => {
    const cases = [
      { writers: 2, count: 50, batch: 1, expecting: false },
      { writers: 2, count: 40, batch: 1, expecting: true },
      { writers: 10, count: 12, batch: 3, expecting: false },
      { writers: 5, count: 6, batch: 2, expecting: true },
    ]
    it.for(cases)(
      'create a log and append at once: $writers × $count × $batch, expecting a size: $expecting',
      async (job, context) => {
        needs(context, harness.processes)
        const location = harness.fresh()
        const acknowledged = await allDone(location, writers(job.writers, job))
        await expectWhole(location, acknowledged, job.writers * job.count * job.batch)
      },
    )
    it('read whole appends while another writes', async (context) => {
      needs(context, harness.processes)
      const location = harness.fresh()
      const log = await opened(location)
      const writer = await started(location, { what: 'append', count: 150, batch: 4, prefix: 'w' })
      writer.go()
      await writer.hasSaid(1)
      const sizes: number[] = []
      while (sizes.at(-1) !== 600) {
        const entries = await all(log)
        expect(entries.map(({ index }) => index)).toEqual(entries.map((_, place) => place))
        sizes.push(entries.length)
      }
      expect(sizes.filter((size) => size % 4 !== 0)).toEqual([])
    })
    it('follow what another appends', async (context) => {
      needs(context, harness.processes)
      const location = harness.fresh()
      const log = await opened(location)
      const writer = await started(location, { what: 'append', count: 30, prefix: 'w', pauseMs: 3 })
      const following = heard(log, {}, (steps) => heardIds(steps).length >= 30)
      writer.go()
      const ids = Array.from({ length: 30 }, (_, number) => `w/${number}/0`)
      expect(heardIds(await following)).toEqual(ids)
    })
    it('are followed by another', async (context) => {
      needs(context, harness.processes)
      const location = harness.fresh()
      const log = await opened(location)
      const follower = await started(location, { what: 'follow', count: 20 })
      follower.go()
      await follower.hasSaid(1)
      for (let number = 0; number < 20; number += 1) await append(log, [anEntity(number)])
      expect(await follower.ended).toEqual({ code: 0, complaint: '' })
      const said = follower.said as readonly { readonly ids?: readonly string[] }[]
      expect(said.flatMap(({ ids = [] }) => ids)).toEqual(await idsOf(log))
    })
    it('see at once what is in the log before they append', async (context) => {
      needs(context, harness.processes)
      const location = harness.fresh()
      const log = await opened(location)
      await append(log, [anEntity(1)])
      await allDone(location, writers(1, { count: 1 }))
      expect(await append(log, [anEntity(2)], { expectedSize: 2 })).toMatchObject({ indexes: [2] })
    })
  })
}
