/** Numbers that look random and are the same for the same seed; for campaigns too large for shrinking. */
import { MOVE_KEYS, type Move } from './log.js'

/** Numbers in [0, 1) from a seed (mulberry32). */
export const randomOf = (seed: number): (() => number) => {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A whole number from 0 to `below`, exclusive. */
export const wholeBelow = (random: () => number, below: number): number => Math.floor(random() * below)

/** The largest number of a move, plus one. */
export const MOVE_BOUND = 660

/** A move drawn at random. */
export const randomMove = (random: () => number): Move =>
  Object.fromEntries(MOVE_KEYS.map((key) => [key, wholeBelow(random, MOVE_BOUND)])) as Record<
    keyof Move,
    number
  >
