/** `vacatur screen`: a portfolio from CSV against the law at two points in time; positions are asked about as they are read. */
import { type Gate, type LawRecord, liveGate, type Position } from '@vacatur/core'
import { catalogue } from '@vacatur/rules'
import * as E from 'fp-ts/lib/Either.js'
import { type Ended, exitOf, logTrouble, type Trouble } from '../exit.js'
import { delimiterOf } from '../option/delimiter.js'
import { withLog } from '../option/log-url.js'
import { type Asking, readScreening, screened } from '../option/screening.js'
import { openPortfolio, type Portfolio } from '../read/portfolio.js'
import type { CsvRow } from '../read/csv.js'
import { securitiesOf } from '../read/securities.js'
import { type Deadline, drawCalendar, newDeadlines } from '../render/calendar.js'
import { progressOver } from '../render/progress.js'
import { ANSWER_COLUMNS } from '../render/screen-data.js'
import type { Surroundings } from '../surroundings.js'
import { linesTo } from '../write/lines.js'
import { writeWhole } from '../write/whole-file.js'
import { logChoiceOf } from './context.js'
import { screenOutput } from './screen-output.js'
import { type ScreenOptions, usageOf } from './screen-usage.js'
import { screenWarnings } from './screen-warnings.js'

const formOf = ({ json, csv }: ScreenOptions) => (json === true ? 'json' : csv === true ? 'csv' : 'text')

/** Where a portfolio is: the row that the position handed on last was read from, and the trouble that ended it. */
interface Reading {
  row: CsvRow | undefined
  trouble: Trouble | undefined
}

/** Positions for the gate, which answers one before it takes the next. */
const positionsOf = (portfolio: Portfolio) => {
  const reading: Reading = { row: undefined, trouble: undefined }
  async function* positions(): AsyncGenerator<Position, void, undefined> {
    for await (const read of portfolio.positions) {
      if (E.isLeft(read)) {
        reading.trouble = read.left
        return
      }
      reading.row = read.right.row
      yield read.right.position
    }
  }
  return { positions: positions(), reading }
}

/** What a screening is made from. */
interface Job {
  readonly gate: Gate
  readonly record: LawRecord
  readonly asking: Asking
  readonly portfolio: Portfolio
  readonly options: ScreenOptions
}

const writeCalendar = async (
  { record, asking, options: { ics } }: Job,
  deadlines: readonly Deadline[],
): Promise<E.Either<Trouble, void>> => {
  if (ics === undefined) return E.right(undefined)
  const { tradedAt: at, knownSize } = asking
  const entities = record.entities({ clock: 'recorded', knownSize })
  const nameOf = (entity: string): string => entities.get(entity)?.names[0] ?? entity
  return writeWhole(ics, await drawCalendar(deadlines, { at, knownSize, nameOf }))
}

const run = async (job: Job, { terminal }: Surroundings): Promise<Ended> => {
  const { gate, asking, portfolio, options } = job
  const lines = linesTo(terminal)
  const { columns } = portfolio
  const output = screenOutput({
    form: formOf(options),
    terminal,
    lines,
    asking,
    columns,
    delimiter: delimiterOf(options.delimiter) ?? ',',
  })
  const { positions, reading } = positionsOf(portfolio)
  const deadlines = newDeadlines()
  const rows = screened(gate, positions, asking)
  for await (const row of rows) {
    deadlines.add(row)
    if (reading.row !== undefined) output.take(row, reading.row)
    await lines.breathe()
  }
  if (reading.trouble !== undefined) return E.left(reading.trouble)
  const summary = rows.summary()
  const written = await writeCalendar(job, deadlines.all())
  if (E.isLeft(written)) return written
  output.end(summary)
  await lines.end()
  return E.right(exitOf(Object.keys(summary.outcomes) as (keyof typeof summary.outcomes)[]))
}

/** What to read: a portfolio with columns like those of an answer would give a CSV with columns that stand twice. */
const sourceOf = (path: string, { column, delimiter, zone, csv }: ScreenOptions) => ({
  path,
  columns: column ?? [],
  reserved: csv === true ? ANSWER_COLUMNS : [],
  delimiter: delimiterOf(delimiter) ?? ',',
  ...(zone === undefined ? {} : { zone }),
})

const screenWith = async (
  gate: Gate,
  { path, options }: { readonly path: string; readonly options: ScreenOptions },
  surroundings: Surroundings,
): Promise<Ended> => {
  const record = gate.record()
  const asking = readScreening(options, record, surroundings.now())
  if (E.isLeft(asking)) return asking
  const progress = progressOver([path], surroundings.terminal)
  const warnings = screenWarnings(surroundings)
  const { knownSize, tradedAt: at } = asking.right
  try {
    const portfolio = await openPortfolio({
      ...sourceOf(path, options),
      stdin: surroundings.stdin,
      onBytes: progress.advance,
      securityOf: securitiesOf({ record, knownSize, at }),
      ...warnings,
    })
    if (E.isLeft(portfolio)) return portfolio
    return await run(
      { gate, record, asking: asking.right, portfolio: portfolio.right, options },
      surroundings,
    )
  } finally {
    progress.end()
    warnings.end()
  }
}

/** Runs the command. */
export const screen = async (
  surroundings: Surroundings,
  path: string,
  options: ScreenOptions,
): Promise<Ended> => {
  const usage = usageOf(path, options, surroundings)
  if (E.isLeft(usage)) return usage
  return withLog(logChoiceOf(options, surroundings), { create: false }, async (log): Promise<Ended> => {
    const { unknownInstrument } = options
    const ifUnknown = unknownInstrument === undefined ? {} : { unknownInstrument }
    const gate = await liveGate({ log, rulesets: catalogue, ...ifUnknown })()
    if (E.isLeft(gate)) return E.left(logTrouble(gate.left))
    try {
      return await screenWith(gate.right, { path, options }, surroundings)
    } finally {
      await gate.right.close()
    }
  })
}
