import { describe, expect, it } from 'vitest'
import { decodeBlock, encodeBlock } from './id-block.js'
import { KEY_BYTES, keyOf, newIdTable } from './id-table.js'
import { BLOCK_ENTRIES } from './schema.js'

describe('newIdTable', () => {
  it('finds every place again, and no other, while it grows', () => {
    const table = newIdTable()
    const keys = Array.from({ length: 20_000 }, (_, place) => keyOf(`entity/${place}`))
    for (const key of keys) table.add(key)
    expect(table.size()).toBe(keys.length)
    expect(keys.map((key) => table.placesOf(key))).toEqual(keys.map((_, place) => [place]))
    expect(table.placesOf(keyOf('entity/20000'))).toEqual([])
  })
  it('names all places of ids that share a key, also of keys next to each other', () => {
    const table = newIdTable()
    for (const key of [5, 6, 5, 4096 + 5, 0, 5]) table.add(key)
    expect(table.placesOf(5)).toEqual([0, 2, 5])
    expect(table.placesOf(4096 + 5)).toEqual([3])
    expect(table.placesOf(0)).toEqual([4])
    expect(table.placesOf(7)).toEqual([])
  })
})

describe('keyOf', () => {
  it('is the first 48 bits of the SHA-256 of the id', () => {
    expect(keyOf('abc')).toBe(0xba7816bf8f01)
  })
})

describe('decodeBlock', () => {
  const keyAt = (place: number): number => 2 ** (KEY_BYTES * 8) - 1 - place
  const chain = 'a'.repeat(64)
  const block = encodeBlock(keyAt, 3, chain)
  it('reads what encodeBlock wrote', () => {
    const keys = Array.from({ length: BLOCK_ENTRIES }, (_, place) => keyAt(3 * BLOCK_ENTRIES + place))
    expect(decodeBlock(block, chain)).toEqual(Float64Array.from(keys))
  })
  it('believes nothing else', () => {
    const altered = Uint8Array.from(block.keys)
    altered[100] = (altered[100] ?? 0) ^ 1
    expect(decodeBlock({ ...block, keys: altered }, chain)).toBeUndefined()
    expect(decodeBlock(block, 'b'.repeat(64))).toBeUndefined()
    expect(decodeBlock({ ...block, keys: block.keys.subarray(6) }, chain)).toBeUndefined()
    expect(decodeBlock({ digest: undefined, keys: undefined }, chain)).toBeUndefined()
  })
})
