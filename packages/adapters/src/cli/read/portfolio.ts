/** A portfolio from CSV: a position a row, as they come. Quantities stay the text they are; what is no CSV ends it. */
import type { Position } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { inputTrouble, type Trouble } from '../exit.js'
import { type Columns, readColumns } from '../option/column.js'
import { delimiterHint } from '../option/delimiter.js'
import { nameOf } from './bytes.js'
import { type CsvRow, csvRows, type CsvSource } from './csv.js'
import { positionReader, type RowReading } from './position.js'

/** What to read, and how its columns are named. */
export interface PortfolioSource extends CsvSource, RowReading {
  /** `FIELD=NAME` each. */
  readonly columns: readonly string[]
  /** Names that no column may have. */
  readonly reserved: readonly string[]
}

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
  const read = positionReader({ name, columns: columns.right }, source)
  return E.right({ columns: columns.right, positions: positionsIn(rows, read, name) })
}

const headerOf = (
  place: string,
  cells: readonly string[],
  { columns, reserved }: PortfolioSource,
): E.Either<Trouble, Columns> => {
  const read = E.mapLeft((trouble: Trouble) => ({ ...trouble, line: trouble.line + delimiterHint(cells) }))(
    readColumns(place, cells, columns),
  )
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
  read: (row: CsvRow) => Position,
  name: string,
): AsyncGenerator<E.Either<Trouble, ReadPosition>, void, undefined> {
  let isEmpty = true
  for await (const row of rows) {
    isEmpty = false
    yield E.map((one: CsvRow) => ({ row: one, position: read(one) }))(row)
    if (E.isLeft(row)) return
  }
  if (isEmpty)
    yield E.left(inputTrouble(`${name}: it has no position, accepted is: a header, and a position a line`))
}
