/** Screened positions for programs: JSON lines, or the rows of the portfolio with columns added. Quantities stay text. */
import { type Instant, type ScreenRow, type ScreenSummary, textOf } from '@vacatur/core'
import { stringify } from 'csv-stringify/sync'
import type { Asking } from '../option/screening.js'
import type { Columns } from '../option/column.js'
import type { CsvRow } from '../read/csv.js'

const text = (instant: Instant | null): string | null => (instant === null ? null : textOf(instant))

const answerOf = ({
  outcome,
  code,
  group,
  deadline,
  next,
  entity,
  program,
  listing,
  standing,
}: ScreenRow) => ({
  outcome,
  code,
  group,
  deadline: text(deadline),
  next: text(next),
  entity,
  program,
  listing,
  standing,
})

/** The columns that are added to a portfolio. */
export const ANSWER_COLUMNS = [
  'vacatur_outcome',
  'vacatur_code',
  'vacatur_group',
  'vacatur_deadline',
  'vacatur_next',
  'vacatur_entity',
  'vacatur_program',
  'vacatur_listing',
  'vacatur_standing',
] as const

/** The row as a line of JSON; `columns` are those that say nothing to us, as they stood. */
export const jsonLineOf = (row: ScreenRow, { line, cells }: CsvRow, { header, places }: Columns): string => {
  const { instrument, id, quantity, acquiredAt } = row.position
  const known = new Set(Object.values(places))
  const others = header.flatMap((name, place) => (known.has(place) ? [] : [[name, cells[place] ?? '']]))
  return `${JSON.stringify({
    line,
    id,
    instrument,
    quantity,
    acquiredAt: acquiredAt === undefined ? undefined : textOf(acquiredAt),
    ...answerOf(row),
    columns: Object.fromEntries(others) as Readonly<Record<string, string>>,
  })}\n`
}

/** The header of the CSV that is written. */
export const csvHeadOf = ({ header }: Columns): readonly string[] => [...header, ...ANSWER_COLUMNS]

/** The cells of the row as they stood, and the answer beside them. */
export const csvRowOf = (row: ScreenRow, { cells }: CsvRow): readonly string[] => [
  ...cells,
  ...Object.values(answerOf(row)).map((value) => value ?? ''),
]

/** Rows as CSV. */
export const csvOf = (rows: readonly (readonly string[])[], delimiter: string): string =>
  stringify([...rows], { delimiter })

/** What it all came to, in JSON. */
export const summaryJson = (
  { positions, groups, outcomes, deadlines, ahead }: ScreenSummary,
  { tradedAt, person, activity, purpose, aheadDays, knownSize }: Asking,
): object => ({
  summary: {
    asOf: { clock: 'recorded', validAt: textOf(tradedAt), size: knownSize },
    asked: { activity, purpose, person, aheadDays },
    positions,
    groups,
    outcomes,
    deadlines: deadlines.map((one) => ({ ...one, deadline: textOf(one.deadline) })),
    ahead: ahead.map((one) => ({ ...one, at: textOf(one.at) })),
  },
})
