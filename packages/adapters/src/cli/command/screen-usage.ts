/** What `screen` is given: its options, and what is wrong with them, told before anything is read. */
import { resolveWallClock, show } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { badUsage, inputTrouble, type Trouble } from '../exit.js'
import { delimiterOf } from '../option/delimiter.js'
import { logFilesOf } from '../option/log-url.js'
import type { ScreeningOptions } from '../option/screening.js'
import { STDIN } from '../read/bytes.js'
import type { Surroundings } from '../surroundings.js'
import { type Kept, mayWrite } from '../write/whole-file.js'
import { type CommonOptions, logChoiceOf } from './context.js'

/** The options as given. */
export interface ScreenOptions extends CommonOptions, ScreeningOptions {
  readonly column?: readonly string[]
  readonly delimiter?: string
  readonly zone?: string
  readonly csv?: boolean
  readonly ics?: string
}

/** The portfolio, by its descriptor where standard input is read from a file. */
const portfolioAt = (path: string, { stdin }: Surroundings): Kept | undefined => {
  const file = path === STDIN ? (stdin() as { readonly fd?: unknown }).fd : path
  return typeof file === 'string' || typeof file === 'number'
    ? { file, what: 'the portfolio that is read' }
    : undefined
}

/** Whether a calendar may be written there: over a file of its own, and never over what is read. */
const calendarAt = (
  ics: string,
  { path, options }: { readonly path: string; readonly options: ScreenOptions },
  surroundings: Surroundings,
): E.Either<Trouble, void> => {
  if (ics === '' || ics === STDIN)
    return badUsage(
      `\`--ics\` is ${JSON.stringify(ics)}, accepted is: a file to write (standard output has the answers)`,
    )
  const portfolio = portfolioAt(path, surroundings)
  const log = logFilesOf(logChoiceOf(options, surroundings))
  return mayWrite(ics, [
    ...log.map((file) => ({ file, what: 'the log, or a file that belongs to it' })),
    ...(portfolio === undefined ? [] : [portfolio]),
  ])
}

/** Told here, and not of every row that has a date. */
const readZone = (zone: string): E.Either<Trouble, unknown> =>
  E.mapLeft((accepted: string) => inputTrouble(`\`--zone\` is ${show(zone)}, accepted is: ${accepted}`))(
    resolveWallClock({ local: '2021-01-01T12:00', zone }),
  )

/** Whether the options go together. */
export const usageOf = (
  path: string,
  options: ScreenOptions,
  surroundings: Surroundings,
): E.Either<Trouble, void> => {
  const { json, csv, delimiter, zone, ics } = options
  if (json === true && csv === true) return badUsage('`--json` and `--csv` at once, accepted is: one of them')
  if (delimiterOf(delimiter) === undefined)
    return badUsage(
      `\`--delimiter\` is ${JSON.stringify(delimiter)}, accepted is: one character, like ;, or \\t for a tab`,
    )
  const read = zone === undefined ? E.right(undefined) : readZone(zone)
  if (E.isLeft(read)) return read
  return ics === undefined ? E.right(undefined) : calendarAt(ics, { path, options }, surroundings)
}
