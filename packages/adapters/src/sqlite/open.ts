/** From a path to a connection that can be trusted as far as a look at both ends of the file can tell. */
import type { LogCorrupt } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { GENESIS } from '../shared/chain.js'
import { acknowledgedAt, hasWal } from './acknowledged.js'
import { type Connection, connect, type Named, onSnapshot } from './connection.js'
import { type Driver, loadDriver } from './driver.js'
import { corrupt, failureOf, fileFailureOf } from './errors.js'
import { create, examine, type FileFailure, judgeMarks } from './file.js'
import { type Head, readHead, readOne } from './rows.js'

/** Which file, and whether to make one where there is none. */
export interface Place extends Named {
  readonly create: boolean
}

const checkEnd = (connection: Connection): E.Either<LogCorrupt, void> => {
  const head = readHead(connection)
  if (E.isLeft(head)) return head
  const { size, chain } = head.right
  if (connection.statements.chain.get(size) !== undefined) {
    return E.left(corrupt(connection.name, `there are rows after the ${size} that it has`, size))
  }
  if (size === 0) {
    return chain === GENESIS ? E.right(undefined) : E.left(corrupt(connection.name, 'the head was altered'))
  }
  const last = readOne(connection, size - 1)
  if (E.isLeft(last)) return last
  return last.right.chain === chain
    ? E.right(undefined)
    : E.left(corrupt(connection.name, 'the head was altered', size - 1))
}

const only = (row: unknown): unknown => (row as readonly unknown[] | undefined)?.[0]

/** The marks again, now as of the last transaction, which may be in the `-wal` file. */
const checkMarks = ({ name, statements }: Connection): E.Either<FileFailure, unknown> => {
  const applicationId = only(statements.applicationId.get())
  return judgeMarks({ applicationId, version: only(statements.schemaVersion.get()) }, name)
}

/** The file may be whole in itself and yet not be all that was acknowledged. */
const checkAll = (connection: Connection, acknowledged: number): E.Either<FileFailure, void> => {
  const marks = checkMarks(connection)
  if (E.isLeft(marks)) return marks
  const ends = checkEnd(connection)
  if (E.isLeft(ends)) return ends
  return E.chain(({ size }: Head): E.Either<LogCorrupt, void> => {
    if (size >= acknowledged) return E.right(undefined)
    const reason = `it has ${size} entries of the ${acknowledged} acknowledged: the -wal file was removed or altered, or an older file put in its place (remove the -size file to accept that)`
    return E.left(corrupt(connection.name, reason, size))
  })(readHead(connection))
}

/** Connects, and keeps the connection only if the file is good. */
const checked = (
  driver: Driver,
  named: Named,
  { mode, acknowledged }: { readonly mode: 'rw' | 'ro'; readonly acknowledged: number },
): E.Either<FileFailure, Connection> => {
  const connection = connect(driver, named, mode)
  let isGood = false
  try {
    const outcome = onSnapshot(connection, () => checkAll(connection, acknowledged))
    isGood = E.isRight(outcome)
    return E.isLeft(outcome) ? outcome : E.right(connection)
  } finally {
    if (!isGood) connection.database.close()
  }
}

/**
 * What was not closed is looked at by a connection that may only read: one that may write would, on closing, move what is left of
 * a damaged `-wal` file to the database, and nobody could mend it any more.
 */
const connectTo = (driver: Driver, named: Named): E.Either<FileFailure, Connection> => {
  const acknowledged = acknowledgedAt(named.path)
  if (hasWal(named.path)) {
    const reader = checked(driver, named, { mode: 'ro', acknowledged })
    if (E.isLeft(reader)) return reader
    reader.right.database.close()
  }
  const writer = checked(driver, named, { mode: 'rw', acknowledged })
  if (E.isRight(writer)) writer.right.database.exec('PRAGMA journal_mode = WAL')
  return writer
}

const ORPHANED =
  'the file is gone but its -wal file, which holds entries, is there; bring both together again'

/** Opens a file; throws what SQLite throws, and answers every other failure. */
export const openFile = async (place: Place): Promise<E.Either<FileFailure, Connection>> => {
  const { path, name } = place
  const driver = await loadDriver()
  const wasInUse = hasWal(path)
  const state = examine(path, name)
  if (E.isLeft(state)) return state
  if (state.right === 'log') return connectTo(driver, place)
  if (wasInUse) return E.left(corrupt(name, ORPHANED))
  if (!place.create) return E.left(fileFailureOf({ code: 'ENOENT' }, name))
  const created = create(driver, path, name)
  return E.isLeft(created) ? created : connectTo(driver, place)
}

/** `openFile` failures as values, given what it threw. */
export const openFailureOf = (thrown: unknown, name: string): FileFailure =>
  (thrown as { readonly errcode?: unknown }).errcode === undefined
    ? fileFailureOf(thrown, name)
    : failureOf(thrown, name)
