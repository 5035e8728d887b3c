/** The chain over a log's rows: each hash covers all that came before, so that no row is altered, moved or left out unseen. */
import type { Instant, Stored } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { sha256Hex } from './hash.js'

/** What the first row is chained to. */
export const GENESIS = '0'.repeat(64)

/** The hash of a row, given that of the row before it. */
export const chainOf = (previous: string, { index, recordedAt, digest }: Omit<Stored, 'text'>): string =>
  sha256Hex(`${previous} ${index} ${recordedAt} ${digest}`)

/** A row as it was found; nothing about it is believed yet. */
export interface FoundRow {
  readonly index: unknown
  readonly recordedAt: unknown
  readonly chain: unknown
  readonly text: unknown
}

/** A row that is what was written, with its hash. */
export interface VerifiedRow extends Stored {
  readonly chain: string
}

/** Checks a row against the place where it was looked for and the hash of the row before it. The error says what is wrong. */
export const verifyRow = (
  found: FoundRow | undefined,
  index: number,
  previous: string,
): E.Either<string, VerifiedRow> => {
  if (found?.index !== index) return E.left('the row is missing')
  const { recordedAt, chain, text } = found
  if (typeof recordedAt !== 'number' || typeof text !== 'string') return E.left('the row was altered')
  const digest = sha256Hex(text)
  const expected = chainOf(previous, { index, recordedAt: recordedAt as Instant, digest })
  return chain === expected
    ? E.right({ index, recordedAt: recordedAt as Instant, digest, text, chain: expected })
    : E.left('the row, or the one before it, was altered (its hash does not match)')
}
