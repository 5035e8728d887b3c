/** The acts of a log at its head: who acts on whom, what is visible, what is in force. Told one entry at a time. */
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
  /** At the head, by everything told so far. */
  readonly forceOf: (position: number) => IntervalSet
  readonly reachOf: (position: number) => IntervalSet
  /**
   * Takes the next entry, and returns the positions whose force, visibility or acts may be others now: what it acts on, what that
   * acts on, and so on; never itself.
   */
  readonly take: (recorded: Recorded) => Iterable<number>
}

/** How many entries the log has, as far as the acts were told. */
export const logSize = ({ entries }: Acts): number => (entries.at(-1)?.index ?? -1) + 1

/** The log size at a recorded instant (inclusive). */
export const logSizeAt = ({ entries }: Acts, knownAt: number): number =>
  firstPlace(0, entries.length, (place) => (entries[place]?.recordedAt ?? Infinity) > knownAt)

const NONE: readonly number[] = []

const isSameSet = (one: IntervalSet, other: IntervalSet): boolean =>
  one.length === other.length &&
  one.every(({ from, until }, place) => other[place]?.from === from && other[place].until === until)

interface Targeting {
  readonly entryAt: (position: number) => Recorded
  readonly targets: (position: number) => readonly number[]
  readonly actingOn: (position: number) => readonly number[]
  readonly isVisible: (position: number) => boolean
}

/** Forces at the head, kept where they are not just the span of their entry. */
const forcesOf = ({ entryAt, targets, actingOn, isVisible }: Targeting) => {
  const kept = new Map<number, IntervalSet>()
  const forceOf = (position: number): IntervalSet => kept.get(position) ?? spanOf(entryAt(position).entry)
  const reachOf = (position: number): IntervalSet => {
    const { entry } = entryAt(position)
    if (!isVisible(position) || !suppresses(entry)) return NEVER
    const force = forceOf(position)
    return isAbInitio(entry) && hasNoEnd(force) ? ALWAYS : force
  }

  /** Finds a force anew; says whether it is another than before. */
  const derive = (position: number): boolean => {
    const before = forceOf(position)
    const span = spanOf(entryAt(position).entry)
    const force = subtract(span, union(actingOn(position).map(reachOf)))
    if (isSameSet(force, span)) kept.delete(position)
    else kept.set(position, force)
    return !isSameSet(before, force)
  }

  /** Derives anew what the changed positions reach, the latest first, since targets are earlier; returns all that may have changed. */
  const propagate = (changed: readonly number[]): Set<number> => {
    const touched = new Set(changed)
    const waiting = new Set(changed)
    while (waiting.size > 0) {
      const latest = Math.max(...waiting)
      waiting.delete(latest)
      if (entryAt(latest).entry.type === 'EntryRetracted') continue
      for (const target of targets(latest)) {
        const isAnother = derive(target)
        touched.add(target)
        if (isAnother) waiting.add(target)
      }
    }
    return touched
  }

  return { forceOf, reachOf, propagate }
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
  const { forceOf, reachOf, propagate } = forcesOf({ entryAt, targets, actingOn, isVisible })
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
      if (own.length === 0) return NONE
      for (const target of new Set(own)) acting.set(target, [...actingOn(target), position])
      const turned = recorded.entry.type === 'EntryRetracted' ? count(position, recorded.index + 1) : NONE
      const touched = propagate([position, ...turned])
      touched.delete(position)
      return touched
    },
  }
}
