/** A file of comma-separated values (RFC 4180), row by row, as text; never all of it at once. What is wrong is told by line and column. */
import { createReadStream } from 'node:fs'
import { pipeline, Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import * as E from 'fp-ts/lib/Either.js'
import { inputTrouble, type Trouble } from '../exit.js'
import { delimiterDiffers, delimiterHint, delimiterIn } from '../option/delimiter.js'
import { nameOf, STDIN, unreadable } from './bytes.js'
import { CsvText, LONGEST_BYTES } from './csv-text.js'

/** A row: the line on which it ends, from 1, and its cells, as many as the first row has. */
export interface CsvRow {
  readonly line: number
  readonly cells: readonly string[]
}

/** What to read, and how. */
export interface CsvSource {
  readonly path: string
  readonly stdin: () => Readable
  /** One character; a comma when absent. */
  readonly delimiter?: string
  readonly onBytes?: (bytes: number) => void
}

const cellsIn = (thrown: CsvError): readonly unknown[] => {
  const record: unknown = thrown['record']
  return Array.isArray(record) ? record : []
}

/** Where lines end in several ways, the parser counts the two bytes of \r\n inside quotes as two lines: how many are one too many. */
const surplusIn = (cells: readonly unknown[]): number =>
  cells.reduce<number>((sum, cell) => sum + String(cell).split('\r\n').length - 1, 0)

/** How far the parser has come, which may be further than its reader. */
interface Reached {
  /** The cells of the first row. */
  header: readonly string[]
  /** The last line of the last whole row. */
  line: number
  /** How many lines the parser has counted too many. */
  surplus: number
  /** The lines of rows that were parsed and not yet read, in order. */
  ahead: number[]
}

const columnIn = (thrown: CsvError, { header }: Reached): string => {
  const column: unknown = thrown['column']
  return typeof column === 'number' ? ` in column \`${header[column] ?? column + 1}\`` : ''
}

/** What csv-parse found, in words. */
const explain = (name: string, thrown: CsvError, reached: Reached): Trouble => {
  const lines: unknown = thrown['lines']
  const line =
    typeof lines === 'number' ? lines - reached.surplus - surplusIn(cellsIn(thrown)) : reached.line + 1
  const next = reached.line + 1
  switch (thrown.code) {
    case 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH':
      return inputTrouble(
        `${name}:${line}: it has ${cellsIn(thrown).length} columns, accepted is: ${reached.header.length}, as many as the header${delimiterHint(reached.header)}`,
      )
    case 'CSV_QUOTE_NOT_CLOSED':
      return inputTrouble(`${name}:${next}: a quote is opened and never closed, accepted is: "…"`)
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'INVALID_OPENING_QUOTE':
      return inputTrouble(
        `${name}:${line}: a quote stands inside a value${columnIn(thrown, reached)}, accepted is: "…", with "" for a quote inside`,
      )
    case 'CSV_MAX_RECORD_SIZE':
      return inputTrouble(
        `${name}:${next}: a row is longer than ${LONGEST_BYTES} characters (is a quote left open?), accepted is: up to that size`,
      )
    default:
      return inputTrouble(`${name}:${line}: it is not CSV: ${thrown.message}, accepted is: CSV (RFC 4180)`)
  }
}

async function* counted(source: Readable, onBytes: CsvSource['onBytes']): AsyncGenerator<Buffer> {
  for await (const chunk of source as AsyncIterable<Buffer>) {
    onBytes?.(chunk.length)
    yield chunk
  }
}

/** The text without a first line that states the delimiter, whose end stays, so that lines are counted right. */
async function* withoutStated(
  text: CsvText,
  pieces: AsyncIterable<string>,
  { path, delimiter = ',' }: CsvSource,
): AsyncGenerator<string> {
  let isFirst = true
  for await (const piece of pieces) {
    const [line = ''] = isFirst ? piece.split(/[\r\n]/, 1) : []
    isFirst = false
    const stated = delimiterIn(line)
    if (stated !== undefined && stated !== delimiter) {
      text.trouble = inputTrouble(`${nameOf(path)}:1: ${delimiterDiffers(stated)}`)
      return
    }
    yield stated === undefined ? piece : piece.slice(line.length)
  }
}

/** Any of them ends a line, also in one file; the longest first. */
const LINE_ENDS = ['\r\n', '\n', '\r']

/** A row was parsed. */
const reach = (reached: Reached, cells: readonly string[], lines: number): void => {
  if (reached.line === 0) reached.header = cells
  if (lines - reached.surplus > reached.line + 1) reached.surplus += surplusIn(cells)
  reached.line = lines - reached.surplus
  reached.ahead.push(reached.line)
}

/** Parses what a source gives; whatever ends the source early ends the parser with it. */
const parserOf = (csv: CsvSource, text: CsvText, reached: Reached): Readable => {
  const { path, stdin, delimiter = ',', onBytes } = csv
  const source = path === STDIN ? stdin() : createReadStream(path, { highWaterMark: 1 << 18 })
  const parser = parse({
    bom: true,
    delimiter,
    // Not found out from the first line: files that were put together have several.
    record_delimiter: LINE_ENDS,
    max_record_size: LONGEST_BYTES,
    skip_empty_lines: true,
    on_record: (cells, { lines }) => {
      reach(reached, cells, lines)
      return cells
    },
  })
  // The parser is what is read: it is destroyed with the error, so that its reader is told.
  const pieces = withoutStated(text, text.of(counted(source, onBytes)), csv)
  pipeline(Readable.from(pieces), parser, () => source.destroy())
  return parser
}

/** The lines of the rows that are read next, taken many at once: shifting them one by one would move them all each time. */
const linesInOrder = (reached: Reached): (() => number) => {
  let lines: readonly number[] = []
  let at = 0
  return () => {
    if (at === lines.length) {
      lines = reached.ahead
      reached.ahead = []
      at = 0
    }
    at += 1
    return lines[at - 1] ?? reached.line
  }
}

/** The rows, the first one among them. Trouble is the last thing yielded; rows just before it may be left out. */
export async function* csvRows(
  source: CsvSource,
): AsyncGenerator<E.Either<Trouble, CsvRow>, void, undefined> {
  const name = nameOf(source.path)
  const text = new CsvText(name)
  const reached: Reached = { header: [], line: 0, surplus: 0, ahead: [] }
  const nextLine = linesInOrder(reached)
  try {
    const rows = parserOf(source, text, reached) as AsyncIterable<readonly string[]>
    for await (const cells of rows) yield E.right({ line: nextLine(), cells })
    if (text.trouble !== undefined) yield E.left(text.trouble)
  } catch (thrown) {
    if (text.trouble !== undefined) yield E.left(text.trouble)
    else
      yield thrown instanceof CsvError
        ? E.left(explain(name, thrown, reached))
        : unreadable(source.path, thrown)
  }
}
