/** Wakes whoever waits in this process for something to happen to a log. */

/** A bell: rung by the log, heard by its followers. */
export interface Bell {
  readonly ring: () => void
  /** How often it was rung. */
  readonly rings: () => number
  /** Calls back at every ring from now on, until the returned function is called. */
  readonly listen: (heard: () => void) => () => void
}

/** A bell that nobody listens to yet. */
export const newBell = (): Bell => {
  const listeners = new Set<() => void>()
  let rings = 0
  return {
    ring: () => {
      rings += 1
      for (const heard of listeners) heard()
    },
    rings: () => rings,
    listen: (heard) => {
      listeners.add(heard)
      return () => {
        listeners.delete(heard)
      }
    },
  }
}
