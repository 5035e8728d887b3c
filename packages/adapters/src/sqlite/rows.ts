/** Rows out of the file, each checked against the one before it. What does not match is named by its place. */
import type { LogCorrupt } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { GENESIS, type VerifiedRow, verifyRow } from '../shared/chain.js'
import type { Connection } from './connection.js'
import { corrupt } from './errors.js'

/** How many entries there are, and the hash of the last one's row. */
export interface Head {
  readonly size: number
  readonly chain: string
}

/** Rows are fetched so many at a time: entries may be a megabyte each. */
const CHUNK_ROWS = 64
const PAGE_ROWS = 1024
const PAGE_CHARACTERS = 4_194_304

/** The head as the file states it. */
export const readHead = ({ name, statements }: Connection): E.Either<LogCorrupt, Head> => {
  const found = statements.head.get() as readonly unknown[] | undefined
  const [size, chain] = found ?? []
  return typeof size === 'number' && size >= 0 && typeof chain === 'string'
    ? E.right({ size, chain })
    : E.left(corrupt(name, 'the row that says how many entries there are is missing or altered'))
}

/** The hash that the row at `place` is chained to, as the file states it. */
export const chainBefore = (
  { name, statements }: Connection,
  place: number,
): E.Either<LogCorrupt, string> => {
  if (place === 0) return E.right(GENESIS)
  const [chain] = (statements.chain.get(place - 1) as readonly unknown[] | undefined) ?? []
  return typeof chain === 'string'
    ? E.right(chain)
    : E.left(corrupt(name, 'the row is missing or altered', place - 1))
}

const fetch = ({ statements }: Connection, from: number, until: number): readonly unknown[][] =>
  statements.rows.all(from, until) as unknown[][]

const verified = (
  name: string,
  found: readonly unknown[] | undefined,
  expected: { readonly index: number; readonly previous: string },
): E.Either<LogCorrupt, VerifiedRow> => {
  const [index, recordedAt, chain, text] = found ?? []
  const row = found && { index, recordedAt, chain, text }
  const checked = verifyRow(row, expected.index, expected.previous)
  return E.isLeft(checked) ? E.left(corrupt(name, checked.left, expected.index)) : checked
}

/** Where to read, and what the first row must be chained to. */
export interface Stretch {
  readonly from: number
  /** Exclusive; not beyond the head. */
  readonly until: number
  readonly previous: string
}

/** The rows from `from` on, before `until`, as many as fit in a page. */
export const readStretch = (
  connection: Connection,
  stretch: Stretch,
): E.Either<LogCorrupt, readonly VerifiedRow[]> => {
  const rows: VerifiedRow[] = []
  const until = Math.min(stretch.until, stretch.from + PAGE_ROWS)
  let { from: next, previous } = stretch
  let characters = 0
  while (next < until && characters < PAGE_CHARACTERS) {
    const chunk = fetch(connection, next, Math.min(next + CHUNK_ROWS, until))
    const end = Math.min(next + CHUNK_ROWS, until)
    for (const first = next; next < end; next += 1) {
      const row = verified(connection.name, chunk[next - first], { index: next, previous })
      if (E.isLeft(row)) return row
      rows.push(row.right)
      previous = row.right.chain
      characters += row.right.text.length
    }
  }
  return E.right(rows)
}

/** The row at a place, checked. */
export const readOne = (connection: Connection, place: number): E.Either<LogCorrupt, VerifiedRow> => {
  const previous = chainBefore(connection, place)
  if (E.isLeft(previous)) return previous
  const [found] = fetch(connection, place, place + 1)
  return verified(connection.name, found, { index: place, previous: previous.right })
}

/** Checks that the head is that of the last row, if `rows` reach it. */
export const reachesHead = (
  { name }: Connection,
  rows: readonly VerifiedRow[],
  head: Head,
): E.Either<LogCorrupt, void> => {
  const last = rows.at(-1)
  return last === undefined || last.index + 1 < head.size || last.chain === head.chain
    ? E.right(undefined)
    : E.left(corrupt(name, 'the row is not the last one written (its hash is not the head’s)', last.index))
}
