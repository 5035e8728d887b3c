/** Which ids are in the log, and where. What was found once stays so, since entries are only ever added; so it is remembered. */
import { type LogCorrupt, type Present, recordedOf, type Stamped } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { GENESIS, verifyRow } from '../shared/chain.js'
import type { PgValue } from './driver.js'
import { corrupt } from './errors.js'
import { numberOf } from './head.js'
import { foundRow, type Table } from './page.js'
import type { Ask } from './server.js'

/** Where ids are, as far as this process remembers. */
export type Memory = Map<string, Present>

/** So many ids are remembered; those that were met first are forgotten first. */
const MOST_REMEMBERED = 65_536

/** Remembers where an id is. */
const remember = (memory: Memory, id: string, present: Present): void => {
  memory.set(id, present)
  if (memory.size <= MOST_REMEMBERED) return
  const [oldest] = memory.keys()
  if (oldest !== undefined) memory.delete(oldest)
}

/** Remembers entries that were written from a place on. */
export const rememberWritten = (memory: Memory, fresh: readonly Stamped[], from: number): void => {
  for (const [offset, { entry, digest, recordedAt }] of fresh.entries()) {
    remember(memory, entry.id, { index: from + offset, digest, type: entry.type, recordedAt })
  }
}

const presentOf = (
  name: string,
  row: readonly PgValue[],
): E.Either<LogCorrupt, { readonly id: string; readonly present: Present }> => {
  const index = numberOf(row[0]) ?? -1
  const checked = verifyRow(foundRow(row), index, index === 0 ? GENESIS : String(row[4]))
  if (E.isLeft(checked)) return E.left(corrupt(name, checked.left, index))
  const recorded = recordedOf(checked.right)
  if (E.isLeft(recorded)) return E.left(corrupt(name, recorded.left, index))
  const { digest, entry, recordedAt } = recorded.right
  return E.right({ id: entry.id, present: { index, digest, type: entry.type, recordedAt } })
}

/** Looks up ids that are not remembered, each row checked; those that are there are remembered then. */
export const lookUp = async (
  table: Table,
  ask: Ask,
  { memory, ids }: { readonly memory: Memory; readonly ids: readonly string[] },
): Promise<E.Either<LogCorrupt, ReadonlyMap<string, Present>>> => {
  const found = new Map<string, Present>()
  const unknown: string[] = []
  for (const id of ids) {
    const present = memory.get(id)
    if (present === undefined) unknown.push(id)
    else found.set(id, present)
  }
  if (unknown.length === 0) return E.right(found)
  const { id, statements } = table
  const values = [id, unknown.join(',')]
  const rows = await ask({ name: 'vacatur_find', text: statements.find, values })
  for (const row of rows) {
    const one = presentOf(table.name, row)
    if (E.isLeft(one)) return one
    remember(memory, one.right.id, one.right.present)
    found.set(one.right.id, one.right.present)
  }
  return E.right(found)
}
