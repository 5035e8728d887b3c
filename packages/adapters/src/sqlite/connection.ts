/** An open database with its statements prepared, and transactions on it. Knows nothing of entries. */
import * as E from 'fp-ts/lib/Either.js'
import { type Acknowledged, takeNotes } from './acknowledged.js'
import type { Database, Driver, Statement } from './driver.js'
import { identityOf, locationOf } from './file.js'
import { type Presence, presenceAt } from './presence.js'
import { SQL } from './schema.js'

/** How long SQLite itself waits for a lock before we wait without blocking the process, in milliseconds. */
const LOCK_WAIT_MS = 5

/** A WAL that one large append blew up is cut back to this. */
const WAL_LIMIT_BYTES = 67_108_864

/** A path, and what messages call the log there. */
export interface Named {
  readonly path: string
  readonly name: string
}

/** A connection to a log's file. */
export interface Connection {
  readonly name: string
  readonly database: Database
  readonly statements: Readonly<Record<keyof typeof SQL, Statement>>
  /** Whether the path still leads to the file that was opened; if not, what is appended would be lost. */
  readonly presence: () => Presence
  readonly acknowledged: Acknowledged
  readonly close: () => void
}

const prepareStatements = (database: Database): Connection['statements'] => {
  database.exec(`PRAGMA synchronous = FULL; PRAGMA journal_size_limit = ${WAL_LIMIT_BYTES}`)
  const statements = Object.entries(SQL).map(([key, sql]) => {
    const statement = database.prepare(sql)
    statement.setReturnArrays(true)
    return [key, statement] as const
  })
  return Object.fromEntries(statements) as Connection['statements']
}

/**
 * Closes with all that the log holds in the one file, unless others still have it open. SQLite would do that by itself; but in
 * @photostructure/sqlite 1.2 a closed database stays open until its statements are collected.
 */
const closeWhole = (database: Database): void => {
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  } catch {
    // It stays in the -wal file, as after a crash, and is found there.
  } finally {
    database.close()
  }
}

/** Connects to a file that was examined before. Throws what SQLite throws; nothing stays open then. */
export const connect = (driver: Driver, { path, name }: Named, mode: 'rw' | 'ro'): Connection => {
  const identity = identityOf(path)
  const acknowledged = takeNotes(path)
  const database = new driver.DatabaseSync(locationOf(path, mode), { timeout: LOCK_WAIT_MS })
  const presence = presenceAt(path, identity)
  const close = (): void => {
    closeWhole(database)
    if (presence() === 'there') acknowledged.close()
  }
  try {
    const statements = prepareStatements(database)
    return { name, database, statements, presence, acknowledged, close }
  } catch (thrown) {
    database.close()
    throw thrown
  }
}

const rollback = (database: Database): void => {
  try {
    database.exec('ROLLBACK')
  } catch {
    // SQLite has rolled back by itself already, as it does after some errors.
  }
}

/** Runs a body on one snapshot of the file. */
export const onSnapshot = <A>({ database }: Connection, body: () => A): A => {
  database.exec('BEGIN')
  try {
    return body()
  } finally {
    rollback(database)
  }
}

/** What a transaction answers, and whether there is anything to keep. */
export interface Outcome<A> {
  readonly isChange: boolean
  readonly answer: A
}

/**
 * Runs a body alone among all writers; commits if it answers with something to keep. What the commit itself throws is handed to
 * `uncertain`, because then nobody knows.
 */
export const alone = <F, A>(
  { database }: Connection,
  body: () => E.Either<F, Outcome<A>>,
  uncertain: (thrown: unknown) => F,
): E.Either<F, A> => {
  database.exec('BEGIN IMMEDIATE')
  let phase: 'working' | 'committing' | 'committed' = 'working'
  try {
    const result = body()
    if (E.isLeft(result)) return result
    if (result.right.isChange) {
      phase = 'committing'
      database.exec('COMMIT')
      phase = 'committed'
    }
    return E.right(result.right.answer)
  } catch (thrown) {
    if (phase === 'committing') return E.left(uncertain(thrown))
    throw thrown
  } finally {
    if (phase !== 'committed') rollback(database)
  }
}
