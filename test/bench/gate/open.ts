/** The job that opens a SQLite log from cold, in a process of its own: to a ready gate, or just to have read every row by the bare driver. */
import { openSqliteLog } from '@vacatur/adapters/sqlite'
import { openGate } from '@vacatur/core'
import { catalogue } from '@vacatur/rules'
import { DatabaseSync } from '@photostructure/sqlite'
import type { Figures, Report } from '../harness/contest.js'
import { msOf, sink } from '../harness/timing.js'

/** What to open, and how. */
export interface OpenOptions {
  readonly path: string
  readonly size: number
  readonly how: 'gate' | 'rows'
}

const NEVER_STALE_MS = 1e9

const openToGate = async (path: string, size: number): Promise<void> => {
  const log = await openSqliteLog({ path })
  const gate = await openGate({ log, rulesets: catalogue, staleAfterMs: NEVER_STALE_MS })
  if (gate.status().size !== size) throw new Error(`the gate has ${gate.status().size} entries, not ${size}`)
  await gate.close()
  await log.close()()
}

const readRows = (path: string, size: number): void => {
  const database = new DatabaseSync(path, { readOnly: true })
  const statement = database.prepare('SELECT place, recorded_at, chain, text FROM entries ORDER BY place')
  let rows = 0
  for (const { text } of statement.iterate() as Iterable<{ readonly text: string }>) {
    sink.value += text.length
    rows += 1
  }
  database.close()
  if (rows !== size) throw new Error(`${rows} rows, not ${size}`)
}

/** Opens once. */
export const open = async ({ path, size, how }: OpenOptions): Promise<Report> => {
  const { ms, cpuMs } = await msOf(async () =>
    how === 'gate' ? openToGate(path, size) : readRows(path, size),
  )
  const figures: Figures = { ms, cpuMs, perSecond: (size * 1000) / ms }
  return { figures }
}
