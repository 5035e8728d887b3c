/** Sets of half-open intervals `[from, until)` on the line of instants. Pure arithmetic; knows nothing of law. */

/** `from` inclusive, `until` exclusive, epoch milliseconds; ±Infinity where there is no bound. `from < until`. */
export interface Interval {
  readonly from: number
  readonly until: number
}

/** Disjoint intervals in ascending order; neighbours that touch are merged. */
export type IntervalSet = readonly Interval[]

/** No instant at all. */
export const NEVER: IntervalSet = []

/** Every instant. */
export const ALWAYS: IntervalSet = [{ from: -Infinity, until: Infinity }]

/** The set of one interval; empty when `until` is not after `from`. */
export const interval = (from: number, until: number): IntervalSet =>
  from < until ? [{ from, until }] : NEVER

/** Every instant that is in at least one of the sets. */
export const union = (sets: readonly IntervalSet[]): IntervalSet => {
  const merged: Interval[] = []
  for (const next of sets.flat().toSorted((a, b) => a.from - b.from || a.until - b.until)) {
    const last = merged.at(-1)
    if (last === undefined || next.from > last.until) merged.push(next)
    else if (next.until > last.until) merged[merged.length - 1] = { from: last.from, until: next.until }
  }
  return merged
}

/** What is left of one piece; the holes are in ascending order, and those before `first` do not reach it. */
const cut = (piece: Interval, taken: IntervalSet, first: number): readonly Interval[] => {
  const left: Interval[] = []
  let { from } = piece
  for (let place = first; place < taken.length; place += 1) {
    const hole = taken[place]
    if (hole === undefined || hole.from >= piece.until) break
    left.push(...interval(from, hole.from))
    from = Math.max(from, hole.until)
  }
  return [...left, ...interval(from, piece.until)]
}

/** Every instant of `from` that is not in `taken`; in one pass, since a designation may have been litigated for years. */
export const subtract = (from: IntervalSet, taken: IntervalSet): IntervalSet => {
  let first = 0
  return from.flatMap((piece) => {
    while ((taken[first]?.until ?? Infinity) <= piece.from) first += 1
    return cut(piece, taken, first)
  })
}

/** True when the instant is in the set: at `from` it is, at `until` it is not. */
export const contains = (set: IntervalSet, instant: number): boolean =>
  set.some(({ from, until }) => from <= instant && instant < until)

/** True when the set goes on for ever. */
export const hasNoEnd = (set: IntervalSet): boolean => set.at(-1)?.until === Infinity

/** The finite bounds of the set, ascending: the instants at which membership changes. */
export const boundsOf = (set: IntervalSet): readonly number[] =>
  set.flatMap(({ from, until }) => [from, until]).filter(Number.isFinite)
