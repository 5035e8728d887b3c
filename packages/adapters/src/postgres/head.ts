/** The end of the log, as its row states it and as this process saw it before. What was seen once must still be there. */
import type { LogCorrupt } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { GENESIS } from '../shared/chain.js'
import type { PgValue } from './driver.js'
import { corrupt } from './errors.js'

/** How many entries there are; of the last one, the hash of its row and when it was recorded. */
export interface Head {
  readonly size: number
  readonly chain: string
  readonly recordedAt: number
}

/** The head of a log without entries. */
export const EMPTY: Head = { size: 0, chain: GENESIS, recordedAt: Number.NEGATIVE_INFINITY }

/** What this process knows of the log: the longest head that it saw. */
export interface Seen {
  head: Head
}

/** Takes in a head, if it is of a longer log than the one seen before. */
export const see = (seen: Seen, head: Head): void => {
  if (head.size > seen.head.size) seen.head = head
}

/** A whole number out of a row, or undefined. */
export const numberOf = (value: PgValue | undefined): number | undefined => {
  const number = value == null || value === '' ? Number.NaN : Number(value)
  return Number.isSafeInteger(number) ? number : undefined
}

const headOf = (row: readonly PgValue[] | undefined): Head | undefined => {
  const [size, recordedAt, chain] = row ?? []
  const count = numberOf(size)
  if (count === undefined || count < 0 || typeof chain !== 'string') return undefined
  if (count === 0) return chain === GENESIS && recordedAt === null ? EMPTY : undefined
  const at = numberOf(recordedAt)
  return at === undefined ? undefined : { size: count, chain, recordedAt: at }
}

/**
 * The head in a row of size, instant, hash, and the hash at the last place of what had been seen when the query was sent. A server
 * that was set back, or another that took over and had not got everything, is noticed here.
 */
export const readHead = (
  log: string,
  row: readonly PgValue[] | undefined,
  before: Head,
): E.Either<LogCorrupt, Head> => {
  const head = headOf(row)
  if (head === undefined) {
    return E.left(corrupt(log, 'the row that says how many entries there are is missing or altered'))
  }
  if (head.size < before.size) {
    return E.left(corrupt(log, `it had ${before.size} entries and now has ${head.size}`, head.size))
  }
  const isSame = before.size === 0 || row?.[3] === before.chain
  return isSame
    ? E.right(head)
    : E.left(
        corrupt(log, `it had ${before.size} entries, and they are not those it has now`, before.size - 1),
      )
}
