/** The acts of a log at its head: who acts on whom, what is visible, what is in force. Told one entry at a time. */
import { targetsOf } from '../entry/targets.js'
import { isAbInitio, spanOf, suppresses } from '../force/force.js'
import type { Recorded } from '../log/recorded.js'
import { ALWAYS, hasNoEnd, type IntervalSet, NEVER, subtract, union } from '../time/interval-set.js'
import { idTableOf } from './id-table.js'

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
   * Takes the next entry, and returns the positions whose force, visibility or acts may be others now: itself, what it acts on, and
   * so on.
   */
  readonly take: (recorded: Recorded) => readonly number[]
}

const NONE: readonly number[] = []

const isSameSet = (one: IntervalSet, other: IntervalSet): boolean =>
  one.length === other.length &&
  one.every(({ from, until }, place) => other[place]?.from === from && other[place]?.until === until)

/** Keeps what acts on what, and which entries were retracted when. */
export const actsOf = (): Acts => {
  const entries: Recorded[] = []
  const ids = idTableOf((position) => entries[position]?.entry.id ?? '')
  const acting = new Map<number, number[]>()
  /** By position, the log sizes from which on an entry is hidden, seen again, hidden again … */
  const turns = new Map<number, number[]>()
  /** By position, how many retractions of it count. */
  const retracted = new Map<number, number>()
  const forces = new Map<number, IntervalSet>()

  const entryAt = (position: number): Recorded => {
    const recorded = entries[position]
    if (recorded === undefined) throw new Error(`no entry at position ${position}`)
    return recorded
  }
  const actingOn = (position: number): readonly number[] => acting.get(position) ?? NONE
  const act = (target: number, position: number): void => {
    const there = acting.get(target)
    if (there === undefined) acting.set(target, [position])
    else there.push(position)
  }
  const targets = (position: number): readonly number[] =>
    targetsOf(entryAt(position).entry).flatMap((id) => ids.find(id) ?? [])
  const isVisible = (position: number): boolean => (retracted.get(position) ?? 0) === 0
  const isVisibleAt = (position: number, size: number): boolean => {
    if (entryAt(position).index >= size) return false
    const turned = turns.get(position)
    return turned === undefined || turned.filter((turn) => turn <= size).length % 2 === 0
  }

  const forceOf = (position: number): IntervalSet => forces.get(position) ?? spanOf(entryAt(position).entry)
  const reachOf = (position: number): IntervalSet => {
    const { entry } = entryAt(position)
    if (!isVisible(position) || !suppresses(entry)) return NEVER
    const force = forceOf(position)
    return isAbInitio(entry) && hasNoEnd(force) ? ALWAYS : force
  }

  /** Finds a force anew; says whether it is another than before. */
  const derive = (position: number): boolean => {
    const before = forceOf(position)
    const force = subtract(spanOf(entryAt(position).entry), union(actingOn(position).map(reachOf)))
    const span = spanOf(entryAt(position).entry)
    if (isSameSet(force, span)) forces.delete(position)
    else forces.set(position, force)
    return !isSameSet(before, force)
  }

  /** Tells a retraction's targets that it counts, or no longer does; returns those that turned. */
  const count = (retraction: number, by: 1 | -1, size: number): readonly number[] =>
    targets(retraction).flatMap((target) => {
      const before = retracted.get(target) ?? 0
      retracted.set(target, before + by)
      if ((before === 0) === (before + by === 0)) return []
      turns.set(target, [...(turns.get(target) ?? []), size])
      const isRetraction = entryAt(target).entry.type === 'EntryRetracted'
      return [target, ...(isRetraction ? count(target, by === 1 ? -1 : 1, size) : [])]
    })

  /** Derives anew what the changed positions reach, the latest first, since targets are earlier; returns all that may have changed. */
  const propagate = (changed: readonly number[]): readonly number[] => {
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
    return [...touched]
  }

  const take = (recorded: Recorded): readonly number[] => {
    const position = entries.length
    entries.push(recorded)
    ids.add(position)
    const own = targets(position)
    for (const target of new Set(own)) act(target, position)
    const turned = recorded.entry.type === 'EntryRetracted' ? count(position, 1, recorded.index + 1) : []
    return own.length === 0 ? [position] : propagate([position, ...turned])
  }

  return { entries, find: ids.find, actingOn, targets, isVisibleAt, isVisible, forceOf, reachOf, take }
}
