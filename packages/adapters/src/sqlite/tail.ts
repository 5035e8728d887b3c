/** What a process that appends knows of the log so far: its end, and where each id may be. Kept up with what others append. */
import { type LogCorrupt, parseEntry, type Present } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { GENESIS, type VerifiedRow } from '../shared/chain.js'
import type { Connection } from './connection.js'
import { corrupt } from './errors.js'
import { decodeBlock, encodeBlock } from './id-block.js'
import { type IdTable, keyOf, newIdTable } from './id-table.js'
import { chainBefore, type Head, reachesHead, readHead, readOne, readStretch } from './rows.js'
import { BLOCK_ENTRIES } from './schema.js'

/** The end of the log, as far as this process knows it. */
export interface Tail {
  readonly ids: IdTable
  size: number
  /** The hash of the last row. */
  chain: string
  /** When the last entry was recorded. */
  recordedAt: number
  /** How many blocks of ids are in the file, whole. */
  blocks: number
}

/** Knows nothing yet. */
export const newTail = (): Tail => ({
  ids: newIdTable(),
  size: 0,
  chain: GENESIS,
  recordedAt: Number.NEGATIVE_INFINITY,
  blocks: 0,
})

/** What the tail needs of a row that was written or read. */
export type TailRow = Pick<VerifiedRow, 'index' | 'chain' | 'recordedAt'> & { readonly key: number }

/** Takes a row in that is in the file for good. */
export const advance = (tail: Tail, row: TailRow): void => {
  tail.ids.add(row.key)
  tail.size = row.index + 1
  tail.chain = row.chain
  tail.recordedAt = row.recordedAt
}

const idOf = (text: string): unknown => (JSON.parse(text) as { readonly id?: unknown }).id

/** Takes in blocks as long as there are whole ones, up to the head. What is damaged is read from the entries instead. */
const loadBlocks = (connection: Connection, tail: Tail, size: number): void => {
  tail.ids.reserve(size)
  for (; (tail.blocks + 1) * BLOCK_ENTRIES <= size; tail.blocks += 1) {
    const [digest, keys] = (connection.statements.block.get(tail.blocks) as unknown[] | undefined) ?? []
    const place = (tail.blocks + 1) * BLOCK_ENTRIES
    const chain = chainBefore(connection, place)
    if (E.isLeft(chain)) return
    const decoded = decodeBlock({ digest, keys }, chain.right)
    const last = decoded && readOne(connection, place - 1)
    if (last === undefined || E.isLeft(last)) return
    for (const key of decoded ?? []) tail.ids.add(key)
    tail.size = place
    tail.chain = chain.right
    tail.recordedAt = last.right.recordedAt
  }
}

/** Reads what others appended since. A log that is shorter than before, or ends otherwise, is not the one that was appended to. */
export const catchUp = (connection: Connection, tail: Tail): E.Either<LogCorrupt, Head> => {
  const head = readHead(connection)
  if (E.isLeft(head)) return head
  const { size, chain } = head.right
  if (size < tail.size || (size === tail.size && chain !== tail.chain)) {
    return E.left(
      corrupt(connection.name, `it had ${tail.size} entries, and they are not the ones it has now`),
    )
  }
  if (tail.size === 0) loadBlocks(connection, tail, size)
  while (tail.size < size) {
    const rows = readStretch(connection, { from: tail.size, until: size, previous: tail.chain })
    if (E.isLeft(rows)) return rows
    const whole = reachesHead(connection, rows.right, head.right)
    if (E.isLeft(whole)) return whole
    for (const row of rows.right) advance(tail, { ...row, key: keyOf(String(idOf(row.text))) })
  }
  return head
}

/** The entry with an id, looked for at every place that its key names. */
export const findId = (
  connection: Connection,
  tail: Tail,
  id: string,
): E.Either<LogCorrupt, Present | undefined> => {
  for (const place of tail.ids.placesOf(keyOf(id))) {
    const row = readOne(connection, place)
    if (E.isLeft(row)) return row
    if (idOf(row.right.text) !== id) continue
    const entry = parseEntry(JSON.parse(row.right.text))
    if (E.isLeft(entry)) return E.left(corrupt(connection.name, 'the stored entry cannot be read', place))
    const { digest, recordedAt } = row.right
    return E.right({ index: place, digest, type: entry.right.type, recordedAt })
  }
  return E.right(undefined)
}

/** Writes the blocks that `fresh` rows, not yet taken in, complete; answers how many there are then. */
export const storeBlocks = (connection: Connection, tail: Tail, fresh: readonly TailRow[]): number => {
  const size = tail.size + fresh.length
  const keyAt = (place: number): number =>
    place < tail.size ? tail.ids.keyAt(place) : (fresh[place - tail.size]?.key ?? 0)
  let block = tail.blocks
  for (; (block + 1) * BLOCK_ENTRIES <= size; block += 1) {
    const last = (block + 1) * BLOCK_ENTRIES - 1
    const chain = fresh[last - tail.size]?.chain ?? chainAt(connection, last)
    if (chain === undefined) break
    const { digest, keys } = encodeBlock(keyAt, block, chain)
    connection.statements.putBlock.run(block, digest, keys)
  }
  return block
}

const chainAt = (connection: Connection, place: number): string | undefined => {
  const chain = chainBefore(connection, place + 1)
  return E.isRight(chain) ? chain.right : undefined
}
