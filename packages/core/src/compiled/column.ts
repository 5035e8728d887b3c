/** Typed columns that grow: numbers side by side, without an object each. */

const SMALLEST = 8

/** A plain array that grows takes room for some score more; where most stay smaller than this, they are better written anew. */
export const SCORE = 20

type Numbers = Float64Array | Int32Array

const NO_NUMBERS = new Int32Array(0)

/** A column of numbers. A class, because a method is compiled into its callers where a closure for each column would be called. */
export class Column {
  /** How many numbers it holds. */
  length = 0
  private numbers: Numbers = NO_NUMBERS
  private readonly make: (length: number) => Numbers

  constructor(make: (length: number) => Numbers) {
    this.make = make
  }

  at(place: number): number {
    return this.numbers[place] ?? Number.NaN
  }

  push(value: number): void {
    if (this.length === this.numbers.length) {
      const grown = this.make(Math.max(SMALLEST, this.length + (this.length >>> 1)))
      grown.set(this.numbers)
      this.numbers = grown
    }
    this.numbers[this.length] = value
    this.length += 1
  }

  /** Puts another number where one is. */
  put(place: number, value: number): void {
    this.numbers[place] = value
  }
}

/** A column of 64-bit floating-point numbers: instants, ±Infinity among them. */
export const instantColumn = (): Column => new Column((length) => new Float64Array(length))

/** A column of 32-bit whole numbers: places, sizes, states. */
export const wholeColumn = (): Column => new Column((length) => new Int32Array(length))

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
