/** What `screen` is given: its options, and what is wrong with them, told before anything is read. */
import * as E from 'fp-ts/lib/Either.js'
import { badUsage, type Trouble } from '../exit.js'
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

/** Whether the options go together. */
export const usageOf = (
  path: string,
  options: ScreenOptions,
  surroundings: Surroundings,
): E.Either<Trouble, void> => {
  const { json, csv, delimiter = ',', ics } = options
  if (json === true && csv === true) return badUsage('`--json` and `--csv` at once, accepted is: one of them')
  if (delimiter.length !== 1 || '"\r\n'.includes(delimiter))
    return badUsage(`\`--delimiter\` is ${JSON.stringify(delimiter)}, accepted is: one character, like ;`)
  return ics === undefined ? E.right(undefined) : calendarAt(ics, { path, options }, surroundings)
}
