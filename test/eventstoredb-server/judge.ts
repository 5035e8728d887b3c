/** Whether a write is let in: EventStoreDB's rules on expected revisions and on writes that were made before. */
import type { Kept, Proposed, Stream } from './store.js'

/** The revision that a write expects its stream to be at. */
export type Expected = bigint | 'any' | 'no_stream' | 'stream_exists'

/** Events for one stream, all or none. */
export interface Write {
  readonly stream: string
  readonly expected: Expected
  readonly events: readonly Proposed[]
}

/** The stream has the events at and before this revision; -1: it has none. */
export interface Appended {
  readonly result: 'done'
  readonly revision: bigint
  readonly position: number | null
}

/** What is to be done with a write. */
export type Judged =
  | Appended
  | { readonly result: 'write' }
  | { readonly result: 'wrong-revision'; readonly current: bigint }
  | { readonly result: 'deleted' }

/** What a write comes upon. */
export interface Upon {
  readonly to: Stream
  readonly isSoftDeleted: boolean
  /** Events of late by id: in memory only, so that a restart empties it. */
  readonly recent: ReadonlyMap<string, Kept>
}

const madeBefore = (events: readonly Kept[]): Appended => {
  const last = events.at(-1)
  return { result: 'done', revision: last?.revision ?? -1n, position: last?.position ?? null }
}

/** Under `any` a write is known again by its ids, as far as the memory of them goes. */
const judgeAny = ({ events, expected }: Write, { to, isSoftDeleted, recent }: Upon): Judged => {
  const current = BigInt(to.events.length) - 1n
  if (expected === 'stream_exists' && isSoftDeleted) return { result: 'deleted' }
  if (expected === 'stream_exists' && current < 0n) return { result: 'wrong-revision', current }
  const known = events.map(({ id }) => recent.get(id)).filter((event) => event?.stream === to.name)
  if (events.length === 0 || recent.get(events[0]?.id ?? '')?.stream !== to.name) return { result: 'write' }
  return known.length === events.length ? madeBefore(known as Kept[]) : { result: 'wrong-revision', current }
}

/** At a revision that was passed, a write is the same one if its ids are the ones that follow: for ever, not only of late. */
const judgePassed = ({ events, expected }: Write, { to, isSoftDeleted }: Upon, start: number): Judged => {
  const current = BigInt(to.events.length) - 1n
  const there = to.events.slice(start, start + events.length)
  const isFirstThere = there[0]?.id === events[0]?.id
  if (events.length > 0 && isFirstThere && events.every(({ id }, offset) => there[offset]?.id === id)) {
    return madeBefore(there)
  }
  if (expected === 'no_stream' && isSoftDeleted && !isFirstThere) return { result: 'write' }
  return { result: 'wrong-revision', current }
}

/** What is to be done with a write. */
export const judge = (write: Write, upon: Upon): Judged => {
  if (upon.to.isTombstoned) return { result: 'deleted' }
  const { expected } = write
  if (expected === 'any' || expected === 'stream_exists') return judgeAny(write, upon)
  const current = BigInt(upon.to.events.length) - 1n
  const revision = expected === 'no_stream' ? -1n : expected
  if (revision === current) return { result: 'write' }
  if (revision > current) return { result: 'wrong-revision', current }
  return judgePassed(write, upon, Number(revision) + 1)
}
