/** From a row of a portfolio to a position. A row that is none becomes one that the gate answers as unreadable, and why is told. */
import {
  type Instant,
  type Instrument,
  instrumentNamed,
  type InstrumentName,
  isWellFormedIdentifier,
  type Position,
} from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { type Columns, type Field, INSTRUMENT_FIELDS } from '../option/column.js'
import { asWritten } from '../option/identifier.js'
import { readInstant } from '../option/instant.js'
import type { CsvRow } from './csv.js'
import type { SecurityOf } from './securities.js'

/** How rows are read, and who is told of what is wrong with them. */
export interface RowReading {
  /** The zone in which a date without a time counts, as its last minute; absent: such dates are refused. */
  readonly zone?: string
  /** Asked where a row has several identifiers. */
  readonly securityOf: SecurityOf
  /** Told of an identifier whose check digit is bad. */
  readonly onBadIdentifier: (place: string, scheme: string, value: string) => void
  /** Told of a row that is no position. */
  readonly onUnreadable: (place: string, why: string) => void
}

/** A portfolio's header, and what its file is called. */
export interface Sheet {
  readonly name: string
  readonly columns: Columns
}

interface Identified {
  readonly scheme: InstrumentName
  readonly value: string
}

const DATE = /^\d{4}-\d{2}-\d{2}$/

/** Names nothing, which the type rules out, so that the gate answers what it does to all that it cannot read. */
const UNREADABLE = {} as unknown as Instrument

const isWrong = ({ scheme, value }: Identified): boolean =>
  scheme !== 'security' && !isWellFormedIdentifier({ scheme, value })

const inWords = (identified: readonly Identified[]): string =>
  identified.map(({ scheme, value }) => `${scheme} ${value}`).join(' and ')

/** The one that counts: of several, one that is known, if all that are known name the same security. */
const oneOf = (
  [first, ...others]: readonly Identified[],
  { none, securityOf }: { readonly none: string; readonly securityOf: SecurityOf },
): E.Either<string, Identified> => {
  if (first === undefined) return E.left(none)
  if (others.length === 0) return E.right(first)
  const identified = [first, ...others]
  const known = identified.filter(({ scheme, value }) => securityOf(scheme, value) !== undefined)
  const securities = new Set(known.map(({ scheme, value }) => securityOf(scheme, value)))
  return securities.size > 1
    ? E.left(`${inWords(known)} name different securities (${[...securities].join(', ')})`)
    : E.right(known[0] ?? first)
}

const cellIn = ({ places }: Columns, field: Field, { cells }: CsvRow): string | undefined => {
  const text = cells[places[field] ?? -1]?.trim() ?? ''
  return text === '' ? undefined : text
}

const acquiredIn = (
  columns: Columns,
  zone: string | undefined,
  row: CsvRow,
): E.Either<string, Instant | undefined> => {
  const text = cellIn(columns, 'acquired-at', row)
  if (text === undefined) return E.right(text)
  const isDate = DATE.test(text)
  const stated = zone !== undefined && isDate ? `${text}T23:59[${zone}]` : text
  const hint = zone === undefined && isDate ? ', or --zone ZONE for dates' : ''
  const name = columns.header[columns.places['acquired-at'] ?? -1] ?? 'acquired-at'
  return E.mapLeft(({ line }: { readonly line: string }) => line + hint)(readInstant(name, stated, text))
}

/** Every identifier in the row, in the order of their schemes. */
const identifiedIn = (columns: Columns, row: CsvRow): readonly Identified[] =>
  INSTRUMENT_FIELDS.flatMap((scheme) => {
    const value = cellIn(columns, scheme, row)
    return value === undefined ? [] : [{ scheme, value: asWritten(scheme, value) }]
  })

/** Says that a row has no identifier. */
const noneIn = ({ places, header }: Columns): string => {
  const names = INSTRUMENT_FIELDS.flatMap((field) => header[places[field] ?? -1] ?? [])
  const columns = names.map((name) => `\`${name}\``).join(', ')
  return `${columns} ${names.length === 1 ? 'is empty' : 'are all empty'}, accepted is: what is held, by identifier`
}

/** Reads the rows of a sheet. */
export const positionReader = ({ name, columns }: Sheet, reading: RowReading) => {
  const none = noneIn(columns)
  return (row: CsvRow): Position => {
    const place = `${name}:${row.line}`
    const all = identifiedIn(columns, row)
    for (const one of all) if (isWrong(one)) reading.onBadIdentifier(place, one.scheme, one.value)
    const identified = oneOf(all, { none, securityOf: reading.securityOf })
    const acquired = acquiredIn(columns, reading.zone, row)
    const [id, quantity] = [cellIn(columns, 'id', row), cellIn(columns, 'quantity', row)]
    const holding = { ...(id === undefined ? {} : { id }), ...(quantity === undefined ? {} : { quantity }) }
    if (E.isLeft(identified) || E.isLeft(acquired)) {
      const why = [identified, acquired].flatMap((one) => (E.isLeft(one) ? [one.left] : []))
      reading.onUnreadable(place, why.join('; '))
      return { instrument: UNREADABLE, ...holding }
    }
    const acquiredAt = acquired.right === undefined ? {} : { acquiredAt: acquired.right }
    return {
      instrument: instrumentNamed(identified.right.scheme, identified.right.value),
      ...holding,
      ...acquiredAt,
    }
  }
}
