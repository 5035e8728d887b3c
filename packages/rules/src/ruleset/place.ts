/** Where in a document something stands, and how a problem there reads. */
import { explainProblem } from '@vacatur/core'

/** A place in a document, like `rules[3].conditions.all[0].value`; the empty path is the whole. */
export const placeOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((place, key) => {
    if (typeof key === 'number') return `${place}[${key}]`
    return place === '' ? String(key) : `${place}.${String(key)}`
  }, '')

/** The value at a path; undefined where there is none. */
export const valueAt = (document: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    document,
  )

const MAX_SHOWN = 60

const show = (value: unknown): string => {
  if (value === undefined) return 'nothing'
  if (Object.is(value, -0)) return '-0'
  const shown = typeof value === 'number' ? String(value) : JSON.stringify(value)
  return shown.length > MAX_SHOWN ? `${shown.slice(0, MAX_SHOWN)}…` : shown
}

/** A problem at a place: what was found there, and what would have been accepted. */
export const problemAt = (place: string, found: unknown, accepted: string): string =>
  explainProblem({ field: place, found: show(found), accepted })
