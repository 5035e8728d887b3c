/** Whom an entry can concern: the entities that its designations, or its program's, are tied to, as the log has them so far. */
import type { Entry, Recorded, Subject } from '@vacatur/core'

/** What a log has told so far of who is tied to what. */
export interface Cast {
  /** Entries so far, by id. */
  readonly entries: ReadonlyMap<string, Recorded>
  readonly take: (recorded: Recorded) => void
  /** Whom an entry that was taken concerns, each once, in the order of program and entity. */
  readonly concernedBy: (entry: Entry) => readonly Subject[]
}

const keyOf = ({ program, entity }: Subject): string => `${program} ${entity}`

const inOrder = (subjects: Iterable<Subject>): readonly Subject[] => {
  const byKey = new Map([...subjects].map((subject) => [keyOf(subject), subject]))
  return [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, subject]) => subject)
}

const addTo = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const there = map.get(key)
  if (there === undefined) map.set(key, [value])
  else there.push(value)
}

/** Nobody yet. */
export const newCast = (): Cast => {
  const entries = new Map<string, Recorded>()
  const ofDesignation = new Map<string, Subject[]>()
  const ofProgram = new Map<string, Subject[]>()

  const tie = (designation: string, subject: Subject): void => {
    addTo(ofDesignation, designation, subject)
    addTo(ofProgram, subject.program, subject)
  }

  const targetedBy = (targets: readonly string[]): readonly Entry[] =>
    targets.flatMap((id) => entries.get(id)?.entry ?? [])

  const take = (recorded: Recorded): void => {
    const { entry } = recorded
    entries.set(entry.id, recorded)
    if (entry.type === 'EntityDesignated') tie(entry.id, { program: entry.program, entity: entry.entity })
    if (entry.type !== 'EntityMatched') return
    for (const target of targetedBy(entry.targets))
      if ('program' in target) tie(target.id, { program: target.program, entity: entry.entity })
  }

  const concerned = (entry: Entry): readonly Subject[] => {
    if (entry.type === 'EntityDesignated') return ofDesignation.get(entry.id) ?? []
    if ('program' in entry) return ofProgram.get(entry.program) ?? []
    if (!('targets' in entry)) return []
    const acted = targetedBy(entry.targets).flatMap(concerned)
    return entry.type === 'EntityMatched' ? acted.filter(({ entity }) => entity === entry.entity) : acted
  }

  return { entries, take, concernedBy: (entry) => inOrder(concerned(entry)) }
}
