/** The walk over a compiled ruleset: no objects, no strings, nothing allocated on the way. */
import { CHOICE, LESS, LESS_OR_EQUAL, NOTE, type Program } from './emit.js'
import { type EncodedFacts, LEFT_OUT } from './slots.js'

/** No rule holds. */
export const NO_RULE = -1

/** Facts that were left out matter. */
export const MISSING_FACT = -2

const concluded = (bits: Int32Array, end: number, noted: number): number => {
  const rule = ~end
  const isNone = rule === bits.length
  if (noted === 0) return isNone ? NO_RULE : rule
  return !isNone && noted === bits[rule] ? rule : MISSING_FACT
}

/** Indexes never leave their arrays, so `?? 0` is for the type only, here and below. */
const afterComparing = (code: Int32Array, at: number, facts: EncodedFacts): number => {
  const word = code[at] ?? 0
  const operation = word & 7
  const one = facts[word >> 3] ?? 0
  const other = facts[code[at + 1] ?? 0] ?? 0
  if (one === LEFT_OUT || other === LEFT_OUT) return code[at + 4] ?? 0
  if (operation === LESS) return (one < other ? code[at + 2] : code[at + 3]) ?? 0
  if (operation === LESS_OR_EQUAL) return (one <= other ? code[at + 2] : code[at + 3]) ?? 0
  const isEqual = one === other || (Number.isNaN(one) && Number.isNaN(other))
  return (isEqual ? code[at + 2] : code[at + 3]) ?? 0
}

/** Decides on encoded facts: the place in the walk of the rule that speaks, or `NO_RULE`, or `MISSING_FACT`. */
export const deciderOf =
  ({ code, entry, bits }: Program): ((facts: EncodedFacts) => number) =>
  (facts) => {
    let at = entry
    let noted = 0
    while (at >= 0) {
      const word = code[at] ?? 0
      const operation = word & 7
      if (operation === CHOICE) at = code[at + 1 + ((facts[word >> 3] ?? 0) | 0)] ?? 0
      else if (operation === NOTE) {
        noted |= word >> 3
        at = code[at + 1] ?? 0
      } else at = afterComparing(code, at, facts)
    }
    return concluded(bits, at, noted)
  }

/**
 * The same, and writes down the way taken: `trace[0]` is the number of nodes passed, behind it the place of each in the program's code.
 * `trace` has room for `longest + 1` numbers.
 */
export const tracerOf =
  ({ code, entry, bits }: Program): ((facts: EncodedFacts, trace: Int32Array) => number) =>
  (facts, trace) => {
    let at = entry
    let noted = 0
    let passed = 0
    while (at >= 0) {
      passed += 1
      trace[passed] = at
      const word = code[at] ?? 0
      const operation = word & 7
      if (operation === CHOICE) at = code[at + 1 + ((facts[word >> 3] ?? 0) | 0)] ?? 0
      else if (operation === NOTE) {
        noted |= word >> 3
        at = code[at + 1] ?? 0
      } else at = afterComparing(code, at, facts)
    }
    trace[0] = passed
    return concluded(bits, at, noted)
  }
