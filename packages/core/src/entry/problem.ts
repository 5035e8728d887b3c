/** What is wrong with given data, one problem a field: where, what was found, what is accepted. */
import type * as z from 'zod'

/** One thing that is wrong with what was given. */
export interface Problem {
  /** The field, like `schedule.buyBannedFrom`; empty for the whole. */
  readonly field: string
  /** What was found there, shortened, as JSON; `nothing` where the field is absent. */
  readonly found: string
  /** What would have been accepted. */
  readonly accepted: string
}

const MAX_SHOWN = 60

const shorten = (shown: string): string =>
  shown.length > MAX_SHOWN ? `${shown.slice(0, MAX_SHOWN)}…` : shown

/** JSON of a value; undefined for what has none: symbols and functions, circles, numbers of any length. */
const jsonOf = (value: unknown): string | undefined => {
  try {
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}

/** What was found, short, so that a person recognises it. */
export const show = (value: unknown): string => {
  if (value === undefined) return 'nothing'
  if (typeof value === 'number' && (Object.is(value, -0) || !Number.isFinite(value))) {
    return Object.is(value, -0) ? '-0' : String(value)
  }
  return shorten(jsonOf(value) ?? typeof value)
}

/** Throws a `TypeError` for what a caller in code gave: in JavaScript nothing holds callers to the types. */
export const refuseGiven = (what: string, given: unknown, accepted: string): never => {
  throw new TypeError(`${what} is ${show(given)}, accepted is: ${accepted}`)
}

const fieldOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((field, key) => {
    if (typeof key === 'number') return `${field}[${key}]`
    return field === '' ? String(key) : `${field}.${String(key)}`
  }, '')

const valueAt = (given: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    given,
  )

const problemOf = (issue: z.core.$ZodIssue, given: unknown): readonly Problem[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const path = [...issue.path, key]
      return { field: fieldOf(path), found: show(valueAt(given, path)), accepted: 'no such field' }
    })
  }
  const found = show(valueAt(given, issue.path))
  if (issue.code === 'invalid_union') {
    return [
      { field: fieldOf(issue.path), found, accepted: 'one of the types of entries, like EntityDesignated' },
    ]
  }
  if (issue.code === 'invalid_value') {
    return [{ field: fieldOf(issue.path), found, accepted: `one of ${issue.values.map(String).join(', ')}` }]
  }
  return [{ field: fieldOf(issue.path), found, accepted: issue.message }]
}

/** The problems that a schema found in what was given, in the order of the fields. */
export const problemsOf = (error: z.core.$ZodError, given: unknown): readonly Problem[] =>
  error.issues.flatMap((issue) => problemOf(issue, given))

/** One problem in a sentence. */
export const explainProblem = ({ field, found, accepted }: Problem): string =>
  `${field === '' ? 'it' : `\`${field}\``} is ${found}, accepted is: ${accepted}`

/** The same problems, of something that is itself a field of what was given. */
export const problemsWithin = (field: string, problems: readonly Problem[]): readonly Problem[] =>
  problems.map((problem) => ({
    ...problem,
    field: problem.field === '' ? field : `${field}.${problem.field}`,
  }))
