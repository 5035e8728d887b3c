/** Facts as json-rules-engine is given them: instants as fixed-width text, in which a document writes them too. */
import { type Facts, instantOfMs, textOf } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { type FactDeclaration, readFact, type Vocabulary } from '../fact/declaration.js'

type Value = boolean | number | string | null | undefined

/** A fact: a value, or an object of such, one level for each dot in the names. */
export type GivenFact = Value | { [key: string]: GivenFact }

const written = (declaration: FactDeclaration, value: Value): Value => {
  const read = readFact(declaration, value)
  if (declaration.type !== 'instant' || typeof read !== 'number') return read
  const instant = instantOfMs(read)
  return E.isRight(instant) ? textOf(instant.right) : undefined
}

const nest = (facts: Record<string, GivenFact>, name: string, value: Value): void => {
  const keys = name.split('.')
  const last = keys.pop() ?? name
  let at = facts
  for (const key of keys) {
    const inner = at[key]
    const next = typeof inner === 'object' && inner !== null ? inner : {}
    at[key] = next
    at = next
  }
  at[last] = value
}

/** Every declared fact by its name, and by the first part of its name for tests with a path; missing ones are undefined. */
export const factsFor = ({ facts: declared }: Vocabulary, facts: Facts): Record<string, GivenFact> => {
  const given: Record<string, GivenFact> = {}
  for (const [name, declaration] of Object.entries(declared)) {
    const value = written(declaration, facts[name])
    given[name] = value
    if (name.includes('.')) nest(given, name, value)
  }
  return given
}

/** A path as plain access to own properties. json-rules-engine's default would hand it to a JSONPath interpreter. */
export const ownPath = (value: object, path: string): GivenFact =>
  path
    .replace(/^\$?\./, '')
    .split('.')
    .reduce<GivenFact>(
      (at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? at[key] : undefined),
      value as { [key: string]: GivenFact },
    )
