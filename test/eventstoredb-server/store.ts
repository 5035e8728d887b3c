/** The streams of the stand-in, with EventStoreDB's rules on expected revisions, idempotence and deletion. No gRPC here. */
import { type Appended, type Judged, judge, type Write } from './judge.js'

/** An event as it is kept. */
export interface Kept {
  readonly position: number
  readonly stream: string
  readonly revision: bigint
  readonly id: string
  readonly type: string
  readonly isJson: boolean
  readonly data: Uint8Array
  readonly metadata: Uint8Array
  /** Ticks of 100 ns since 1970, as text. */
  readonly created: string
}

/** An event as a client proposes it. */
export type Proposed = Pick<Kept, 'id' | 'type' | 'isJson' | 'data' | 'metadata'>

/** One stream. */
export interface Stream {
  readonly name: string
  readonly events: Kept[]
  isTombstoned: boolean
}

/** Where every write goes, to be there after a restart. */
export interface Journal {
  readonly load: () => readonly Kept[]
  readonly save: (events: readonly Kept[]) => void
  readonly replace: (event: Kept) => void
}

/** What a soft deletion sets `$tb` to: the largest revision there can be. */
export const DELETED = 9_223_372_036_854_775_807n

/** The type of the event that ends a tombstoned stream. */
export const TOMBSTONE = '$streamDeleted'

const TICKS_PER_MS = 10_000n

/** The stand-in's database. */
export interface Store {
  readonly stream: (name: string) => Stream
  /** Every event of every stream, in the order of their positions. */
  readonly all: readonly Kept[]
  /** The first revision of a stream that can be read; `DELETED` where all of it was deleted. */
  readonly truncatedBefore: (name: string) => bigint
  readonly append: (write: Write) => Judged | Appended
  /** Past every check. */
  readonly put: (stream: string, event: Proposed & { readonly created?: string }) => Kept
  readonly replace: (event: Kept) => void
  readonly softDelete: (name: string) => void
  readonly tombstone: (name: string) => void
  /** Forgets what a restart would make it forget: which ids were appended of late. */
  readonly forget: () => void
  /** Hears of every event that was written, until the returned function is called. */
  readonly listen: (heard: (event: Kept) => void) => () => void
}

const nowInTicks = (): string => (BigInt(Date.now()) * TICKS_PER_MS).toString()

const truncationOf = (metadata: Kept | undefined): bigint => {
  const text = metadata === undefined ? '' : Buffer.from(metadata.data).toString('utf8')
  return BigInt(/"\$tb"\s*:\s*(\d+)/.exec(text)?.[1] ?? '0')
}

/** A store over what the journal kept. */
export const openStore = (journal: Journal): Store => {
  const streams = new Map<string, Stream>()
  const all: Kept[] = []
  const recent = new Map<string, Kept>()
  const listeners = new Set<(event: Kept) => void>()

  const stream = (name: string): Stream => {
    const found = streams.get(name) ?? { name, events: [], isTombstoned: false }
    streams.set(name, found)
    return found
  }
  const take = (event: Kept): void => {
    const { events } = stream(event.stream)
    all.push(event)
    if (event.type === TOMBSTONE) stream(event.stream).isTombstoned = true
    else events.push(event)
  }
  const keep = (name: string, proposed: readonly (Proposed & { readonly created?: string })[]): Kept[] => {
    const first = BigInt(stream(name).events.length)
    const kept = proposed.map((event, offset) => ({
      created: nowInTicks(),
      ...event,
      position: all.length + offset,
      stream: name,
      revision: first + BigInt(offset),
    }))
    journal.save(kept)
    for (const event of kept) {
      take(event)
      recent.set(event.id, event)
    }
    for (const event of kept) for (const heard of listeners) heard(event)
    return kept
  }
  const setMetadata = (name: string, tb: bigint): void => {
    const event = { id: crypto.randomUUID(), type: '$metadata', isJson: true, metadata: new Uint8Array() }
    keep(`$$${name}`, [{ ...event, data: Buffer.from(`{"$tb":${tb}}`) }])
  }
  const truncatedBefore = (name: string): bigint => truncationOf(stream(`$$${name}`).events.at(-1))

  const append = (write: Write): Judged | Appended => {
    const to = stream(write.stream)
    const isSoftDeleted = truncatedBefore(write.stream) === DELETED
    const judged = judge(write, { to, isSoftDeleted, recent })
    if (judged.result !== 'write') return judged
    // What was deleted stays hidden; the stream goes on after it.
    if (isSoftDeleted) setMetadata(write.stream, BigInt(to.events.length))
    const position = keep(write.stream, write.events).at(-1)?.position ?? null
    return { result: 'done', revision: BigInt(to.events.length) - 1n, position }
  }
  const put: Store['put'] = (name, event) => keep(name, [event])[0] as Kept

  for (const event of journal.load()) take(event)
  return {
    stream,
    all,
    truncatedBefore,
    append,
    put,
    replace: (event) => {
      stream(event.stream).events[Number(event.revision)] = event
      all[event.position] = event
      journal.replace(event)
    },
    softDelete: (name) => setMetadata(name, DELETED),
    tombstone: (name) => {
      const event = { id: crypto.randomUUID(), type: TOMBSTONE, isJson: false }
      put(name, { ...event, data: new Uint8Array(), metadata: new Uint8Array() })
    },
    forget: () => recent.clear(),
    listen: (heard) => {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
  }
}
