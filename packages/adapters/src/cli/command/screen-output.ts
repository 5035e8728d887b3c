/** How screened positions are told: JSON lines, CSV, or a page for people. Rows come one by one; only the page keeps some. */
import type { ScreenRow, ScreenSummary } from '@vacatur/core'
import type { Columns } from '../option/column.js'
import type { Asking } from '../option/screening.js'
import type { CsvRow } from '../read/csv.js'
import { paintOf } from '../render/colour.js'
import { csvHeadOf, csvOf, csvRowOf, jsonLineOf, summaryJson } from '../render/screen-data.js'
import { drawScreen, drawSummary, newShown } from '../render/screen.js'
import type { Terminal } from '../surroundings.js'
import type { Lines } from '../write/lines.js'

/** Where rows go. */
export interface ScreenOutput {
  readonly take: (row: ScreenRow, read: CsvRow) => void
  readonly end: (summary: ScreenSummary) => void
}

/** The form that is asked for, and what is needed for it. */
export interface ScreenForm {
  readonly form: 'json' | 'csv' | 'text'
  readonly terminal: Terminal
  readonly lines: Lines
  readonly asking: Asking
  readonly columns: Columns
  readonly delimiter: string
}

const jsonOutput = ({ lines, columns, asking }: ScreenForm): ScreenOutput => ({
  take: (row, read) => lines.write(jsonLineOf(row, read, columns)),
  end: (summary) => lines.write(`${JSON.stringify(summaryJson(summary, asking))}\n`),
})

/** How many rows are put into CSV at once, which is faster than one by one. */
const ROWS_AT_ONCE = 200

/** Standard output is the table alone, for the next program; what it comes to goes to standard error. */
const csvOutput = ({ lines, columns, delimiter, terminal, asking }: ScreenForm): ScreenOutput => {
  let rows = [csvHeadOf(columns)]
  const hand = (): void => {
    lines.write(csvOf(rows, delimiter))
    rows = []
  }
  return {
    take: (row, read) => {
      rows.push(csvRowOf(row, read))
      if (rows.length === ROWS_AT_ONCE) hand()
    },
    end: (summary) => {
      hand()
      terminal.err(drawSummary({ asking, summary, columns: terminal.columns }))
    },
  }
}

const textOutput = ({ lines, terminal, asking }: ScreenForm): ScreenOutput => {
  const shown = newShown()
  return {
    take: (row, { line }) => shown.add({ row, line }),
    end: (summary) => {
      const view = { asking, summary, paint: paintOf(terminal.hasColour), columns: terminal.columns }
      lines.write(`${drawScreen(view, shown.of)}\n`)
    },
  }
}

const OUTPUTS = { json: jsonOutput, csv: csvOutput, text: textOutput } as const

/** The output in the form that is asked for. */
export const screenOutput = (form: ScreenForm): ScreenOutput => OUTPUTS[form.form](form)
