/** Typed columns that grow: numbers side by side, without an object each. */

const SMALLEST = 8

/** A column of numbers. */
export interface Column {
  /** How many numbers it holds. */
  readonly length: () => number
  readonly at: (place: number) => number
  readonly push: (value: number) => void
}

type Numbers = Float64Array | Int32Array

const NO_NUMBERS = new Int32Array(0)

const columnOf = (make: (length: number) => Numbers): Column => {
  let numbers: Numbers = NO_NUMBERS
  let length = 0
  return {
    length: () => length,
    at: (place) => numbers[place] ?? Number.NaN,
    push: (value) => {
      if (length === numbers.length) {
        const grown = make(Math.max(SMALLEST, length + (length >>> 1)))
        grown.set(numbers)
        numbers = grown
      }
      numbers[length] = value
      length += 1
    },
  }
}

/** A column of 64-bit floating-point numbers: instants, ±Infinity among them. */
export const instantColumn = (): Column => columnOf((length) => new Float64Array(length))

/** A column of 32-bit whole numbers: places, sizes, states. */
export const wholeColumn = (): Column => columnOf((length) => new Int32Array(length))

/** The first place whose number is greater than a value, among ascending numbers; their length if there is none. */
export const firstAbove = (numbers: ArrayLike<number>, value: number): number => {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((numbers[middle] ?? Infinity) > value) high = middle
    else low = middle + 1
  }
  return low
}

/** The first place at or after `from` and before `until` for which `isBeyond` holds, where it holds for all later ones; else `until`. */
export const firstPlace = (from: number, until: number, isBeyond: (place: number) => boolean): number => {
  let low = from
  let high = until
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isBeyond(middle)) high = middle
    else low = middle + 1
  }
  return low
}
