/** What the index keeps of designations and of the ties by which they reach companies: columns, since there are many. */
import { type Column, firstPlace, instantColumn, wholeColumn } from './column.js'
import type { ProgramNode } from './program.js'
import type { Track } from './track.js'

/** Designations by number, in log order. */
export interface Designations {
  readonly position: Column
  /** Of each in the log. */
  readonly index: Column
  /** From when each takes effect. */
  readonly listedAt: Column
  readonly program: ProgramNode[]
  /** Null while nothing has acted on one and it was not retracted: it is then designated from `listedAt` on. */
  readonly track: (Track | null)[]
  /** The number of the designation at a position; undefined where none is. */
  readonly numberAt: (position: number) => number | undefined
}

/** Ties by number: each a designation as it reaches a company, named itself or matched. */
export interface Ties {
  readonly designation: Column
  /** The position of the match; -1 where the designation names the company itself. */
  readonly match: Column
  /** From when a match takes effect; -Infinity where there is none. */
  readonly matchedAt: Column
}

/** No designations. */
export const newDesignations = (): Designations => {
  const position = wholeColumn()
  return {
    position,
    index: wholeColumn(),
    listedAt: instantColumn(),
    program: [],
    track: [],
    numberAt: (sought) => {
      const number = firstPlace(0, position.length, (place) => position.at(place) >= sought)
      return number < position.length && position.at(number) === sought ? number : undefined
    },
  }
}

/** No ties. */
export const newTies = (): Ties => ({
  designation: wholeColumn(),
  match: wholeColumn(),
  matchedAt: instantColumn(),
})
