/** From the text that a log kept back to the entry it was. Anything else than what was written is an error, never a guess. */
import * as E from 'fp-ts/lib/Either.js'
import { type Entry, parseEntry } from '../entry/entry.js'
import { explainProblem } from '../entry/problem.js'
import type { Instant } from '../time/instant.js'
import type { Recorded } from './recorded.js'

/** What a log kept of one entry; the adapter has checked that `text` has the digest. */
export interface Stored {
  readonly index: number
  readonly recordedAt: Instant
  readonly digest: string
  readonly text: string
}

const jsonOf = (text: string): E.Either<string, unknown> =>
  E.tryCatch(
    (): unknown => JSON.parse(text),
    () => 'the stored entry is not JSON',
  )

/** Reads a stored entry; the error says what cannot be read. */
export const recordedOf = ({ index, recordedAt, digest, text }: Stored): E.Either<string, Recorded> => {
  const json = jsonOf(text)
  if (E.isLeft(json)) return json
  const parsed = parseEntry(json.right)
  if (E.isRight(parsed)) return E.right({ index, recordedAt, digest, entry: parsed.right })
  return E.left(`the stored entry cannot be read: ${parsed.left.map(explainProblem).join('; ')}`)
}

/**
 * Reads a stored entry of which the adapter has proof that it is what an append by this version of the schema wrote: the text was
 * parsed then, and is not parsed again (that would take three times as long as all the rest of reading).
 */
export const recordedAsWritten = ({ index, recordedAt, digest, text }: Stored): E.Either<string, Recorded> =>
  E.map((entry): Recorded => ({ index, recordedAt, digest, entry: entry as Entry }))(jsonOf(text))
