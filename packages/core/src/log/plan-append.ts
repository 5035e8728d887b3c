/** What an append would write, or why it is refused. Pure: the adapter says what is there, and writes what the plan says. */
import * as E from 'fp-ts/lib/Either.js'
import type { EntryType } from '../entry/entry.js'
import { mayTarget, targetsOf } from '../entry/targets.js'
import type { Instant } from '../time/instant.js'
import type { Refusal } from './failure.js'
import type { Prepared } from './prepare.js'

/** What a log knows of an entry that is there. */
export interface Present {
  readonly index: number
  readonly digest: string
  readonly type: EntryType
  readonly recordedAt: Instant
}

/** The log that an append would come upon. */
export interface Before {
  readonly size: number
  /** When the last entry was recorded; minus infinity where there is none. */
  readonly recordedAt: number
  /** What the log's clock shows. */
  readonly now: Instant
  /** The entry with that id, if there is one. Asked for ids that `idsToLookUp` names, and no others. */
  readonly find: (id: string) => Present | undefined
}

/** A log without entries, at the beginning of time. */
export const EMPTY_LOG: Before = {
  size: 0,
  recordedAt: Number.NEGATIVE_INFINITY,
  now: 0 as Instant,
  find: () => undefined,
}

/** An entry that is to be written, and the instant that it gets. */
export interface Stamped extends Prepared {
  readonly recordedAt: Instant
}

/** What to write, and what to answer. */
export interface AppendPlan {
  /** Entries that are new, in order; the first gets the place `size`. Their instants do not go back, nor before the last that is there. */
  readonly fresh: readonly Stamped[]
  /** The place of each given entry. */
  readonly indexes: readonly number[]
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

/** An entry whose id is there: the same if its content is, and, of one that another log has recorded, its place and instant. */
const differs = (
  { entry: { id }, digest, recorded }: Prepared,
  position: number,
  { there, same }: { readonly there: Present | undefined; readonly same: Present },
): Refusal | undefined => {
  if (same.digest !== digest) return { tag: 'IdConflict', position, id, index: there?.index ?? null }
  if (recorded === undefined) return undefined
  const { index, recordedAt } = recorded
  const isAsRecorded = there?.index === index && there.recordedAt === recordedAt
  return isAsRecorded ? undefined : { tag: 'RecordConflict', position, id, index }
}

/** A new entry that another log has recorded, at a place or an instant that this one cannot give it. */
const misplaced = (
  { entry: { id }, recorded }: Prepared,
  position: number,
  end: { readonly size: number; readonly index: number; readonly recordedAt: number },
): Refusal | undefined => {
  if (recorded === undefined) return undefined
  const { index, recordedAt } = recorded
  if (index > end.index)
    return { tag: 'SizeConflict', expectedSize: index - (end.index - end.size), size: end.size }
  if (index < end.index) return { tag: 'RecordConflict', position, id, index }
  return recordedAt < end.recordedAt
    ? { tag: 'RecordedEarlier', position, id, recordedAt, last: end.recordedAt as Instant }
    : undefined
}

/** Plans an append of entries that were read. Refused entries leave nothing to write. */
export const planAppend = (
  prepared: readonly Prepared[],
  before: Before,
  expectedSize?: number,
): E.Either<Refusal, AppendPlan> => {
  const fresh: Stamped[] = []
  const indexes: number[] = []
  const given = new Map<string, Present>()
  let last = before.recordedAt
  for (const [position, one] of prepared.entries()) {
    const { entry, digest, recorded } = one
    const there = before.find(entry.id)
    const same = there ?? given.get(entry.id)
    const index = same?.index ?? before.size + fresh.length
    const refused =
      same === undefined
        ? (targetRefusal(one, position, (id) => given.get(id) ?? before.find(id)) ??
          misplaced(one, position, { size: before.size, index, recordedAt: last }))
        : differs(one, position, { there, same })
    if (refused !== undefined) return E.left(refused)
    indexes.push(index)
    if (same !== undefined) continue
    const recordedAt = recorded?.recordedAt ?? (Math.max(before.now, last) as Instant)
    last = recordedAt
    given.set(entry.id, { index, digest, type: entry.type, recordedAt })
    fresh.push({ ...one, recordedAt })
  }
  const conflict = fresh.length > 0 && expectedSize !== undefined && expectedSize !== before.size
  return conflict
    ? E.left({ tag: 'SizeConflict', expectedSize, size: before.size })
    : E.right({ fresh, indexes })
}
