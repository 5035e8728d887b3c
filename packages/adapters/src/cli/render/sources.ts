/** From ids of entries to what a reader wants to know of them: the citation, and the zone of a program's schedule. */
import type { Recorded } from '@vacatur/core'

/** Looks up entries by id. */
export interface Sources {
  readonly entryOf: (id: string) => Recorded | undefined
  /** The citation of the entry's source; the id itself where it is not there. */
  readonly citationOf: (id: string) => string
  /** The zone in which a program version counts; undefined where there is none. */
  readonly zoneOf: (version: string | null) => string | undefined
}

/** The sources of entries that are held by id. */
export const sourcesIn = (byId: ReadonlyMap<string, Recorded>): Sources => ({
  entryOf: (id) => byId.get(id),
  citationOf: (id) => byId.get(id)?.entry.source.citation ?? id,
  zoneOf: (version) => {
    const entry = version === null ? undefined : byId.get(version)?.entry
    return entry !== undefined && 'schedule' in entry ? entry.schedule?.zone : undefined
  },
})

/** The sources of a log's entries. */
export const sourcesOf = (entries: readonly Recorded[]): Sources =>
  sourcesIn(new Map(entries.map((recorded) => [recorded.entry.id, recorded])))

/** One line an entry: its id, and its citation beside it or, where the id is long, below. */
export const citedLines = (ids: readonly string[], sources: Sources): string =>
  ids.map((id) => `${sources.citationOf(id)} [${id}]`).join('\n')
