/**
 * One thing's state over (log size × valid time): rectangles in typed columns, and a flat timeline for the head. What an entry changes
 * is written as the range of valid time that it changes; now and then the whole is, so that a walk back is short.
 */
import { type Column, firstAbove, firstPlace, instantColumn, wholeColumn } from './column.js'

/** A step function of valid time: `states[k]` holds from `bounds[k - 1]` (inclusive) until `bounds[k]` (exclusive). */
export interface Steps {
  /** Ascending. */
  readonly bounds: readonly number[]
  /** One more than there are bounds; neighbours differ. */
  readonly states: readonly number[]
}

/** State 0 at every instant. */
export const NOTHING: Steps = { bounds: [], states: [0] }

/** The history of one thing. */
export interface Track {
  /** Places of its editions in the store, ascending in size. */
  readonly editions: number[]
  /** What holds by the latest edition. */
  head: Steps
  /** How many editions came since the last that states the whole. */
  sinceWhole: number
}

/** Editions of all tracks, in columns: from log size `size` on, over `[from, until)`, the steps from `start` on, `count` bounds. */
export interface EditionStore {
  readonly size: Column
  readonly from: Column
  readonly until: Column
  readonly start: Column
  readonly count: Column
  readonly bounds: Column
  readonly states: Column
}

/** An empty store. */
export const editionStore = (): EditionStore => ({
  size: wholeColumn(),
  from: instantColumn(),
  until: instantColumn(),
  start: wholeColumn(),
  count: wholeColumn(),
  bounds: instantColumn(),
  states: wholeColumn(),
})

/** A track on which nothing is known yet. */
export const emptyTrack = (): Track => ({ editions: [], head: NOTHING, sinceWhole: 0 })

/** The state at an instant. */
const stateOf = ({ bounds, states }: Steps, at: number): number => states[firstAbove(bounds, at)] ?? 0

/** Where two step functions may differ: the number of equal steps from the front, and from the back. */
const sharedEnds = (one: Steps, other: Steps): { readonly front: number; readonly back: number } => {
  const shorter = Math.min(one.bounds.length, other.bounds.length)
  let front = 0
  while (
    front < shorter &&
    one.bounds[front] === other.bounds[front] &&
    one.states[front] === other.states[front]
  ) {
    front += 1
  }
  let back = 0
  const isAlike = (): boolean =>
    one.bounds.at(-1 - back) === other.bounds.at(-1 - back) &&
    one.states.at(-1 - back) === other.states.at(-1 - back)
  while (back < shorter - front && isAlike()) back += 1
  return { front, back }
}

/** Whether two step functions are the same. */
export const isSame = (one: Steps, other: Steps): boolean =>
  one.bounds.length === other.bounds.length &&
  one.states.every((state, place) => state === other.states[place]) &&
  one.bounds.every((bound, place) => bound === other.bounds[place])

/** A walk back passes at most about the square root of the number of steps. */
const isTimeForWhole = ({ sinceWhole, editions }: Track, steps: Steps): boolean =>
  editions.length === 0 || steps.bounds.length <= 8 || sinceWhole * sinceWhole >= steps.bounds.length

/** Writes what holds from log size `size` on; nothing if it is what held before. */
export const edit = (
  store: EditionStore,
  track: Track,
  { size, steps }: { size: number; steps: Steps },
): void => {
  if (isSame(track.head, steps)) return
  const isWhole = isTimeForWhole(track, steps)
  const { front, back } = isWhole ? { front: 0, back: 0 } : sharedEnds(track.head, steps)
  const last = steps.bounds.length - back
  store.size.push(size)
  store.from.push(front === 0 ? -Infinity : (steps.bounds[front - 1] ?? -Infinity))
  store.until.push(back === 0 ? Infinity : (steps.bounds[last] ?? Infinity))
  store.start.push(store.states.length())
  store.count.push(last - front)
  for (let place = front; place <= last; place += 1) {
    store.states.push(steps.states[place] ?? 0)
    store.bounds.push(place === last ? Infinity : (steps.bounds[place] ?? Infinity))
  }
  track.editions.push(store.size.length() - 1)
  track.head = steps
  track.sinceWhole = isWhole ? 0 : track.sinceWhole + 1
}

/** The state at an instant, as known at a log size. */
export const stateAt = (
  store: EditionStore,
  track: Track,
  { size, at }: { size: number; at: number },
): number => {
  const { editions } = track
  const latest = editions.at(-1)
  if (latest === undefined || store.size.at(latest) <= size) return stateOf(track.head, at)
  return stateBefore(store, track, { size, at })
}

/** The state at an instant by an edition before the latest. */
const stateBefore = (
  store: EditionStore,
  { editions }: Track,
  { size, at }: { size: number; at: number },
): number => {
  let place = firstPlace(0, editions.length, (one) => store.size.at(editions[one] ?? 0) > size) - 1
  for (; place >= 0; place -= 1) {
    const edition = editions[place] ?? 0
    if (store.from.at(edition) > at || at >= store.until.at(edition)) continue
    const start = store.start.at(edition)
    const end = start + store.count.at(edition)
    return store.states.at(firstPlace(start, end, (step) => store.bounds.at(step) > at))
  }
  return 0
}

/** Every instant at which the state changed by some edition up to a log size; more than those by the last, which does no harm. */
export const boundsUpTo = (store: EditionStore, { editions }: Track, size: number): readonly number[] => {
  const until = firstPlace(0, editions.length, (one) => store.size.at(editions[one] ?? 0) > size)
  return editions.slice(0, until).flatMap((edition) => {
    const start = store.start.at(edition)
    const inside = Array.from({ length: store.count.at(edition) }, (_, step) => store.bounds.at(start + step))
    return [store.from.at(edition), ...inside, store.until.at(edition)].filter(Number.isFinite)
  })
}
