/**
 * At which places an id may be: a hash table of 48-bit keys in flat arrays, about 16 to 32 bytes an entry. Two ids may share a key, so
 * every place it names has still to be looked at; a place that it does not name does not have the id.
 */
import { sha256Hex } from '../shared/hash.js'

/** The bytes of a key where keys are stored. */
export const KEY_BYTES = 6

/** The key of an id: the first 48 bits of its SHA-256. */
export const keyOf = (id: string): number => Number.parseInt(sha256Hex(id).slice(0, KEY_BYTES * 2), 16)

/** The places of ids, by their keys. */
export interface IdTable {
  /** How many keys were added: the place that the next one gets. */
  readonly size: () => number
  /** Makes room for so many keys at once; without that, room is made as they come. */
  readonly reserve: (capacity: number) => void
  readonly add: (key: number) => void
  readonly keyAt: (place: number) => number
  /** The places whose ids have this key, in no particular order. */
  readonly placesOf: (key: number) => readonly number[]
}

const EMPTY = 0
const FIRST_CAPACITY = 1024
const SLOTS_PER_KEY = 2

/** Puts a place into the first free slot after the one that its key names. */
const settle = (slots: Uint32Array, key: number, place: number): void => {
  const mask = slots.length - 1
  let slot = key & mask
  while (slots[slot] !== EMPTY) slot = (slot + 1) & mask
  slots[slot] = place + 1
}

/** An empty table. */
export const newIdTable = (): IdTable => {
  let size = 0
  let keys = new Float64Array(FIRST_CAPACITY)
  let slots = new Uint32Array(FIRST_CAPACITY * SLOTS_PER_KEY)
  const growTo = (capacity: number): void => {
    let length = keys.length
    while (length < capacity) length *= 2
    if (length === keys.length) return
    const larger = new Float64Array(length)
    larger.set(keys)
    keys = larger
    slots = new Uint32Array(length * SLOTS_PER_KEY)
    for (let place = 0; place < size; place += 1) settle(slots, keys[place] ?? 0, place)
  }
  return {
    size: () => size,
    reserve: growTo,
    add: (key) => {
      growTo(size + 1)
      keys[size] = key
      settle(slots, key, size)
      size += 1
    },
    keyAt: (place) => keys[place] ?? 0,
    placesOf: (key) => {
      const mask = slots.length - 1
      const places: number[] = []
      for (let slot = key & mask; slots[slot] !== EMPTY; slot = (slot + 1) & mask) {
        const place = (slots[slot] ?? 0) - 1
        if (keys[place] === key) places.push(place)
      }
      return places
    },
  }
}
