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
const afterChoice = (code: Int32Array, at: number, value: number): number => {
  // The processor foresees a branch, but not an address: so the first values are compared, not counted on.
  if (value === 0) return code[at + 1] ?? 0
  if (value === 1) return code[at + 2] ?? 0
  return code[at + 1 + (value | 0)] ?? 0
}

const afterEqual = (code: Int32Array, at: number, facts: EncodedFacts): number => {
  const one = facts[(code[at] ?? 0) >> 3] ?? 0
  const other = facts[code[at + 1] ?? 0] ?? 0
  if (one === LEFT_OUT || other === LEFT_OUT) return code[at + 4] ?? 0
  const isEqual = one === other || (Number.isNaN(one) && Number.isNaN(other))
  return (isEqual ? code[at + 2] : code[at + 3]) ?? 0
}

/** What was left out is greater than all else, so most comparisons need not ask whether it was. */
const afterOrder = (code: Int32Array, at: number, facts: EncodedFacts): number => {
  const word = code[at] ?? 0
  const one = facts[word >> 3] ?? 0
  const other = facts[code[at + 1] ?? 0] ?? 0
  const holds = (word & 7) === LESS ? one < other : one <= other
  if (holds) return (other === LEFT_OUT ? code[at + 4] : code[at + 2]) ?? 0
  return (one === LEFT_OUT || other === LEFT_OUT ? code[at + 4] : code[at + 3]) ?? 0
}

/** Where a question leads on. */
const after = (code: Int32Array, at: number, facts: EncodedFacts): number => {
  const word = code[at] ?? 0
  const operation = word & 7
  if (operation === CHOICE) return afterChoice(code, at, facts[word >> 3] ?? 0)
  return operation === LESS || operation === LESS_OR_EQUAL
    ? afterOrder(code, at, facts)
    : afterEqual(code, at, facts)
}

/** Decides on encoded facts: the place in the walk of the rule that speaks, or `NO_RULE`, or `MISSING_FACT`. */
export const deciderOf =
  ({ code, entry, bits }: Program): ((facts: EncodedFacts) => number) =>
  (facts) => {
    let at = entry
    let noted = 0
    while (at >= 0) {
      const word = code[at] ?? 0
      if ((word & 7) === NOTE) {
        noted |= word >> 3
        at = code[at + 1] ?? 0
      } else at = after(code, at, facts)
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
      if ((word & 7) === NOTE) {
        noted |= word >> 3
        at = code[at + 1] ?? 0
      } else at = after(code, at, facts)
    }
    trace[0] = passed
    return concluded(bits, at, noted)
  }
