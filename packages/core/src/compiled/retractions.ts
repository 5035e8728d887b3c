/** Which entries are visible at which log size: what retractions hide, and what retractions of those bring back. */
import type { Recorded } from '../log/recorded.js'

/** What was retracted when. */
export interface Retractions {
  readonly isVisible: (position: number) => boolean
  /** Whether an entry was visible at a log size; the entry itself is there at that size. */
  readonly wasVisible: (position: number, size: number) => boolean
  /** Counts a retraction; returns the positions that turned visible or invisible by it. */
  readonly count: (retraction: number, size: number) => readonly number[]
}

/** What it takes to count them: the entries by position, and what each acts on. */
interface Targeting {
  readonly entries: readonly Recorded[]
  readonly targets: (position: number) => readonly number[]
}

/** No retractions yet. */
export const retractionsOf = ({ entries, targets }: Targeting): Retractions => {
  /** By position, how many retractions of it count. */
  const counts = new Map<number, number>()
  /** By position, the log sizes from which on an entry is hidden, seen again, hidden again … */
  const turns = new Map<number, number[]>()

  const change = (retraction: number, by: 1 | -1, size: number): readonly number[] =>
    targets(retraction).flatMap((target) => {
      const before = counts.get(target) ?? 0
      counts.set(target, before + by)
      if ((before === 0) === (before + by === 0)) return []
      turns.set(target, [...(turns.get(target) ?? []), size])
      const isRetraction = entries[target]?.entry.type === 'EntryRetracted'
      return [target, ...(isRetraction ? change(target, by === 1 ? -1 : 1, size) : [])]
    })

  return {
    isVisible: (position) => (counts.get(position) ?? 0) === 0,
    wasVisible: (position, size) => {
      const turned = turns.get(position)
      return turned === undefined || turned.filter((turn) => turn <= size).length % 2 === 0
    },
    count: (retraction, size) => change(retraction, 1, size),
  }
}
