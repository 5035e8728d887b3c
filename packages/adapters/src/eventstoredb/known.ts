/** What a process that appends knows of the log: its end, and where each id is. About 160 bytes an entry. */
import { ENTRY_TYPES, type EntryType, type Instant, type Present } from '@vacatur/core'
import { GENESIS } from '../shared/chain.js'

/** What is kept of an entry. */
interface KnownEntry {
  readonly id: string
  readonly type: EntryType
  readonly digest: string
  readonly recordedAt: Instant
  readonly chain: string
}

/** The log as far as this process knows it. */
export interface Known {
  readonly size: () => number
  /** The hash of the last entry. */
  readonly chain: () => string
  /** When the last entry was recorded. */
  readonly recordedAt: () => number
  readonly find: (id: string) => Present | undefined
  /** When the last entry was last seen to be what it was, by the process's timer. */
  readonly wholeAt: () => number
  readonly setWholeAt: (elapsedMs: number) => void
  /** Takes in the next entry. */
  readonly add: (entry: KnownEntry) => void
}

const DIGEST_BYTES = 32
const FIRST_ROOM = 1024

/** Digests, types and instants of entries, by place, in flat memory. */
const newColumns = () => {
  let digests = Buffer.alloc(FIRST_ROOM * DIGEST_BYTES)
  let types = new Uint8Array(FIRST_ROOM)
  let instants = new Float64Array(FIRST_ROOM)
  const grow = (): void => {
    digests = Buffer.concat([digests, Buffer.alloc(digests.length)])
    const more = new Uint8Array(types.length * 2)
    more.set(types)
    types = more
    const later = new Float64Array(instants.length * 2)
    later.set(instants)
    instants = later
  }
  return {
    at: (index: number): Present | undefined => {
      const type = ENTRY_TYPES[types[index] ?? -1]
      const digest = digests.toString('hex', index * DIGEST_BYTES, (index + 1) * DIGEST_BYTES)
      return type && { index, digest, type, recordedAt: instants[index] as Instant }
    },
    set: (index: number, { digest, type, recordedAt }: Omit<KnownEntry, 'id' | 'chain'>): void => {
      if (index === types.length) grow()
      instants[index] = recordedAt
      digests.write(digest, index * DIGEST_BYTES, 'hex')
      types[index] = ENTRY_TYPES.indexOf(type)
    },
  }
}

/** Knows nothing yet. */
export const newKnown = (): Known => {
  const places = new Map<string, number>()
  const columns = newColumns()
  let size = 0
  let chain = GENESIS
  let recordedAt = Number.NEGATIVE_INFINITY
  let wholeAt = Number.NEGATIVE_INFINITY
  return {
    size: () => size,
    chain: () => chain,
    recordedAt: () => recordedAt,
    wholeAt: () => wholeAt,
    setWholeAt: (elapsedMs) => {
      wholeAt = elapsedMs
    },
    find: (id) => {
      const index = places.get(id)
      return index === undefined ? undefined : columns.at(index)
    },
    add: (entry) => {
      // An id that is there twice was not appended by this code; the first stands.
      if (!places.has(entry.id)) places.set(entry.id, size)
      columns.set(size, entry)
      size += 1
      chain = entry.chain
      recordedAt = entry.recordedAt
    },
  }
}
