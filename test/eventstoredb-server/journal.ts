/** Where the stand-in keeps its events: nowhere, or in a SQLite file, by the driver that the project uses. */
import type { Journal, Kept } from './store.js'

interface Statement {
  readonly run: (...values: readonly unknown[]) => unknown
  readonly all: () => readonly unknown[]
}

interface Database {
  readonly exec: (sql: string) => void
  readonly prepare: (sql: string) => Statement
}

interface Driver {
  readonly DatabaseSync: new (path: string) => Database
}

interface Row {
  readonly position: number
  readonly stream: string
  readonly revision: number
  readonly id: string
  readonly type: string
  readonly isJson: number
  readonly data: Uint8Array
  readonly metadata: Uint8Array
  readonly created: string
}

/** Keeps nothing: a restart begins with no streams. */
export const noJournal: Journal = { load: () => [], save: () => undefined, replace: () => undefined }

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  CREATE TABLE IF NOT EXISTS event (
    position INTEGER PRIMARY KEY, stream TEXT NOT NULL, revision INTEGER NOT NULL, id TEXT NOT NULL,
    type TEXT NOT NULL, isJson INTEGER NOT NULL, data BLOB NOT NULL, metadata BLOB NOT NULL, created TEXT NOT NULL
  ) STRICT
`

const COLUMNS = 'position, stream, revision, id, type, isJson, data, metadata, created'

const keptOf = (row: Row): Kept => ({ ...row, revision: BigInt(row.revision), isJson: row.isJson === 1 })

const valuesOf = (event: Kept): readonly unknown[] => [
  event.position,
  event.stream,
  event.revision,
  event.id,
  event.type,
  event.isJson ? 1 : 0,
  event.data,
  event.metadata,
  event.created,
]

/** Keeps events in a SQLite file. */
export const sqliteJournal = async (path: string): Promise<Journal> => {
  const name = '@photostructure/sqlite'
  const builtIn = process.getBuiltinModule('node:sqlite') as unknown as Driver | undefined
  const { DatabaseSync } = builtIn ?? ((await import(name)) as Driver)
  const database = new DatabaseSync(path)
  database.exec(SCHEMA)
  const put = database.prepare(`REPLACE INTO event (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  return {
    load: () =>
      database
        .prepare(`SELECT ${COLUMNS} FROM event ORDER BY position`)
        .all()
        .map((row) => keptOf(row as Row)),
    save: (events) => {
      database.exec('BEGIN')
      for (const event of events) put.run(...valuesOf(event))
      database.exec('COMMIT')
    },
    replace: (event) => {
      put.run(...valuesOf(event))
    },
  }
}
