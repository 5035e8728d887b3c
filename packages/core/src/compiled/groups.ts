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

/** A table of slots at most three quarters full: what stands in a slot, beside the hash of its key. */
const slotTable = (isKeyAt: (key: string, held: number) => boolean) => {
  let held = new Int32Array(SMALLEST).fill(EMPTY)
  let hashes = new Int32Array(SMALLEST)
  let used = 0

  const freeSlot = (hash: number): number => {
    const mask = held.length - 1
    let slot = hash & mask
    while (held[slot] !== EMPTY) slot = (slot + 1) & mask
    return slot
  }

  const grow = (): void => {
    const before = { held, hashes }
    held = new Int32Array(before.held.length * 2).fill(EMPTY)
    hashes = new Int32Array(held.length)
    for (let slot = 0; slot < before.held.length; slot += 1) {
      const what = before.held[slot] ?? EMPTY
      if (what === EMPTY) continue
      const hash = before.hashes[slot] ?? 0
      const free = freeSlot(hash)
      held[free] = what
      hashes[free] = hash
    }
  }

  return {
    /** The slot of a key; -1 if it has none. */
    find: (key: string, hash: number): number => {
      const mask = held.length - 1
      for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
        const what = held[slot] ?? EMPTY
        if (what === EMPTY) return -1
        if (hashes[slot] === hash && isKeyAt(key, what)) return slot
      }
    },
    heldAt: (slot: number): number => held[slot] ?? EMPTY,
    replace: (slot: number, what: number): void => {
      held[slot] = what
    },
    take: (hash: number, what: number): void => {
      used += 1
      if (used * 4 > held.length * 3) grow()
      const slot = freeSlot(hash)
      held[slot] = what
      hashes[slot] = hash
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
