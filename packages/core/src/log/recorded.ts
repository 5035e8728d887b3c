/** An entry in its place in a log. */
import type { Entry, EntryOf, EntryType } from '../entry/entry.js'
import type { Instant } from '../time/instant.js'

/** Which entry, and where it stands: enough to name it, and to put it in log order among others. */
export interface EntryRef {
  readonly id: string
  readonly index: number
}

/** Several of them in log order, each once. */
export const inLogOrder = <R extends EntryRef>(refs: readonly R[]): readonly R[] =>
  refs
    .toSorted((a, b) => a.index - b.index)
    .filter(({ index }, place, all) => all[place - 1]?.index !== index)

/** An entry, where it stands, and when this log learned of it. */
export interface Recorded {
  /** Its dense place: 0, 1, 2 … */
  readonly index: number
  /** Stamped by the log; never less than that of an earlier entry. */
  readonly recordedAt: Instant
  /** SHA-256 of the entry's canonical JSON. */
  readonly digest: string
  readonly entry: Entry
}

/** A recorded entry of one type. */
export type RecordedOf<T extends EntryType> = Recorded & { readonly entry: EntryOf<T> }

/** Whether it is of the type. */
export const isOf = <T extends EntryType>(recorded: Recorded, type: T): recorded is RecordedOf<T> =>
  recorded.entry.type === type

/** Which entry it is, and where it stands. */
export const refOf = ({ index, entry: { id } }: Recorded): EntryRef => ({ id, index })
