/** Is this plain JSON that is safe to read on? Asked before any schema: own `__proto__` keys, depth, numbers without a form. */
import { placeOf, problemAt } from './place.js'

/** Objects and lists in each other, the document itself included. */
const MAX_JSON_DEPTH = 64

const LONE_SURROGATE = /\p{Surrogate}/u

const problemOf = (value: unknown): string | undefined => {
  if (value === null || typeof value === 'boolean' || typeof value === 'object') return undefined
  if (typeof value === 'string') {
    return LONE_SURROGATE.test(value) ? 'well-formed Unicode (no lone surrogates)' : undefined
  }
  if (typeof value !== 'number') return 'JSON'
  return Number.isFinite(value) && !Object.is(value, -0) ? undefined : 'a finite number that is not -0'
}

const keyProblem = (key: string): string | undefined => {
  if (key === '__proto__') return 'no key `__proto__`'
  return LONE_SURROGATE.test(key) ? 'well-formed Unicode (no lone surrogates)' : undefined
}

const plain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return Array.isArray(value) || prototype === Object.prototype || prototype === null
}

/** What keeps a value from being plain JSON, each with its place; stops going down at the limit of depth. */
export const jsonProblems = (value: unknown, path: readonly PropertyKey[] = []): readonly string[] => {
  const accepted = problemOf(value)
  if (accepted !== undefined) return [problemAt(placeOf(path), value, accepted)]
  if (typeof value !== 'object' || value === null) return []
  if (!plain(value)) return [problemAt(placeOf(path), value, 'a plain object')]
  if (path.length >= MAX_JSON_DEPTH) {
    return [`\`${placeOf(path)}\` is nested too deep, accepted are: ${MAX_JSON_DEPTH} levels`]
  }
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => jsonProblems(item, [...path, index]))
  }
  return Object.entries(value).flatMap(([key, item]: [string, unknown]) => {
    const problem = keyProblem(key)
    return problem === undefined
      ? jsonProblems(item, [...path, key])
      : [problemAt(placeOf([...path, key]), item, problem)]
  })
}
