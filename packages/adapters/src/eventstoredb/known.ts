/** What a process that appends knows of the log: its end, and where each id is. About 150 bytes an entry. */
import { ENTRY_TYPES, type EntryType, type Instant, type Present } from '@vacatur/core'
import { GENESIS } from '../shared/chain.js'

/** What is kept of an entry. */
export interface KnownEntry {
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

/** Knows nothing yet. */
export const newKnown = (): Known => {
  const places = new Map<string, number>()
  let digests = Buffer.alloc(FIRST_ROOM * DIGEST_BYTES)
  let types = new Uint8Array(FIRST_ROOM)
  let size = 0
  let chain = GENESIS
  let recordedAt = Number.NEGATIVE_INFINITY
  let wholeAt = Number.NEGATIVE_INFINITY

  const grow = (): void => {
    digests = Buffer.concat([digests, Buffer.alloc(digests.length)])
    const more = new Uint8Array(types.length * 2)
    more.set(types)
    types = more
  }
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
      const type = index === undefined ? undefined : ENTRY_TYPES[types[index] ?? -1]
      if (index === undefined || type === undefined) return undefined
      const digest = digests.toString('hex', index * DIGEST_BYTES, (index + 1) * DIGEST_BYTES)
      return { index, digest, type }
    },
    add: (entry) => {
      if (size === types.length) grow()
      // An id that is there twice was not appended by this code; the first stands.
      if (!places.has(entry.id)) places.set(entry.id, size)
      digests.write(entry.digest, size * DIGEST_BYTES, 'hex')
      types[size] = ENTRY_TYPES.indexOf(entry.type)
      size += 1
      chain = entry.chain
      recordedAt = entry.recordedAt
    },
  }
}
