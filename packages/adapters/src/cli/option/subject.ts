/** Of whom a question is asked: an entity that the log knows, and programs. */
import type { LawRecord, Known, Subject } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { badInput, type Trouble } from '../exit.js'

const NEAREST = 3
const FARTHEST_EDITS = 3

/** How many letters must be put in, taken out or replaced to make one of the other (Levenshtein). */
const editsBetween = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, place) => place)
  for (const [place, letter] of [...a].entries()) {
    const next = [place + 1]
    for (const [column, other] of [...b].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

/** Slugs and names that a person may have meant, the nearest first. */
export const nearestTo = (
  given: string,
  candidates: ReadonlyMap<string, readonly string[]>,
): readonly string[] => {
  const wanted = given.toLowerCase()
  const distanceOf = (slug: string, names: readonly string[]): number => {
    if (slug.includes(wanted) || wanted.includes(slug)) return 0
    if (names.some((name) => name.toLowerCase().includes(wanted))) return 1
    return editsBetween(slug, wanted)
  }
  return [...candidates]
    .map(([slug, names]) => ({ slug, distance: distanceOf(slug, names) }))
    .filter(({ distance }) => distance <= FARTHEST_EDITS)
    .toSorted(
      (a, b) => a.distance - b.distance || a.slug.length - b.slug.length || (a.slug < b.slug ? -1 : 1),
    )
    .slice(0, NEAREST)
    .map(({ slug }) => slug)
}

/** Every entity that any entry of the log names, with its registered names. */
const entitiesIn = (record: LawRecord): ReadonlyMap<string, readonly string[]> => {
  const entities = new Map<string, readonly string[]>()
  for (const { entry } of record.entries) {
    if (!('entity' in entry)) continue
    const names = 'names' in entry ? entry.names : 'name' in entry ? [entry.name] : []
    entities.set(entry.entity, [...(entities.get(entry.entity) ?? []), ...names])
  }
  return entities
}

const programsIn = (record: LawRecord): ReadonlyMap<string, readonly string[]> =>
  new Map(
    record.entries.flatMap(({ entry }) =>
      'program' in entry ? [[entry.program, [] as const] as const] : [],
    ),
  )

const found = (
  what: string,
  given: string,
  candidates: ReadonlyMap<string, readonly string[]>,
): E.Either<Trouble, string> => {
  if (candidates.has(given)) return E.right(given)
  const near = nearestTo(given, candidates)
  const hint =
    near.length > 0 ? `; near: ${near.join(', ')}` : candidates.size === 0 ? '; the log is empty' : ''
  return badInput(
    `no entry of the log names ${what} \`${given}\`, accepted is: the slug of one that it names${hint}`,
  )
}

/** Who is asked about, as given. */
export interface SubjectOptions {
  readonly entity: string
  readonly program?: string | undefined
}

/** The entity under the program stated, or under each that it was ever listed under as far as was known; in slug order. */
export const readSubjects = (
  { entity, program }: SubjectOptions,
  record: LawRecord,
  known: Known,
): E.Either<Trouble, readonly Subject[]> => {
  const named = found('an entity', entity, entitiesIn(record))
  if (E.isLeft(named)) return named
  if (program === undefined)
    return E.right(record.programsOf(entity, known).map((one) => ({ entity, program: one })))
  return E.map((one: string) => [{ entity, program: one }])(found('a program', program, programsIn(record)))
}
