/** Places by key, in some twenty bytes a key: a hash table of numbers alone, which looks the keys up where the places point. */

/** Groups of places; most have one member. */
export interface Groups {
  /** Adds a place to the group of a key. */
  readonly add: (key: string, place: number) => void
  /** The places of a key, in the order of the groups; none if there are none. */
  readonly of: (key: string) => readonly number[]
  /** The place of a key that has just one; undefined where it has none or several. */
  readonly only: (key: string) => number | undefined
}

/** How a table finds its keys again, and in which order the places of a group stand: that of adding, if nothing else is said. */
export interface Grouping {
  readonly isKeyOf: (key: string, place: number) => boolean
  readonly compare?: (one: number, other: number) => number
}

const EMPTY = -1
/** A slot holds a place, or `EMPTY`, or this less the number of a group of several. */
const SEVERAL = -2
const SMALLEST = 16
const NONE: readonly number[] = []

/** FNV-1a over UTF-16 code units, mixed once more, since keys of one log are much alike. */
const hashOf = (key: string): number => {
  let hash = 0x811c9dc5
  for (let place = 0; place < key.length; place += 1)
    hash = Math.imul(hash ^ key.charCodeAt(place), 0x01000193)
  hash ^= hash >>> 15
  return Math.imul(hash, 0x2c1b3c6d) | 0
}

const insert = (group: number[], place: number, compare: Grouping['compare']): void => {
  const before = compare === undefined ? -1 : group.findIndex((other) => compare(place, other) < 0)
  group.splice(before === -1 ? group.length : before, 0, place)
}

/** What stands in each slot, beside the hash of its key. A power of two of slots, at most three quarters of them taken. */
interface Slots {
  readonly held: Int32Array
  readonly hashes: Int32Array
}

const emptySlots = (length: number): Slots => ({
  held: new Int32Array(length).fill(EMPTY),
  hashes: new Int32Array(length),
})

/** Puts something into the first free slot for its hash. */
const put = ({ held, hashes }: Slots, hash: number, what: number): void => {
  const mask = held.length - 1
  let slot = hash & mask
  while (held[slot] !== EMPTY) slot = (slot + 1) & mask
  held[slot] = what
  hashes[slot] = hash
}

/** What every table starts with: one slot, which is never taken. */
const NO_SLOTS = emptySlots(1)

const doubled = ({ held, hashes }: Slots): Slots => {
  const slots = emptySlots(Math.max(SMALLEST, held.length * 2))
  for (const [slot, what] of held.entries()) if (what !== EMPTY) put(slots, hashes[slot] ?? 0, what)
  return slots
}

const slotTable = (isKeyAt: (key: string, held: number) => boolean) => {
  let slots = NO_SLOTS
  let used = 0
  return {
    /** The slot of a key; -1 if it has none. */
    find: (key: string, hash: number): number => {
      const { held, hashes } = slots
      const mask = held.length - 1
      for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
        const what = held[slot] ?? EMPTY
        if (what === EMPTY) return -1
        if (hashes[slot] === hash && isKeyAt(key, what)) return slot
      }
    },
    heldAt: (slot: number): number => slots.held[slot] ?? EMPTY,
    replace: (slot: number, what: number): void => {
      slots.held[slot] = what
    },
    take: (hash: number, what: number): void => {
      used += 1
      if (used * 4 > slots.held.length * 3) slots = doubled(slots)
      put(slots, hash, what)
    },
  }
}

/** An empty table. */
export const groupsBy = ({ isKeyOf, compare }: Grouping): Groups => {
  const several: number[][] = []
  const groupAt = (held: number): number[] | undefined => several[SEVERAL - held]
  const slots = slotTable((key, held) => isKeyOf(key, held >= 0 ? held : (groupAt(held)?.[0] ?? EMPTY)))
  const heldBy = (key: string): number => {
    const slot = slots.find(key, hashOf(key))
    return slot === -1 ? EMPTY : slots.heldAt(slot)
  }
  return {
    add: (key, place) => {
      const hash = hashOf(key)
      const slot = slots.find(key, hash)
      if (slot === -1) {
        slots.take(hash, place)
        return
      }
      const held = slots.heldAt(slot)
      const group = groupAt(held) ?? [held]
      insert(group, place, compare)
      if (held >= 0) slots.replace(slot, SEVERAL - (several.push(group) - 1))
    },
    of: (key) => {
      const held = heldBy(key)
      return held >= 0 ? [held] : (groupAt(held) ?? NONE)
    },
    only: (key) => {
      const held = heldBy(key)
      return held >= 0 ? held : undefined
    },
  }
}
