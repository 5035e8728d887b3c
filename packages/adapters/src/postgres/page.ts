/** One page of entries: head and rows out of one statement, so of one moment, each row checked against the one before it. */
import { type LogCorrupt, type Recorded, recordedAsWritten } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { type FoundRow, GENESIS, type VerifiedRow, verifyRow } from '../shared/chain.js'
import type { Page } from '../shared/page.js'
import type { PgValue } from './driver.js'
import { corrupt } from './errors.js'
import { type Head, numberOf, readHead, type Seen, see } from './head.js'
import type { Statements } from './schema.js'
import type { Ask } from './server.js'

/** A log in a schema, and what this process knows of it. */
export interface Table {
  readonly name: string
  /** Its number in the schema. */
  readonly id: number
  readonly log: string
  readonly statements: Statements
  readonly seen: Seen
}

type Row = readonly (PgValue | undefined)[]

/** A row of place, instant, hash and text, as it was found. */
export const foundRow = ([place, recordedAt, chain, text]: Row): FoundRow => ({
  index: numberOf(place),
  recordedAt: numberOf(recordedAt),
  chain,
  text,
})

const verified = (
  { name }: Table,
  rows: readonly Row[],
  first: { readonly index: number; readonly previous: string },
): E.Either<LogCorrupt, readonly VerifiedRow[]> => {
  const all: VerifiedRow[] = []
  let { index, previous } = first
  for (const row of rows) {
    const checked = verifyRow(foundRow(row), index, previous)
    if (E.isLeft(checked)) return E.left(corrupt(name, checked.left, index))
    all.push(checked.right)
    previous = checked.right.chain
    index += 1
  }
  return E.right(all)
}

const entriesOf = (name: string, rows: readonly VerifiedRow[]): E.Either<LogCorrupt, readonly Recorded[]> => {
  const entries: Recorded[] = []
  for (const row of rows) {
    const recorded = recordedAsWritten(row)
    if (E.isLeft(recorded)) return E.left(corrupt(name, recorded.left, row.index))
    entries.push(recorded.right)
  }
  return E.right(entries)
}

/** Rows that reach the head must end as it says. */
const reachesHead = ({ name }: Table, rows: readonly VerifiedRow[], head: Head): LogCorrupt | undefined => {
  const last = rows.at(-1)
  if (last === undefined || last.index + 1 < head.size) return undefined
  return last.chain === head.chain && last.recordedAt === head.recordedAt
    ? undefined
    : corrupt(name, 'the row is not the last one written (its hash is not the head’s)', last.index)
}

const stretch = (
  table: Table,
  found: readonly Row[],
  { from, end, head }: { readonly from: number; readonly end: number; readonly head: Head },
): E.Either<LogCorrupt, readonly Recorded[]> => {
  const before = from === 0 ? undefined : found[0]
  const rest = from === 0 ? found : found.slice(1)
  const previous = from === 0 ? GENESIS : before?.[2]
  if (from > 0 && (numberOf(before?.[0]) !== from - 1 || typeof previous !== 'string')) {
    return E.left(corrupt(table.name, 'the row is missing or altered', from - 1))
  }
  if (rest.length === 0) return E.left(corrupt(table.name, 'the row is missing', from))
  const rows = verified(table, rest.slice(0, end - from), { index: from, previous: previous ?? '' })
  if (E.isLeft(rows)) return rows
  const broken = reachesHead(table, rows.right, head)
  return broken === undefined ? entriesOf(table.name, rows.right) : E.left(broken)
}

/** The entries from `from` on, before `until`, as many as fit; throws what `pg` throws. */
export const pageOf = async (
  table: Table,
  ask: Ask,
  { from, until }: { readonly from: number; readonly until: number },
): Promise<E.Either<LogCorrupt, Page>> => {
  const { id, log, seen, statements, name } = table
  const before = seen.head
  const values = [id, log, before.size - 1, from, until]
  const rows = await ask({ name: 'vacatur_page', text: statements.page, values })
  const [, ...headRow] = rows.find(([kind]) => kind === 'head') ?? []
  const head = readHead(name, headRow, before)
  if (E.isLeft(head)) return head
  see(seen, head.right)
  const { size } = head.right
  const end = Math.min(until, size)
  if (from >= end) return E.right({ entries: [], size })
  const found = rows.filter(([kind]) => kind === 'row').map(([, ...row]) => row)
  const entries = stretch(table, found, { from, end, head: head.right })
  return E.map((all: readonly Recorded[]): Page => ({ entries: all, size }))(entries)
}
