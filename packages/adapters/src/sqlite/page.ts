/** One page of entries, on one snapshot of the file. */
import { type LogCorrupt, type Recorded, recordedAsWritten } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import type { VerifiedRow } from '../shared/chain.js'
import type { Page } from '../shared/page.js'
import { type Connection, onSnapshot } from './connection.js'
import { corrupt } from './errors.js'
import { chainBefore, reachesHead, readHead, readStretch } from './rows.js'

const entriesOf = (name: string, rows: readonly VerifiedRow[]): E.Either<LogCorrupt, readonly Recorded[]> => {
  const entries: Recorded[] = []
  for (const row of rows) {
    const recorded = recordedAsWritten(row)
    if (E.isLeft(recorded)) return E.left(corrupt(name, recorded.left, row.index))
    entries.push(recorded.right)
  }
  return E.right(entries)
}

const verifiedPage = (connection: Connection, from: number, until: number): E.Either<LogCorrupt, Page> => {
  const head = readHead(connection)
  if (E.isLeft(head)) return head
  const { size } = head.right
  const end = Math.min(until, size)
  if (from >= end) return E.right({ entries: [], size })
  const previous = chainBefore(connection, from)
  if (E.isLeft(previous)) return previous
  const rows = readStretch(connection, { from, until: end, previous: previous.right })
  if (E.isLeft(rows)) return rows
  const whole = reachesHead(connection, rows.right, head.right)
  if (E.isLeft(whole)) return whole
  return E.map((entries: readonly Recorded[]): Page => ({ entries, size }))(
    entriesOf(connection.name, rows.right),
  )
}

/** The entries from `from` on, before `until`, as many as fit; throws what SQLite throws. */
export const pageOf = (connection: Connection, from: number, until: number): E.Either<LogCorrupt, Page> =>
  onSnapshot(connection, () => verifiedPage(connection, from, until))
