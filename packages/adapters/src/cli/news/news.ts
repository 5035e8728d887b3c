/** What each entry of a log changes: for whom, and in which intervals of law. */
import type { Difference, LawRecord, Recorded, Subject } from '@vacatur/core'
import { type Cast, newCast } from './cast.js'

/** What an entry changes for one entity under one program. */
interface Effect {
  readonly subject: Subject
  readonly difference: Difference
}

/** An entry and what it changes; for nobody, where it changes no status. */
export interface News {
  readonly recorded: Recorded
  readonly effects: readonly Effect[]
}

/** Reads a log entry by entry. */
export interface NewsReader {
  readonly entries: Cast['entries']
  /** What the entry at a place changes; entries before it that were not asked about are taken in on the way. */
  readonly at: (record: LawRecord, index: number) => News | undefined
}

const sizeOf = (knownSize: number) => ({ clock: 'recorded', knownSize }) as const

/** A reader at the start of a log. */
export const newsReader = (): NewsReader => {
  const cast = newCast()
  let taken = 0
  const at = (record: LawRecord, index: number): News | undefined => {
    for (; taken <= index; taken += 1) {
      const next = record.entries[taken]
      if (next === undefined) return undefined
      cast.take(next)
    }
    const recorded = record.entries[index]
    if (recorded === undefined) return undefined
    const effects = cast
      .concernedBy(recorded.entry)
      .map((subject) => ({ subject, difference: record.diff(subject, sizeOf(index), sizeOf(index + 1)) }))
      .filter(({ difference }) => difference.changes.length > 0)
    return { recorded, effects }
  }
  return { entries: cast.entries, at }
}
