/** The job that writes a generated log into a SQLite file, as any program would: in batches, each durable when it returns. */
import { openSqliteLog } from '@vacatur/adapters/sqlite'
import type { Report } from '../harness/contest.js'
import { entriesOf } from './world.js'

/** How many entries, and where to. */
export interface WriteOptions {
  readonly size: number
  readonly path: string
}

const BATCH = 1000

/** Writes the file; how fast that goes is measured elsewhere, with the driver beside it. */
export const write = async ({ size, path }: WriteOptions): Promise<Report> => {
  const entries = entriesOf(size)
  const log = await openSqliteLog({ path })
  for (let from = 0; from < size; from += BATCH) {
    const appended = await log.append(entries.slice(from, from + BATCH))()
    if (appended._tag === 'Left') throw new Error(JSON.stringify(appended.left))
  }
  await log.close()()
  return { figures: { size } }
}
