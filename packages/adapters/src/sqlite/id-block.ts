/** Blocks of ids' keys as the file keeps them, so that a process that appends does not have to read every entry first. */
import { createHash } from 'node:crypto'
import { type IdTable, KEY_BYTES } from './id-table.js'
import { BLOCK_ENTRIES } from './schema.js'

/** A block, with a digest that ties its keys to the entries that they are of. */
export interface IdBlock {
  readonly digest: string
  readonly keys: Uint8Array
}

const digestOf = (keys: Uint8Array, chain: string): string =>
  createHash('sha256').update(keys).update(chain).digest('hex')

/** The block of the keys at BLOCK_ENTRIES places from `block * BLOCK_ENTRIES` on; `chain` is the hash of the last one's row. */
export const encodeBlock = (keyAt: IdTable['keyAt'], block: number, chain: string): IdBlock => {
  const keys = Buffer.alloc(BLOCK_ENTRIES * KEY_BYTES)
  for (let place = 0; place < BLOCK_ENTRIES; place += 1) {
    keys.writeUIntBE(keyAt(block * BLOCK_ENTRIES + place), place * KEY_BYTES, KEY_BYTES)
  }
  return { digest: digestOf(keys, chain), keys }
}

/** The keys of a block as it was found; undefined unless it is what was written. */
export const decodeBlock = (
  found: { readonly digest: unknown; readonly keys: unknown },
  chain: string,
): Float64Array | undefined => {
  const { digest, keys } = found
  if (!(keys instanceof Uint8Array) || keys.length !== BLOCK_ENTRIES * KEY_BYTES) return undefined
  if (digest !== digestOf(keys, chain)) return undefined
  const bytes = Buffer.from(keys.buffer, keys.byteOffset, keys.byteLength)
  const decoded = new Float64Array(BLOCK_ENTRIES)
  for (let place = 0; place < BLOCK_ENTRIES; place += 1) {
    decoded[place] = bytes.readUIntBE(place * KEY_BYTES, KEY_BYTES)
  }
  return decoded
}
