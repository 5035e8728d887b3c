/** What the commands are given beside their arguments. */
import type { Ended } from './exit.js'
import type { Surroundings } from './surroundings.js'

/** Hands on what a command comes to. */
export interface ProgramContext {
  readonly surroundings: Surroundings
  readonly version: string
  readonly end: (ended: Ended) => void
}
