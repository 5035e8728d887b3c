/**
 * kill -9 in the middle of appends: nothing acknowledged is lost, nothing half written is read, the log goes on. Forty kills;
 * VACATUR_KILLS=400 for a campaign.
 */
import { openSqliteLog } from '@vacatur/adapters/sqlite'
import type { EventLog, Recorded } from '@vacatur/core'
import { describe, expect, it } from 'vitest'
import { anEntity } from './entries.js'
import { fileAt, freshPaths } from './files.js'
import { all, append, pause } from './harness.js'
import { type Acknowledgement, started } from './process.js'

const KILLS = Number(process.env['VACATUR_KILLS'] ?? 40)
const WRITERS = 4
const BATCH = 7

const freshPath = freshPaths()

/** Several processes append; each is killed at a moment of its own. Answers what they had acknowledged until then. */
const killedWriters = async (
  path: string,
  round: number,
  bytes: number,
): Promise<readonly Acknowledgement[]> => {
  const job = { what: 'append', count: 1_000_000, batch: BATCH, bytes } as const
  const workers = await Promise.all(
    Array.from({ length: WRITERS }, (_, number) =>
      started(fileAt(path), { ...job, prefix: `${round}-${number}` }),
    ),
  )
  for (const worker of workers) worker.go()
  await Promise.all(
    workers.map(async (worker) => {
      await worker.hasSaid(1)
      await pause(Math.random() * 40)
      worker.kill()
      await worker.ended
    }),
  )
  return workers.flatMap(({ said }) => said as readonly Acknowledgement[])
}

const expectAcknowledged = (entries: readonly Recorded[], acknowledged: readonly Acknowledgement[]): void => {
  const lost = acknowledged.flatMap(({ ids, indexes }) =>
    ids.filter((id, place) => entries[indexes[place] ?? -1]?.entry.id !== id),
  )
  expect(lost).toEqual([])
}

/** Every batch is there whole and in order, or not at all. */
const expectWholeBatches = (entries: readonly Recorded[]): void => {
  const batches = new Map<string, string[]>()
  for (const { entry } of entries) {
    const [, batch = '', place = ''] = /^(.*)\/(\d+)$/.exec(entry.id) ?? []
    batches.set(batch, [...(batches.get(batch) ?? []), place])
  }
  const whole = Array.from({ length: BATCH }, (_, place) => String(place)).join()
  expect([...batches].filter(([, places]) => places.join() !== whole)).toEqual([])
}

const expectAppendable = async (log: EventLog, round: number): Promise<void> => {
  const batch = Array.from({ length: BATCH }, (_, place) => anEntity(1, { id: `after-${round}/0/${place}` }))
  expect(await append(log, batch)).toMatchObject({ added: BATCH })
}

describe('kill -9 in the middle of appends', () => {
  it.each([100, 5000])(
    'loses nothing acknowledged, leaves nothing half written, entries of %d bytes',
    { timeout: 180_000 + KILLS * 2000 },
    async (bytes) => {
      const path = freshPath()
      const acknowledged: Acknowledgement[] = []
      for (let round = 0; round < KILLS / WRITERS / 2; round += 1) {
        acknowledged.push(...(await killedWriters(path, round, bytes)))
        const log = await openSqliteLog({ path })
        const entries = await all(log)
        expectAcknowledged(entries, acknowledged)
        expectWholeBatches(entries)
        await expectAppendable(log, round)
        // Every other time, the next writers find a log that was not closed.
        if (round % 2 === 0) await log.close()()
      }
    },
  )
})
