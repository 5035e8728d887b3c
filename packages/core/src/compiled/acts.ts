/** The acts of a log at its head: who acts on whom, what is visible, what is in force. Told one entry at a time. */
import type { Entry } from '../entry/entry.js'
import { msOfEntryInstant } from '../entry/field.js'
import { targetsOf } from '../entry/targets.js'
import { isAbInitio, spanOf, suppresses } from '../force/force.js'
import type { Recorded } from '../log/recorded.js'
import { ALWAYS, hasNoEnd, type IntervalSet, NEVER, subtract, union } from '../time/interval-set.js'
import { firstPlace } from './column.js'
import { groupsBy } from './groups.js'
import { retractionsOf } from './retractions.js'

/** The acts of a log. Entries are named by their position here: 0, 1, 2 … in log order. */
export interface Acts {
  readonly entries: readonly Recorded[]
  readonly find: (id: string) => number | undefined
  /** The positions of the entries that act on one, visible or not, in log order. */
  readonly actingOn: (position: number) => readonly number[]
  /** The positions of the entries that one acts on. */
  readonly targets: (position: number) => readonly number[]
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

const addTo = (groups: Map<number, number[]>, key: number, place: number): void => {
  const group = groups.get(key)
  if (group === undefined) groups.set(key, [place])
  else group.push(place)
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

/** Forces at the head, kept where they are not just the span of their entry. */
const forcesOf = ({ entryAt, actingOn, isVisible }: Targeting): Forces => {
  const kept = new Map<number, IntervalSet>()
  const forceOf = (position: number): IntervalSet => kept.get(position) ?? spanOf(entryAt(position).entry)
  const reachOf = (position: number): IntervalSet => {
    const { entry } = entryAt(position)
    if (!isVisible(position) || !suppresses(entry)) return NEVER
    const force = forceOf(position)
    return isAbInitio(entry) && hasNoEnd(force) ? ALWAYS : force
  }

  const derive = (position: number): number => {
    const before = forceOf(position)
    const { entry } = entryAt(position)
    const span = spanOf(entry)
    const force = subtract(span, union(actingOn(position).map(reachOf)))
    if (firstDifference(force, span) === Infinity) kept.delete(position)
    else kept.set(position, force)
    const from = firstDifference(before, force)
    // Whether an act reaches back hangs on how its force ends.
    return from < Infinity && isAbInitio(entry) ? -Infinity : from
  }

  return { forceOf, reachOf, derive }
}

/** Derives anew what the changed acts reach, the latest first, since targets are earlier; answers all that may have changed. */
const propagate = (
  changed: Changes,
  { entryAt, targets, derive }: Pick<Targeting, 'entryAt' | 'targets'> & Pick<Forces, 'derive'>,
): Map<number, number> => {
  const touched = new Map(changed)
  const waiting = new Map(changed)
  while (waiting.size > 0) {
    const latest = Math.max(...waiting.keys())
    const from = waiting.get(latest) ?? -Infinity
    waiting.delete(latest)
    if (entryAt(latest).entry.type === 'EntryRetracted') continue
    for (const target of targets(latest)) {
      lower(touched, target, from)
      // A designation acts on nothing; what it is worth over time is found in derive.ts.
      if (entryAt(target).entry.type === 'EntityDesignated') continue
      const changedFrom = derive(target)
      if (changedFrom < Infinity) lower(waiting, target, changedFrom)
    }
  }
  return touched
}

/** What an entry changes to begin with: itself, and what it hides or brings back, of which anything may change. */
const changesBy = (entry: Entry, position: number, turned: readonly number[]): Changes => {
  const from = isAbInitio(entry) ? -Infinity : msOfEntryInstant(entry.validAt)
  return new Map([[position, from], ...turned.map((one) => [one, -Infinity] as const)])
}

/** Keeps what acts on what, and which entries were retracted when. */
export const actsOf = (): Acts => {
  const entries: Recorded[] = []
  const ids = groupsBy({ isKeyOf: (id, position) => entries[position]?.entry.id === id })
  const acting = new Map<number, number[]>()
  const entryAt = (position: number): Recorded => {
    const recorded = entries[position]
    if (recorded === undefined) throw new Error(`no entry at position ${position}`)
    return recorded
  }
  const actingOn = (position: number): readonly number[] => acting.get(position) ?? NONE
  const targets = (position: number): readonly number[] => {
    const targeted = targetsOf(entryAt(position).entry)
    return targeted.length === 0 ? NONE : targeted.flatMap((id) => ids.only(id) ?? [])
  }
  const { isVisible, wasVisible, count } = retractionsOf({ entries, targets })
  const { forceOf, reachOf, derive } = forcesOf({ entryAt, targets, actingOn, isVisible })
  return {
    entries,
    find: ids.only,
    actingOn,
    targets,
    isVisible,
    isVisibleAt: (position, size) => entryAt(position).index < size && wasVisible(position, size),
    forceOf,
    reachOf,
    take: (recorded) => {
      const position = entries.push(recorded) - 1
      ids.add(recorded.entry.id, position)
      const own = targets(position)
      if (own.length === 0) return NO_CHANGES
      for (const target of new Set(own)) addTo(acting, target, position)
      const turned = recorded.entry.type === 'EntryRetracted' ? count(position, recorded.index + 1) : NONE
      const touched = propagate(changesBy(recorded.entry, position, turned), { entryAt, targets, derive })
      touched.delete(position)
      return touched
    },
  }
}
