/** From what is given to what is ready to be stored: entries that are to be recorded now, or that another log has recorded. */
import * as E from 'fp-ts/lib/Either.js'
import { canonicalText, sha256Of } from '../entry/canonical.js'
import { type Entry, parseEntry } from '../entry/entry.js'
import type { EntryInvalid } from './failure.js'
import type { Recorded } from './recorded.js'

/** The largest entry that a log takes, in bytes of canonical JSON in UTF-8. */
export const MAX_ENTRY_BYTES = 1_048_576

/** An entry that was read and is ready to be stored. */
export interface Prepared {
  readonly entry: Entry
  /** Its canonical JSON. */
  readonly text: string
  /** SHA-256 of that text. */
  readonly digest: string
  /** Where, and when, another log has recorded it, and this one is to have it; absent: next, and now. */
  readonly recorded?: Pick<Recorded, 'index' | 'recordedAt'>
}

type Digest = (text: string) => string

const utf8Length = (text: string): number => {
  let bytes = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4
  }
  return bytes
}

const invalid = (
  position: number,
  problem: EntryInvalid['problems'][number],
): E.Either<EntryInvalid, never> => E.left({ tag: 'EntryInvalid', position, problems: [problem] })

const prepare = (given: unknown, position: number, digest: Digest): E.Either<EntryInvalid, Prepared> => {
  const parsed = parseEntry(given)
  if (E.isLeft(parsed)) return E.left({ tag: 'EntryInvalid', position, problems: parsed.left })
  const text = canonicalText(parsed.right)
  const bytes = text.length * 3 <= MAX_ENTRY_BYTES ? 0 : utf8Length(text)
  if (bytes <= MAX_ENTRY_BYTES) return E.right({ entry: parsed.right, text, digest: digest(text) })
  const accepted = `at most ${MAX_ENTRY_BYTES} bytes of canonical JSON`
  return invalid(position, { field: '', found: `${bytes} bytes`, accepted })
}

const prepareEach = <A>(
  given: readonly A[],
  one: (given: A, position: number) => E.Either<EntryInvalid, Prepared>,
): E.Either<EntryInvalid, readonly Prepared[]> => {
  const all: Prepared[] = []
  for (const [position, each] of given.entries()) {
    const prepared = one(each, position)
    if (E.isLeft(prepared)) return prepared
    all.push(prepared.right)
  }
  return E.right(all)
}

/**
 * Reads all entries of an append; the first that is none refuses them all. `digest` is SHA-256 in hexadecimal; where the platform
 * has a fast one, the adapter hands it in.
 */
export const prepareAll = (
  given: readonly unknown[],
  digest: Digest = sha256Of,
): E.Either<EntryInvalid, readonly Prepared[]> =>
  prepareEach(given, (one, position) => prepare(one, position, digest))

/** The same for what another log has recorded. An entry that has not the digest that it came with is refused. */
export const prepareRecorded = (
  given: readonly Recorded[],
  digest: Digest = sha256Of,
): E.Either<EntryInvalid, readonly Prepared[]> =>
  prepareEach(given, ({ entry, digest: stated, index, recordedAt }, position) => {
    const prepared = prepare(entry, position, digest)
    if (E.isLeft(prepared)) return prepared
    return prepared.right.digest === stated
      ? E.right({ ...prepared.right, recorded: { index, recordedAt } })
      : invalid(position, { field: 'digest', found: stated, accepted: `${prepared.right.digest}, its own` })
  })
