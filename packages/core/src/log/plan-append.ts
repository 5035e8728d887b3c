/** What an append would write, or why it is refused. Pure: the adapter says what is there, and writes what the plan says. */
import * as E from 'fp-ts/lib/Either.js'
import { canonicalText, sha256Of } from '../entry/canonical.js'
import { type Entry, type EntryType, parseEntry } from '../entry/entry.js'
import { mayTarget, targetsOf } from '../entry/targets.js'
import type { EntryInvalid, Refusal } from './failure.js'

/** The largest entry that a log takes, in bytes of canonical JSON in UTF-8. */
export const MAX_ENTRY_BYTES = 1_048_576

/** An entry that was read and is ready to be stored. */
export interface Prepared {
  readonly entry: Entry
  /** Its canonical JSON. */
  readonly text: string
  /** SHA-256 of that text. */
  readonly digest: string
}

/** What a log knows of an entry that is there. */
export interface Present {
  readonly index: number
  readonly digest: string
  readonly type: EntryType
}

/** The log that an append would come upon. */
export interface Before {
  readonly size: number
  /** The entry with that id, if there is one. Asked for ids that `idsToLookUp` names, and no others. */
  readonly find: (id: string) => Present | undefined
}

/** What to write, and what to answer. */
export interface AppendPlan {
  /** Entries that are new, in order; the first gets the place `size`. */
  readonly fresh: readonly Prepared[]
  /** The place of each given entry. */
  readonly indexes: readonly number[]
}

const utf8Length = (text: string): number => {
  let bytes = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4
  }
  return bytes
}

const prepare = (
  given: unknown,
  position: number,
  digest: (text: string) => string,
): E.Either<EntryInvalid, Prepared> => {
  const parsed = parseEntry(given)
  if (E.isLeft(parsed)) return E.left({ tag: 'EntryInvalid', position, problems: parsed.left })
  const text = canonicalText(parsed.right)
  const bytes = text.length * 3 <= MAX_ENTRY_BYTES ? 0 : utf8Length(text)
  if (bytes <= MAX_ENTRY_BYTES) return E.right({ entry: parsed.right, text, digest: digest(text) })
  const problem = {
    field: '',
    found: `${bytes} bytes`,
    accepted: `at most ${MAX_ENTRY_BYTES} bytes of canonical JSON`,
  }
  return E.left({ tag: 'EntryInvalid', position, problems: [problem] })
}

/**
 * Reads all entries of an append; the first that is none refuses them all. `digest` is SHA-256 in hexadecimal; where the platform
 * has a fast one, the adapter hands it in.
 */
export const prepareAll = (
  given: readonly unknown[],
  digest: (text: string) => string = sha256Of,
): E.Either<EntryInvalid, readonly Prepared[]> => {
  const all: Prepared[] = []
  for (const [position, one] of given.entries()) {
    const prepared = prepare(one, position, digest)
    if (E.isLeft(prepared)) return prepared
    all.push(prepared.right)
  }
  return E.right(all)
}

/** The ids that an adapter must look up before it can plan: those of the entries and of their targets, each once. */
export const idsToLookUp = (prepared: readonly Prepared[]): readonly string[] => [
  ...new Set(prepared.flatMap(({ entry }) => [entry.id, ...targetsOf(entry)])),
]

const targetRefusal = (
  { entry }: Prepared,
  position: number,
  find: (id: string) => { readonly type: EntryType } | undefined,
): Refusal | undefined => {
  for (const target of targetsOf(entry)) {
    const found = find(target)
    if (found === undefined) return { tag: 'TargetUnknown', position, id: entry.id, target }
    if (!mayTarget(entry.type, found.type)) {
      const { id, type } = entry
      return { tag: 'TargetUnsuitable', position, id, type, target, targetType: found.type }
    }
  }
  return undefined
}

/** Plans an append of entries that were read. Refused entries leave nothing to write. */
export const planAppend = (
  prepared: readonly Prepared[],
  before: Before,
  expectedSize?: number,
): E.Either<Refusal, AppendPlan> => {
  const fresh: Prepared[] = []
  const indexes: number[] = []
  const given = new Map<string, Present>()
  for (const [position, one] of prepared.entries()) {
    const { entry, digest } = one
    const there = before.find(entry.id)
    const same = there ?? given.get(entry.id)
    if (same !== undefined) {
      const index = there?.index ?? null
      if (same.digest !== digest) return E.left({ tag: 'IdConflict', position, id: entry.id, index })
      indexes.push(same.index)
      continue
    }
    const refused = targetRefusal(one, position, (id) => given.get(id) ?? before.find(id))
    if (refused !== undefined) return E.left(refused)
    const index = before.size + fresh.length
    given.set(entry.id, { index, digest, type: entry.type })
    fresh.push(one)
    indexes.push(index)
  }
  const conflict = fresh.length > 0 && expectedSize !== undefined && expectedSize !== before.size
  return conflict
    ? E.left({ tag: 'SizeConflict', expectedSize, size: before.size })
    : E.right({ fresh, indexes })
}
