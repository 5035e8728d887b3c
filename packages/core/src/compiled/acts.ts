/** The acts of a log at its head: who acts on whom, what is visible, what is in force. Told one entry at a time. */
import { msOfEntryInstant } from '../entry/field.js'
import { targetsOf } from '../entry/targets.js'
import { isAbInitio, spanOf, suppresses } from '../force/force.js'
import type { Recorded } from '../log/recorded.js'
import { ALWAYS, hasNoEnd, type IntervalSet, NEVER, subtract, union } from '../time/interval-set.js'
import { firstPlace } from './column.js'
import { Groups } from './groups.js'
import { retractionsOf } from './retractions.js'

/** The acts of a log. Entries are named by their position here: 0, 1, 2 … in log order. */
export interface Acts {
  readonly entries: readonly Recorded[]
  readonly find: (id: string) => number | undefined
  /** The positions of the entries that act on one, visible or not, in log order. */
  readonly actingOn: (position: number) => readonly number[]
  /** The positions of the entries that one acts on. */
  readonly targets: (position: number) => readonly number[]
  /** Whether one entry acts on another, visible or not. */
  readonly isOn: (act: number, position: number) => boolean
  readonly isVisibleAt: (position: number, size: number) => boolean
  readonly isVisible: (position: number) => boolean
  /** At the head, by everything told so far; not of designations. */
  readonly forceOf: (position: number) => IntervalSet
  readonly reachOf: (position: number) => IntervalSet
  /**
   * Takes the next entry, and answers whose force, visibility or acts may be others now: what it acts on, what that acts on, and so
   * on; never itself.
   */
  readonly take: (recorded: Recorded) => Changes
}

/** Positions, each with the instant of valid time from which on (inclusive) something may have changed for it. */
export type Changes = ReadonlyMap<number, number>

const NO_CHANGES: Changes = new Map()

/** How many entries the log has, as far as the acts were told. */
export const logSize = ({ entries }: Acts): number => (entries.at(-1)?.index ?? -1) + 1

/** The log size at a recorded instant (inclusive). */
export const logSizeAt = ({ entries }: Acts, knownAt: number): number =>
  firstPlace(0, entries.length, (place) => (entries[place]?.recordedAt ?? Infinity) > knownAt)

const NONE: readonly number[] = []

/** Where two sets begin to differ; `Infinity` if they do not. */
const firstDifference = (one: IntervalSet, other: IntervalSet): number => {
  for (let place = 0; place < Math.max(one.length, other.length); place += 1) {
    const [a, b] = [one[place], other[place]]
    if (a?.from !== b?.from) return Math.min(a?.from ?? Infinity, b?.from ?? Infinity)
    if (a?.until !== b?.until) return Math.min(a?.until ?? Infinity, b?.until ?? Infinity)
  }
  return Infinity
}

const lower = (instants: Map<number, number>, position: number, from: number): void => {
  instants.set(position, Math.min(from, instants.get(position) ?? Infinity))
}

/** Positions by position; those of most are one, which stands for itself. */
type PositionsBy = Map<number, number | number[]>

const addTo = (groups: PositionsBy, key: number, place: number): void => {
  const group = groups.get(key)
  if (group === undefined) groups.set(key, place)
  else if (typeof group === 'number') groups.set(key, [group, place])
  else group.push(place)
}

const positionsIn = (groups: PositionsBy, key: number): readonly number[] => {
  const group = groups.get(key) ?? NONE
  return typeof group === 'number' ? [group] : group
}

interface Targeting {
  readonly entryAt: (position: number) => Recorded
  readonly targets: (position: number) => readonly number[]
  readonly actingOn: (position: number) => readonly number[]
  readonly isVisible: (position: number) => boolean
}

interface Forces extends Pick<Acts, 'forceOf' | 'reachOf'> {
  /** Finds a force anew; answers from when on it, or what it reaches, is another than before: `Infinity` if it is the same. */
  readonly derive: (position: number) => number
}

/** Forces at the head, kept where they are not just the span of their entry; where they only end earlier, it is known when. */
const forcesOf = ({ entryAt, actingOn, isVisible }: Targeting): Forces => {
  const kept = new Map<number, IntervalSet | number>()
  const within = (span: IntervalSet, position: number): IntervalSet => {
    const force = kept.get(position) ?? span
    return typeof force === 'number' ? [{ from: span[0]?.from ?? Infinity, until: force }] : force
  }
  const forceOf = (position: number): IntervalSet => within(spanOf(entryAt(position).entry), position)
  const reachOf = (position: number): IntervalSet => {
    const { entry } = entryAt(position)
    if (!isVisible(position) || !suppresses(entry)) return NEVER
    const force = forceOf(position)
    return isAbInitio(entry) && hasNoEnd(force) ? ALWAYS : force
  }

  const derive = (position: number): number => {
    const { entry } = entryAt(position)
    const span = spanOf(entry)
    const before = within(span, position)
    const force = subtract(span, union(actingOn(position).map(reachOf)))
    const [only, ...others] = force
    if (firstDifference(force, span) === Infinity) kept.delete(position)
    else if (only?.from === span[0]?.from && others.length === 0) kept.set(position, only?.until ?? Infinity)
    else kept.set(position, force)
    const from = firstDifference(before, force)
    // Whether an act reaches back hangs on how its force ends.
    return from < Infinity && isAbInitio(entry) ? -Infinity : from
  }

  return { forceOf, reachOf, derive }
}

/** Takes out the latest of some positions. */
const takeLatest = (positions: number[]): number | undefined => {
  let latest = 0
  for (let place = 1; place < positions.length; place += 1)
    if ((positions[place] ?? -1) > (positions[latest] ?? -1)) latest = place
  return positions.splice(latest, 1)[0]
}

/** Derives anew what the changed acts reach, the latest first, since targets are earlier; adds all that may have changed. */
const propagate = (
  touched: Map<number, number>,
  { entryAt, targets, derive }: Pick<Targeting, 'entryAt' | 'targets'> & Pick<Forces, 'derive'>,
): void => {
  const waiting = [...touched.keys()]
  for (let latest = takeLatest(waiting); latest !== undefined; latest = takeLatest(waiting)) {
    if (entryAt(latest).entry.type === 'EntryRetracted') continue
    const from = touched.get(latest) ?? -Infinity
    for (const target of targets(latest)) {
      lower(touched, target, from)
      // A designation acts on nothing; what it is worth over time is found in derive.ts.
      if (entryAt(target).entry.type === 'EntityDesignated') continue
      const changedFrom = derive(target)
      if (changedFrom === Infinity) continue
      lower(touched, target, changedFrom)
      if (!waiting.includes(target)) waiting.push(target)
    }
  }
}

/** Entries by id, and what each acts on. */
const targetingIn = (entries: readonly Recorded[]) => {
  const ids = new Groups({ keyAt: (position) => entries[position]?.entry.id })
  const entryAt = (position: number): Recorded => {
    const recorded = entries[position]
    if (recorded === undefined) throw new Error(`no entry at position ${position}`)
    return recorded
  }
  const targets = (position: number): readonly number[] => {
    const targeted = targetsOf(entryAt(position).entry)
    if (targeted.length === 0) return NONE
    const found: number[] = []
    for (const id of targeted) {
      const target = ids.only(id)
      if (target !== undefined) found.push(target)
    }
    return found
  }
  return { ids, entryAt, targets }
}

/** Keeps what acts on what, and which entries were retracted when. */
export const actsOf = (): Acts => {
  const entries: Recorded[] = []
  const { ids, entryAt, targets } = targetingIn(entries)
  const acting: PositionsBy = new Map()
  const actingOn = (position: number): readonly number[] => positionsIn(acting, position)
  const { isVisible, wasVisible, count } = retractionsOf({ entries, targets })
  const { forceOf, reachOf, derive } = forcesOf({ entryAt, targets, actingOn, isVisible })
  return {
    entries,
    find: (id) => ids.only(id),
    actingOn,
    targets,
    isOn: (act, position) => targetsOf(entryAt(act).entry).includes(entryAt(position).entry.id),
    isVisible,
    isVisibleAt: (position, size) => entryAt(position).index < size && wasVisible(position, size),
    forceOf,
    reachOf,
    take: (recorded) => {
      const position = entries.push(recorded) - 1
      ids.add(recorded.entry.id, position)
      const own = targets(position)
      if (own.length === 0) return NO_CHANGES
      const { entry, index } = recorded
      for (const target of own.length === 1 ? own : new Set(own)) addTo(acting, target, position)
      // Of what is hidden or brought back anything may change.
      const touched = new Map([[position, isAbInitio(entry) ? -Infinity : msOfEntryInstant(entry.validAt)]])
      if (entry.type === 'EntryRetracted')
        for (const turned of count(position, index + 1)) touched.set(turned, -Infinity)
      propagate(touched, { entryAt, targets, derive })
      touched.delete(position)
      return touched
    },
  }
}
