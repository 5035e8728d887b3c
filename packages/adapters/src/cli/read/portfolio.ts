/** A portfolio from CSV: a position a row, as they come. Quantities stay the text they are; the first row that is none ends it. */
import {
  type IdentifiedInstrument,
  type Instant,
  type Instrument,
  isWellFormedIdentifier,
  type Position,
} from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { inputTrouble, type Trouble } from '../exit.js'
import { readInstant } from '../option/instant.js'
import { type Columns, type Field, INSTRUMENT_FIELDS, readColumns } from '../option/column.js'
import { nameOf } from './bytes.js'
import { type CsvRow, csvRows, type CsvSource } from './csv.js'

/** What to read, and how its columns are named. */
export interface PortfolioSource extends CsvSource {
  /** `FIELD=NAME` each. */
  readonly columns: readonly string[]
  /** Names that no column may have. */
  readonly reserved: readonly string[]
  /** The zone in which a date without a time counts, as its last minute; absent: such dates are refused. */
  readonly zone?: string
  /** Told of an identifier whose check digit is bad. */
  readonly onBadIdentifier: (place: string, scheme: string, value: string) => void
}

type Named = Exclude<Instrument, { readonly issuer: unknown }>

const DATE = /^\d{4}-\d{2}-\d{2}$/

const instrumentIn = (
  { places }: Columns,
  cells: readonly string[],
): readonly [Field, string] | undefined => {
  for (const field of INSTRUMENT_FIELDS) {
    const value = cells[places[field] ?? -1]?.trim() ?? ''
    if (value !== '') return [field, value]
  }
  return undefined
}

/** Reads rows into positions. */
class PortfolioReader {
  readonly #columns: Columns
  readonly #source: PortfolioSource
  readonly #name: string

  constructor(columns: Columns, source: PortfolioSource) {
    this.#columns = columns
    this.#source = source
    this.#name = nameOf(source.path)
  }

  #cell(field: Field, { cells }: CsvRow): string | undefined {
    const place = this.#columns.places[field]
    const cell = place === undefined ? '' : (cells[place] ?? '')
    return cell === '' ? undefined : cell
  }

  #acquiredAt(row: CsvRow): E.Either<Trouble, Instant | undefined> {
    const { places, header } = this.#columns
    const text = this.#cell('acquired-at', row)?.trim()
    if (text === undefined || text === '') return E.right(undefined)
    const { zone } = this.#source
    const stated = zone !== undefined && DATE.test(text) ? `${text}T23:59[${zone}]` : text
    const read = readInstant(header[places['acquired-at'] ?? -1] ?? 'acquired-at', stated)
    if (E.isRight(read)) return read
    const hint = zone === undefined && DATE.test(text) ? ', or --zone ZONE for dates' : ''
    return E.left({ ...read.left, line: `${this.#name}:${row.line}: ${read.left.line}${hint}` })
  }

  #noInstrument(row: CsvRow): E.Either<Trouble, never> {
    const { places, header } = this.#columns
    const names = INSTRUMENT_FIELDS.flatMap((field) => header[places[field] ?? -1] ?? [])
    const columns = names.map((name) => `\`${name}\``).join(', ')
    const found = names.length === 1 ? 'is empty' : 'are all empty'
    return E.left(
      inputTrouble(
        `${this.#name}:${row.line}: ${columns} ${found}, accepted is: what is held, by identifier`,
      ),
    )
  }

  /** The position of a row. */
  read(row: CsvRow): E.Either<Trouble, Position> {
    const named = instrumentIn(this.#columns, row.cells)
    if (named === undefined) return this.#noInstrument(row)
    const [scheme, value] = named
    const acquiredAt = this.#acquiredAt(row)
    if (E.isLeft(acquiredAt)) return acquiredAt
    if (isWrong(scheme, value)) this.#source.onBadIdentifier(`${this.#name}:${row.line}`, scheme, value)
    const [id, quantity] = [this.#cell('id', row), this.#cell('quantity', row)]
    return E.right({
      instrument: { [scheme]: value } as Named,
      ...(id === undefined ? {} : { id }),
      ...(quantity === undefined ? {} : { quantity }),
      ...(acquiredAt.right === undefined ? {} : { acquiredAt: acquiredAt.right }),
    })
  }
}

const isWrong = (scheme: Field, value: string): boolean =>
  scheme !== 'security' && !isWellFormedIdentifier({ scheme: scheme as keyof IdentifiedInstrument, value })

/** A position, with the row that it was read from. */
interface ReadPosition {
  readonly row: CsvRow
  readonly position: Position
}

/** A portfolio whose header was read. */
export interface Portfolio {
  readonly columns: Columns
  /** Its positions, once; trouble is the last thing yielded. */
  readonly positions: AsyncIterable<E.Either<Trouble, ReadPosition>>
}

/** Reads the header, and hands on the positions as they come. A file without a position is refused too. */
export const openPortfolio = async (source: PortfolioSource): Promise<E.Either<Trouble, Portfolio>> => {
  const name = nameOf(source.path)
  const rows = csvRows(source)
  const first = await rows.next()
  if (first.done === true)
    return E.left(inputTrouble(`${name}: it is empty, accepted is: a header, and a position a line`))
  if (E.isLeft(first.value)) return first.value
  const { line, cells } = first.value.right
  const columns = headerOf(`${name}:${line}`, cells, source)
  if (E.isLeft(columns)) {
    await rows.return()
    return columns
  }
  const reader = new PortfolioReader(columns.right, source)
  return E.right({ columns: columns.right, positions: positionsIn(rows, reader, name) })
}

const headerOf = (
  place: string,
  cells: readonly string[],
  { columns, reserved }: PortfolioSource,
): E.Either<Trouble, Columns> => {
  const read = readColumns(place, cells, columns)
  const taken = E.isRight(read) ? reserved.find((name) => read.right.header.includes(name)) : undefined
  return taken === undefined
    ? read
    : E.left(
        inputTrouble(
          `${place}: column \`${taken}\` is one that the answer adds, accepted is: none of that name`,
        ),
      )
}

async function* positionsIn(
  rows: AsyncIterable<E.Either<Trouble, CsvRow>>,
  reader: PortfolioReader,
  name: string,
): AsyncGenerator<E.Either<Trouble, ReadPosition>, void, undefined> {
  let isEmpty = true
  for await (const row of rows) {
    isEmpty = false
    const read = E.isLeft(row) ? row : reader.read(row.right)
    if (E.isLeft(read)) {
      yield read
      return
    }
    if (E.isRight(row)) yield E.right({ row: row.right, position: read.right })
  }
  if (isEmpty)
    yield E.left(inputTrouble(`${name}: it has no position, accepted is: a header, and a position a line`))
}
