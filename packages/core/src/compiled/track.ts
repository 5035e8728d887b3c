/**
 * One thing's state over (log size × valid time): rectangles in typed columns, and a flat timeline for the head. What an entry changes
 * is written as the range of valid time that it changes; now and then the whole is, so that a walk back is short.
 */
import { type Column, firstAbove, firstPlace, instantColumn, SCORE, wholeColumn } from './column.js'
import type { Stretch } from './stretch.js'

/** A step function of valid time: `states[k]` holds from `bounds[k - 1]` (inclusive) until `bounds[k]` (exclusive). */
interface Steps {
  /** Ascending. */
  readonly bounds: number[]
  /** One more than there are bounds; the first is 0, and neighbours differ. */
  readonly states: number[]
}

/** A step function from some step on: `states[k]` holds from `bounds[k]`; the `place` steps before stay as they were. */
export interface Tail {
  readonly place: number
  readonly bounds: readonly number[]
  readonly states: readonly number[]
}

/** State 0 at every instant. */
export const NOTHING: Tail = { place: 0, bounds: [], states: [] }

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
export const emptyTrack = (): Track => ({
  editions: [],
  head: { bounds: [], states: [0] },
  sinceWhole: 0,
})

/** The state at an instant. */
const stateOf = ({ bounds, states }: Steps, at: number): number => states[firstAbove(bounds, at)] ?? 0

/** Whether the steps end as a tail does. */
const endsIn = ({ bounds, states }: Steps, tail: Tail): boolean =>
  bounds.length === tail.place + tail.bounds.length &&
  tail.bounds.every((bound, step) => bound === bounds[tail.place + step]) &&
  tail.states.every((state, step) => state === states[tail.place + step + 1])

/** How many steps from `place` on are the same in a tail. */
const sharedFront = ({ bounds, states }: Steps, tail: Tail): number => {
  let front = 0
  while (
    front < tail.bounds.length &&
    bounds[tail.place + front] === tail.bounds[front] &&
    states[tail.place + front + 1] === tail.states[front]
  ) {
    front += 1
  }
  return front
}

/** How many steps from the end are the same, none of them among `front` after the place. */
const sharedBack = ({ bounds, states }: Steps, tail: Tail, front: number): number => {
  const most = Math.min(bounds.length - tail.place, tail.bounds.length) - front
  let back = 0
  while (
    back < most &&
    bounds.at(-1 - back) === tail.bounds.at(-1 - back) &&
    states.at(-1 - back) === tail.states.at(-1 - back)
  ) {
    back += 1
  }
  return back
}

/** A walk back passes at most about twice the square root of the number of steps. */
const isTimeForWhole = ({ sinceWhole, editions, head }: Track): boolean =>
  editions.length === 0 || sinceWhole * sinceWhole >= 4 * head.bounds.length

/** Writes the steps from `first` to `last` (inclusive) of a head as an edition. */
const write = (
  store: EditionStore,
  { bounds, states }: Steps,
  { size, first, last }: { readonly size: number; readonly first: number; readonly last: number },
): number => {
  store.size.push(size)
  store.from.push(first === 0 ? -Infinity : (bounds[first - 1] ?? -Infinity))
  store.until.push(bounds[last] ?? Infinity)
  store.start.push(store.states.length)
  store.count.push(last - first)
  for (let place = first; place <= last; place += 1) {
    store.states.push(states[place] ?? 0)
    store.bounds.push(place === last ? Infinity : (bounds[place] ?? Infinity))
  }
  return store.size.length - 1
}

/** The steps with another tail; long ones are changed where they are. */
const withTail = (head: Steps, { place, bounds, states }: Tail): Steps => {
  if (place + bounds.length < SCORE) {
    return {
      bounds: [...head.bounds.slice(0, place), ...bounds],
      states: [...head.states.slice(0, place + 1), ...states],
    }
  }
  head.bounds.length = place
  head.states.length = place + 1
  for (const bound of bounds) head.bounds.push(bound)
  for (const state of states) head.states.push(state)
  return head
}

/** Writes how the steps go on from log size `size` on; nothing if they do so already. */
export const edit = (
  store: EditionStore,
  track: Track,
  { size, tail }: { size: number; tail: Tail },
): void => {
  const { head, editions } = track
  if (endsIn(head, tail)) return
  const front = sharedFront(head, tail)
  const back = sharedBack(head, tail, front)
  track.head = withTail(head, tail)
  const isWhole = isTimeForWhole(track)
  const { length } = track.head.bounds
  const first = isWhole ? 0 : tail.place + front
  const last = isWhole ? length : length - back
  editions.push(write(store, track.head, { size, first, last }))
  track.sinceWhole = isWhole ? 0 : track.sinceWhole + 1
}

/** Narrows a stretch to where the head stays as it is. */
export const narrowByHead = ({ head: { bounds } }: Track, stretch: Stretch): void => {
  const next = firstAbove(bounds, stretch.at)
  stretch.turn(bounds[next - 1] ?? -Infinity)
  stretch.turn(bounds[next] ?? Infinity)
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
