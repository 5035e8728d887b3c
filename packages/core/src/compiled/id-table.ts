/** From an entry's id to its place, in some ten bytes an entry: a hash table of places alone, which looks the ids up in the entries. */

const EMPTY = -1
const SMALLEST = 64

/** FNV-1a over UTF-16 code units, mixed once more, since ids of one log are much alike. */
const hashOf = (id: string): number => {
  let hash = 0x811c9dc5
  for (let place = 0; place < id.length; place += 1) hash = Math.imul(hash ^ id.charCodeAt(place), 0x01000193)
  hash ^= hash >>> 15
  return Math.imul(hash, 0x2c1b3c6d) >>> 0
}

/** A table of the places of ids. */
export interface IdTable {
  /** The place of an id; undefined if it has none. */
  readonly find: (id: string) => number | undefined
  /** Adds a place whose id has none yet. */
  readonly add: (place: number) => void
}

/** An empty table; `idAt` gives the id at a place that was added. */
export const idTableOf = (idAt: (place: number) => string): IdTable => {
  let slots = new Int32Array(SMALLEST).fill(EMPTY)
  let used = 0

  const slotOf = (id: string): number => {
    const mask = slots.length - 1
    let slot = hashOf(id) & mask
    for (;;) {
      const place = slots[slot] ?? EMPTY
      if (place === EMPTY || idAt(place) === id) return slot
      slot = (slot + 1) & mask
    }
  }

  const grow = (): void => {
    const old = slots
    slots = new Int32Array(old.length * 2).fill(EMPTY)
    for (const place of old) if (place !== EMPTY) slots[slotOf(idAt(place))] = place
  }

  return {
    find: (id) => {
      const place = slots[slotOf(id)] ?? EMPTY
      return place === EMPTY ? undefined : place
    },
    add: (place) => {
      used += 1
      if (used * 2 > slots.length) grow()
      slots[slotOf(idAt(place))] = place
    },
  }
}
