/** SQLite: our log, and the driver it is built on, with the same journal and the same syncing, one table and no checks. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { memoryLog } from '@vacatur/adapters/memory'
import { openSqliteLog } from '@vacatur/adapters/sqlite'
import { type Kind, oursOn, type Side } from './side.js'

const bareOn = (path: string): Side => {
  const database = new DatabaseSync(path)
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    CREATE TABLE entries (place INTEGER PRIMARY KEY, recorded_at INTEGER NOT NULL, text TEXT NOT NULL) STRICT`)
  const insert = database.prepare('INSERT INTO entries (recorded_at, text) VALUES (?, ?)')
  const select = database.prepare(
    'SELECT place, recorded_at, text FROM entries WHERE place > ? ORDER BY place LIMIT 1000',
  )
  select.setReturnArrays(true)
  return {
    append: async (entries) => {
      database.exec('BEGIN IMMEDIATE')
      for (const entry of entries) insert.run(Date.now(), JSON.stringify(entry))
      database.exec('COMMIT')
      return Promise.resolve()
    },
    read: async () => {
      let count = 0
      for (;;) {
        const rows = select.all(count) as unknown as readonly (readonly [number, number, string])[]
        for (const [, , text] of rows) JSON.parse(text)
        count += rows.length
        if (rows.length === 0) return Promise.resolve(count)
      }
    },
    close: async () => {
      database.close()
      return Promise.resolve()
    },
  }
}

/** Both, in a temporary directory. */
export const sqliteKind = async (): Promise<Kind> => {
  const directory = mkdtempSync(join(tmpdir(), 'vacatur-bench-'))
  return {
    name: 'SQLite',
    ours: await oursOn(async () => openSqliteLog({ path: join(directory, 'ours.db') })),
    bare: bareOn(join(directory, 'bare.db')),
    end: async () => {
      rmSync(directory, { recursive: true, force: true })
      return Promise.resolve()
    },
  }
}

/** The log in memory has no driver beside it. */
export const memoryKind = async (): Promise<Kind> => {
  const log = memoryLog()
  const only = async () => Promise.resolve(log)
  return { name: 'memory', ours: await oursOn(only), end: async () => Promise.resolve() }
}
