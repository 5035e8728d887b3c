/** The latest entries of a log, as many as fit, for followers that keep up. */
import type { Recorded } from '@vacatur/core'

/** The latest entries. */
export interface Window {
  readonly add: (recorded: Recorded, length: number) => void
  /** Those from a place on; undefined where they are not held, or not any more. */
  readonly from: (index: number) => readonly Recorded[] | undefined
  readonly clear: () => void
}

const HELD_ENTRIES = 4096
const HELD_LENGTH = 16 * 1024 * 1024

/** Holds nothing yet. */
export const newWindow = (): Window => {
  let held: { readonly recorded: Recorded; readonly length: number }[] = []
  let length = 0
  return {
    add: (recorded, more) => {
      held.push({ recorded, length: more })
      length += more
      if (held.length <= HELD_ENTRIES && length <= HELD_LENGTH) return
      // Half at a time, so that this is rare.
      held = held.slice(Math.ceil(held.length / 2))
      length = held.reduce((sum, one) => sum + one.length, 0)
    },
    from: (index) => {
      const first = held[0]?.recorded.index
      if (first === undefined || index < first) return undefined
      return held.slice(index - first).map(({ recorded }) => recorded)
    },
    clear: () => {
      held = []
      length = 0
    },
  }
}
