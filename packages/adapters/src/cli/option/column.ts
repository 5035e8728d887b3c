/** Which column of a portfolio says what: by the usual names, or as `--column FIELD=NAME` has it. */
import * as E from 'fp-ts/lib/Either.js'
import { badInput, badUsage, type Trouble } from '../exit.js'

/** The schemes by which a row names what is held: where several are filled in, all are asked. */
export const INSTRUMENT_FIELDS = ['isin', 'figi', 'cusip', 'sedol', 'ric', 'ticker', 'security'] as const

/** All that a column can say. */
export const FIELDS = [...INSTRUMENT_FIELDS, 'id', 'quantity', 'acquired-at'] as const

/** What a column says. */
export type Field = (typeof FIELDS)[number]

/** The header of a portfolio, and where in it each field stands. */
export interface Columns {
  readonly header: readonly string[]
  readonly places: Readonly<Partial<Record<Field, number>>>
}

/** A name without what writers differ in. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]/g, '')

const isField = (text: string): text is Field => FIELDS.some((field) => field === text)

/** Reads the values of `--column`. */
const readMapping = (given: readonly string[]): E.Either<Trouble, ReadonlyMap<Field, string>> => {
  const mapping = new Map<Field, string>()
  for (const text of given) {
    const [, field = '', name = ''] = /^([^=]+)=(.+)$/s.exec(text) ?? []
    if (!isField(field))
      return badUsage(`\`--column\` is ${text}, accepted is: FIELD=NAME, FIELD one of ${FIELDS.join(', ')}`)
    if (mapping.has(field)) return badUsage(`\`--column\` maps ${field} twice, accepted is: each field once`)
    mapping.set(field, name)
  }
  return E.right(mapping)
}

/** The place that a field has in the header, by its usual name. */
const usualPlace = (
  place: string,
  header: readonly string[],
  field: Field,
): E.Either<Trouble, number | undefined> => {
  const found = header.flatMap((name, at) => (plain(name) === plain(field) ? [at] : []))
  if (found.length < 2) return E.right(found[0])
  const names = found.map((at) => `\`${header[at] ?? ''}\``).join(' and ')
  return badInput(`${place}: ${names} both read as ${field}, accepted is: --column ${field}=NAME`)
}

const mappedPlace = (place: string, header: readonly string[], name: string): E.Either<Trouble, number> => {
  const at = header.indexOf(name)
  return at >= 0
    ? E.right(at)
    : badInput(`${place}: no column \`${name}\`, accepted is: one of ${header.join(', ')}`)
}

const headerProblem = (place: string, header: readonly string[]): E.Either<Trouble, void> => {
  const unnamed = header.indexOf('')
  if (unnamed >= 0)
    return badInput(`${place}: column ${unnamed + 1} has no name, accepted is: a name for each`)
  const twice = header.find((name, at) => header.indexOf(name) !== at)
  return twice === undefined
    ? E.right(undefined)
    : badInput(`${place}: column \`${twice}\` stands twice, accepted is: each column once`)
}

/** Finds the fields in the header of a portfolio; `place` says where that stands, like `held.csv:1`. */
export const readColumns = (
  place: string,
  cells: readonly string[],
  given: readonly string[],
): E.Either<Trouble, Columns> => {
  const mapping = readMapping(given)
  if (E.isLeft(mapping)) return mapping
  const header = cells.map((cell) => cell.trim())
  const sound = headerProblem(place, header)
  if (E.isLeft(sound)) return sound
  const places: Partial<Record<Field, number>> = {}
  for (const field of FIELDS) {
    const name = mapping.right.get(field)
    const at = name === undefined ? usualPlace(place, header, field) : mappedPlace(place, header, name)
    if (E.isLeft(at)) return at
    if (at.right !== undefined) places[field] = at.right
  }
  if (INSTRUMENT_FIELDS.some((field) => places[field] !== undefined)) return E.right({ header, places })
  return badInput(
    `${place}: no column names an instrument, found is: ${header.join(', ')}, accepted is: one of ${INSTRUMENT_FIELDS.join(', ')}, or --column isin=NAME`,
  )
}
