/** The machine's clock: the only place that reads it. Instants out, in the core's epoch milliseconds. */
import { type Instant as CoreInstant, instantOf, instantOfMs, textOf } from '@vacatur/core'
import type { Timer } from '@vacatur/core'

/** Epoch milliseconds, an integer. */
export type Instant = CoreInstant

/** Something that tells the time: the machine, or in a test whatever the test wants. */
export type Clock = () => Instant

/** Instants: now, from text, to text. */
export const Instant = {
  /** What the machine's clock shows. It may go back when the clock is set; logs cope with that. */
  now: (): Instant => Date.now() as Instant,
  /** Reads fixed-width UTC text, `2021-03-15T13:30:00.000Z`; the error says what is accepted. */
  parse: instantOf,
  /** Epoch milliseconds as an instant; the error names the bounds. */
  ofMs: instantOfMs,
  /** The fixed-width UTC text of an instant. */
  format: textOf,
} as const

/** Milliseconds by a clock that never goes back, from some start: for measuring how long something takes. */
export const elapsedMs = (): number => performance.now()

/** The time of this process, for logs to hand on: the core has none of its own. Its pauses do not keep a process alive. */
export const processTimer: Timer = {
  elapsedMs,
  pause: async (ms) =>
    new Promise((resolve) => {
      setTimeout(resolve, ms).unref()
    }),
}
