/** What is known at a point of knowledge, arranged for asking: who acts on what, and what is of which type. */
import type { EntryType } from '../entry/entry.js'
import { targetsOf } from '../entry/targets.js'
import type { Recorded, RecordedOf } from '../log/recorded.js'
import type { Known } from '../time/as-of.js'
import type { IntervalSet } from '../time/interval-set.js'
import { sizeOf, visibleOf } from './visible.js'

/** The visible entries, and the forces computed from them so far. */
export interface Knowledge {
  readonly known: Known
  /** The size of the log that this knowledge rests on. */
  readonly size: number
  readonly visible: readonly Recorded[]
  /** By id of the target, the visible entries that act on it, in log order. */
  readonly actingOn: ReadonlyMap<string, readonly Recorded[]>
  readonly byType: ReadonlyMap<EntryType, readonly Recorded[]>
  /** The forces found so far, by id: `forceOf` fills it. */
  readonly forces: Map<string, IntervalSet>
}

const groupBy = <K>(
  entries: readonly Recorded[],
  keysOf: (recorded: Recorded) => readonly K[],
): ReadonlyMap<K, readonly Recorded[]> => {
  const groups = new Map<K, Recorded[]>()
  for (const recorded of entries) {
    for (const key of new Set(keysOf(recorded))) {
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [recorded])
      else group.push(recorded)
    }
  }
  return groups
}

/** Arranges what is visible in a log at a point of knowledge. */
export const knowledgeOf = (log: readonly Recorded[], known: Known): Knowledge => {
  const visible = visibleOf(log, known)
  return {
    known,
    size: sizeOf(log, known),
    visible,
    actingOn: groupBy(visible, ({ entry }) => targetsOf(entry)),
    byType: groupBy(visible, ({ entry }) => [entry.type]),
    forces: new Map(),
  }
}

/** The visible entries of one type in log order. */
export const ofType = <T extends EntryType>(knowledge: Knowledge, type: T): readonly RecordedOf<T>[] =>
  (knowledge.byType.get(type) ?? []) as readonly RecordedOf<T>[]

/** The visible entries that act on the one with this id, in log order. */
export const actsOn = (knowledge: Knowledge, id: string): readonly Recorded[] =>
  knowledge.actingOn.get(id) ?? []
