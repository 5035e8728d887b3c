/** What a schema found wrong with a document, said at the innermost place that is wrong. */
import type * as z from 'zod'
import { placeOf, problemAt, valueAt } from './place.js'
import { CONDITION_KEYS } from './schema.js'

type Issue = z.core.$ZodIssue
type UnionIssue = Extract<Issue, { readonly code: 'invalid_union' }>

const keysOf = (value: object): readonly string[] => CONDITION_KEYS.filter((key) => Object.hasOwn(value, key))

const SEVERAL = 'only one of all, any, not, condition, fact in one object'
const NONE = 'a condition: an object with one of all, any, not, condition, fact'
const BARE = 'an object with one of all, any, not, condition (a bare test stands in an `all`)'

const conditionProblems = (issue: UnionIssue, document: unknown): readonly string[] => {
  const found = valueAt(document, issue.path)
  const place = placeOf(issue.path)
  if (typeof found !== 'object' || found === null) return [problemAt(place, found, NONE)]
  const keys = keysOf(found)
  const [key] = keys
  if (key === undefined) return [problemAt(place, found, NONE)]
  if (keys.length > 1) return [problemAt(place, found, SEVERAL)]
  const option = CONDITION_KEYS.findIndex((known) => known === key)
  const inside = issue.errors[option]
  if (inside === undefined) return [problemAt(place, found, BARE)]
  return inside.flatMap((inner) =>
    problemsOfIssue({ ...inner, path: [...issue.path, ...inner.path] }, document),
  )
}

/** With a bare test among the options, or without. */
const isOfConditions = ({ errors }: UnionIssue): boolean => errors.length >= CONDITION_KEYS.length - 1

function problemsOfIssue(issue: Issue, document: unknown): readonly string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const path = [...issue.path, key]
      return problemAt(placeOf(path), valueAt(document, path), 'no such field')
    })
  }
  if (issue.code === 'invalid_union' && isOfConditions(issue)) {
    return conditionProblems(issue, document)
  }
  return [problemAt(placeOf(issue.path), valueAt(document, issue.path), issue.message)]
}

/** The problems of shape, each with its place, in the order of the document. */
export const shapeProblems = (error: z.core.$ZodError, document: unknown): readonly string[] =>
  error.issues.flatMap((issue) => problemsOfIssue(issue, document))
