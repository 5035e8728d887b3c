/** A log in the memory of this process: for tests, demos and questions about hypothetical law. Gone when the process ends. */
import {
  type AppendFailure,
  type Appended,
  type AppendOptions,
  type CopyTarget,
  type EntryInvalid,
  type LogClosed,
  planAppend,
  type Prepared,
  prepareAll,
  prepareRecorded,
  type Present,
  type Recorded,
} from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type Clock, Instant, processTimer } from '../clock/index.js'
import { newBell } from '../shared/bell.js'
import { DEFAULT_RHYTHM, followed, type Rhythm } from '../shared/follow.js'
import { deepFrozen } from '../shared/frozen.js'
import { sha256Hex } from '../shared/hash.js'
import { type Page, pagesOf, type ReadPage } from '../shared/page.js'

/** How to open a log in memory; all of it optional. */
export interface MemoryLogOptions {
  /** What messages call it; `memory:` when absent. */
  readonly name?: string
  /** Stamps `recordedAt`; the machine's clock when absent. */
  readonly now?: Clock
  /** How long a follower to whom nothing comes is kept waiting for a heartbeat; 250 ms when absent. */
  readonly heartbeatMs?: Rhythm['heartbeatMs']
}

const PAGE_ROWS = 1000

/** What is kept: the entries in order, and where each id is. */
interface Store {
  readonly entries: Recorded[]
  readonly places: Map<string, number>
}

const presentIn =
  ({ entries, places }: Store) =>
  (id: string): Present | undefined => {
    const found = entries[places.get(id) ?? -1]
    return found && { ...found, type: found.entry.type }
  }

type Prepare = () => E.Either<EntryInvalid, readonly Prepared[]>

const appendTo = (
  store: Store,
  now: Clock,
  { prepare, options }: { readonly prepare: Prepare; readonly options: AppendOptions | undefined },
): E.Either<AppendFailure, Appended> => {
  const { entries, places } = store
  const prepared = prepare()
  if (E.isLeft(prepared)) return prepared
  const before = {
    size: entries.length,
    recordedAt: entries.at(-1)?.recordedAt ?? Number.NEGATIVE_INFINITY,
    now: now(),
    find: presentIn(store),
  }
  const plan = planAppend(prepared.right, before, options?.expectedSize)
  if (E.isLeft(plan)) return plan
  const { fresh, indexes } = plan.right
  for (const { text, digest, entry, recordedAt } of fresh) {
    const index = entries.length
    places.set(entry.id, index)
    // Parsed anew, so that nothing of the caller's is kept, and frozen, since all readers share it.
    entries.push(deepFrozen({ index, recordedAt, digest, entry: JSON.parse(text) as typeof entry }))
  }
  return E.right({ indexes, added: fresh.length, size: entries.length })
}

/** A new, empty log in memory. */
export const memoryLog = (options: MemoryLogOptions = {}): CopyTarget => {
  const { name = 'memory:', now = Instant.now, heartbeatMs = DEFAULT_RHYTHM.heartbeatMs } = options
  const store: Store = { entries: [], places: new Map() }
  const bell = newBell()
  let isClosed = false
  const open = <F extends { readonly tag: string }, A>(
    answer: () => E.Either<F, A>,
  ): E.Either<F | LogClosed, A> => (isClosed ? E.left({ tag: 'LogClosed', log: name }) : answer())
  const pageOf = (from: number, until: number): E.Either<LogClosed, Page> =>
    open(() => {
      const entries = store.entries.slice(from, Math.min(until, from + PAGE_ROWS))
      return E.right({ entries, size: store.entries.length })
    })
  const readPage: ReadPage = async (from, until) => Promise.resolve(pageOf(from, until))
  const write = (prepare: Prepare, given?: AppendOptions): TE.TaskEither<AppendFailure, Appended> =>
    TE.fromIOEither(() => {
      const answer = open(() => appendTo(store, now, { prepare, options: given }))
      if (E.isRight(answer) && answer.right.added > 0) bell.ring()
      return answer
    })
  return {
    name,
    append: (entries, given) => write(() => prepareAll(entries, sha256Hex), given),
    appendRecorded: (entries) => write(() => prepareRecorded(entries, sha256Hex)),
    size: () => TE.fromIOEither(() => open(() => E.right(store.entries.length))),
    read: (range = {}) => pagesOf(readPage, range),
    follow: (given = {}) =>
      followed({ name, readPage, bell, isClosed: () => isClosed }, given, { ...DEFAULT_RHYTHM, heartbeatMs }),
    timer: processTimer,
    close: () =>
      TE.fromIO(() => {
        isClosed = true
        bell.ring()
      }),
  }
}

/** A new, empty log in memory, as a promise like every other `open…`. */
export const openMemoryLog = async (options: MemoryLogOptions = {}): Promise<CopyTarget> =>
  Promise.resolve(memoryLog(options))
