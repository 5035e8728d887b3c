/** What a fact is: its type, whether it may be left out, what it means. Knows no particular fact. */
import type { FactValue } from '@vacatur/core'

/** What values a fact takes. `nullable`: it may be known to be nothing. `minimum` and `maximum` are inclusive. */
export type FactType =
  | { readonly type: 'boolean' }
  | { readonly type: 'integer'; readonly minimum?: number; readonly maximum?: number }
  | { readonly type: 'instant'; readonly nullable?: boolean }
  | { readonly type: 'one-of'; readonly values: readonly string[] }

/** A fact that rules may use. `omittable`: a question may leave it out; any other fact is always given. */
export type FactDeclaration = FactType & { readonly omittable: boolean; readonly meaning: string }

/** The facts that the conditions of a ruleset may use, and the names that may stand in braces in its sentences. */
export interface Vocabulary {
  readonly facts: Readonly<Record<string, FactDeclaration>>
  readonly placeholders: readonly string[]
}

/** Integers lie between minus and plus this, both inclusive, as instants do anyway, so that sums of a few stay exact. */
export const MAX_MAGNITUDE = 2 ** 48

/** The declaration of a fact; undefined where there is none of that name (`constructor` is no fact). */
export const declarationOf = (vocabulary: Vocabulary, fact: string): FactDeclaration | undefined =>
  Object.hasOwn(vocabulary.facts, fact) ? vocabulary.facts[fact] : undefined

const EARLIEST_MS = -62_167_219_200_000
const LATEST_MS = 253_402_300_799_999

/** Bounds of whole numbers, both inclusive. */
export interface Range {
  readonly minimum: number
  readonly maximum: number
}

/** The whole numbers that an integer or an instant may be; undefined for other types. */
export const rangeOf = (declaration: FactType): Range | undefined => {
  if (declaration.type === 'instant') return { minimum: EARLIEST_MS, maximum: LATEST_MS }
  if (declaration.type !== 'integer') return undefined
  const { minimum = -MAX_MAGNITUDE, maximum = MAX_MAGNITUDE } = declaration
  return { minimum, maximum }
}

const isWhole = (value: FactValue, range: Range | undefined): boolean =>
  typeof value === 'number' &&
  Number.isInteger(value) &&
  range !== undefined &&
  range.minimum <= value &&
  value <= range.maximum

/** True where the value is of the fact's type; null is only where the fact is nullable; undefined never is. */
export const isOfType = (declaration: FactType, value: FactValue): boolean => {
  switch (declaration.type) {
    case 'boolean':
      return typeof value === 'boolean'
    case 'integer':
      return isWhole(value, rangeOf(declaration))
    case 'instant':
      return value === null ? declaration.nullable === true : isWhole(value, rangeOf(declaration))
    case 'one-of':
      return typeof value === 'string' && declaration.values.includes(value)
    default:
      return declaration satisfies never
  }
}

/** The value as rules see it: one that is not of the fact's type counts as left out, so that it permits nothing. */
export const readFact = (declaration: FactType, value: FactValue): FactValue =>
  isOfType(declaration, value) ? value : undefined
