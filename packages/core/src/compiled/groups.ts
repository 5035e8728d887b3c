/** Places by key: a hash table in columns, which takes some twenty bytes a key besides the key itself. */
import { SCORE } from './column.js'

const EMPTY = -1
/** A slot holds a place, or `EMPTY`, or this less the number of a group of several. */
const SEVERAL = -2
const SMALLEST = 16
const NONE: readonly number[] = []
/** What divides a hash, taken as unsigned, down to less than one. */
const PER_HASH = 2 ** -32

/** FNV-1a over UTF-16 code units, mixed once more, since keys of one log are much alike. */
const hashOf = (key: string): number => {
  let hash = 0x811c9dc5
  for (let place = 0; place < key.length; place += 1)
    hash = Math.imul(hash ^ key.charCodeAt(place), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return hash ^ (hash >>> 13)
}

/** The group with a place put in where it belongs. */
const inserted = (group: number[], place: number, compare: Compare | undefined): number[] => {
  const before = compare === undefined ? -1 : group.findIndex((other) => compare(place, other) < 0)
  const at = before === -1 ? group.length : before
  // Most groups stay at two or three.
  if (group.length < SCORE) return group.toSpliced(at, 0, place)
  group.splice(at, 0, place)
  return group
}

/** In which order the places of a group stand. */
type Compare = (one: number, other: number) => number

/** How a table is kept. */
export interface Grouping {
  /** In which order the places of a group stand; in that of adding, if nothing else is said. */
  readonly compare?: Compare
  /** Finds the key of a place where it stands, so that the table need not hold it: for keys that are seldom asked for. */
  readonly keyAt?: (place: number) => string | undefined
}

/** Groups of places by key; most have one member. */
export class Groups {
  /** By slot, one after the other: what it holds, and the hash of its key. At most seven eighths of the slots are taken. */
  private slots = new Int32Array(0)
  /** By slot, the key; empty where keys are found elsewhere. */
  private keys: string[] = []
  private length = 0
  private taken = 0
  private readonly several: number[][] = []
  private readonly compare: Compare | undefined
  private readonly keyAt: Grouping['keyAt']

  /** No places yet. */
  constructor({ compare, keyAt }: Grouping = {}) {
    this.compare = compare
    this.keyAt = keyAt
  }

  /** Adds a place to the group of a key. */
  add(key: string, place: number): void {
    if (this.taken * 8 >= this.length * 7) this.grow()
    const hash = hashOf(key)
    const slot = this.find(key, hash)
    const held = this.slots[slot * 2] ?? EMPTY
    if (held === EMPTY) {
      this.taken += 1
      this.put(slot, { held: place, hash, key })
      return
    }
    const group = inserted(this.several[SEVERAL - held] ?? [held], place, this.compare)
    if (held >= 0) this.slots[slot * 2] = SEVERAL - (this.several.push(group) - 1)
    else this.several[SEVERAL - held] = group
  }

  /** The places of a key, in the order of the groups; none if there are none. */
  of(key: string): readonly number[] {
    const held = this.heldBy(key)
    return held >= 0 ? [held] : (this.several[SEVERAL - held] ?? NONE)
  }

  /** The place of a key that has just one; undefined where it has none or several. */
  only(key: string): number | undefined {
    const held = this.heldBy(key)
    return held >= 0 ? held : undefined
  }

  private heldBy(key: string): number {
    return this.taken === 0 ? EMPTY : (this.slots[this.find(key, hashOf(key)) * 2] ?? EMPTY)
  }

  /** The slot of a key; the free one for it where it has none. */
  private find(key: string, hash: number): number {
    const { slots, length } = this
    let slot = Math.floor((hash >>> 0) * PER_HASH * length)
    while (slots[slot * 2] !== EMPTY && !(slots[slot * 2 + 1] === hash && this.keyIn(slot) === key)) {
      slot = slot + 1 === length ? 0 : slot + 1
    }
    return slot
  }

  private keyIn(slot: number): string | undefined {
    if (this.keyAt === undefined) return this.keys[slot]
    const held = this.slots[slot * 2] ?? EMPTY
    return this.keyAt(held >= 0 ? held : (this.several[SEVERAL - held]?.[0] ?? EMPTY))
  }

  private put(slot: number, { held, hash, key }: { held: number; hash: number; key: string }): void {
    this.slots[slot * 2] = held
    this.slots[slot * 2 + 1] = hash
    if (this.keyAt === undefined) this.keys[slot] = key
  }

  private grow(): void {
    const { slots, keys, length } = this
    this.length = Math.max(SMALLEST, length + (length >>> 1))
    this.slots = new Int32Array(this.length * 2).fill(EMPTY)
    if (this.keyAt === undefined) this.keys = Array<string>(this.length).fill('')
    for (let slot = 0; slot < length; slot += 1) {
      const held = slots[slot * 2] ?? EMPTY
      const hash = slots[slot * 2 + 1] ?? 0
      if (held !== EMPTY) this.put(this.free(hash), { held, hash, key: keys[slot] ?? '' })
    }
  }

  /** The first free slot for a hash. */
  private free(hash: number): number {
    const { slots, length } = this
    let slot = Math.floor((hash >>> 0) * PER_HASH * length)
    while (slots[slot * 2] !== EMPTY) slot = slot + 1 === length ? 0 : slot + 1
    return slot
  }
}
