/** One append: what is there is looked up, the core plans, the rows are written; all in one transaction. */
import {
  type AppendFailure,
  type Appended,
  type AppendOptions,
  idsToLookUp,
  type LogCorrupt,
  planAppend,
  type Prepared,
  type Present,
  type Stamped,
} from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import type { Clock } from '../clock/index.js'
import { chainOf } from '../shared/chain.js'
import { alone, type Connection, type Outcome } from './connection.js'
import { keyOf } from './id-table.js'
import { advance, catchUp, findId, storeBlocks, type Tail, type TailRow } from './tail.js'

/** What appending works on. */
export interface Writer {
  readonly connection: Connection
  readonly tail: Tail
  readonly now: Clock
}

const lookUp = (
  { connection, tail }: Writer,
  ids: readonly string[],
): E.Either<LogCorrupt, ReadonlyMap<string, Present>> => {
  const found = new Map<string, Present>()
  for (const id of ids) {
    const present = findId(connection, tail, id)
    if (E.isLeft(present)) return present
    if (present.right !== undefined) found.set(id, present.right)
  }
  return E.right(found)
}

/** Writes the rows and moves the head; answers what the tail has to take in once this is committed. */
const write = ({ connection, tail }: Writer, fresh: readonly Stamped[]): readonly TailRow[] => {
  const { insert, moveHead } = connection.statements
  const rows: TailRow[] = []
  let { size: index, chain } = tail
  for (const { text, digest, entry, recordedAt } of fresh) {
    chain = chainOf(chain, { index, recordedAt, digest })
    insert.run(index, recordedAt, chain, text)
    rows.push({ index, chain, recordedAt, key: keyOf(entry.id) })
    index += 1
  }
  moveHead.run(index, chain)
  return rows
}

/** What was written and is not committed yet. */
interface Written {
  readonly rows: readonly TailRow[]
  readonly blocks: number
  readonly appended: Appended
}

const plannedAndWritten = (
  writer: Writer,
  prepared: readonly Prepared[],
  options: AppendOptions | undefined,
): E.Either<AppendFailure, Outcome<Written>> => {
  const { connection, tail, now } = writer
  const head = catchUp(connection, tail)
  if (E.isLeft(head)) return head
  const present = lookUp(writer, idsToLookUp(prepared))
  if (E.isLeft(present)) return present
  const find = (id: string): Present | undefined => present.right.get(id)
  const before = { size: tail.size, recordedAt: tail.recordedAt, now: now(), find }
  const plan = planAppend(prepared, before, options?.expectedSize)
  if (E.isLeft(plan)) return plan
  const { fresh, indexes } = plan.right
  const rows = fresh.length === 0 ? [] : write(writer, fresh)
  const blocks = storeBlocks(connection, tail, rows)
  const appended: Appended = { indexes, added: fresh.length, size: tail.size + fresh.length }
  return E.right({ isChange: rows.length > 0, answer: { rows, blocks, appended } })
}

/** Appends entries that were read. Throws what SQLite throws before the commit: nothing was written then. */
export const appendPrepared = (
  writer: Writer,
  prepared: readonly Prepared[],
  options: AppendOptions | undefined,
): E.Either<AppendFailure, Appended> => {
  const { connection, tail } = writer
  const written = alone<AppendFailure, Written>(
    connection,
    () => plannedAndWritten(writer, prepared, options),
    (thrown) => ({ tag: 'OutcomeUnknown', log: connection.name, reason: String(thrown) }),
  )
  if (E.isLeft(written)) return written
  const { rows, blocks, appended } = written.right
  for (const row of rows) advance(tail, row)
  if (rows.length > 0) {
    tail.blocks = blocks
    connection.acknowledged.note(appended.size)
  }
  return E.right(appended)
}
