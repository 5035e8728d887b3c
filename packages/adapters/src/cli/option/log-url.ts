/** From `--log URL` to an open log. */
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { EventLog, Instant, LawRecord, RecordOptions, Rulesets } from '@vacatur/core'
import { readRecord } from '@vacatur/core'
import { catalogue } from '@vacatur/rules'
import * as E from 'fp-ts/lib/Either.js'
import { memoryLog } from '../../memory/index.js'
import { sqliteLog } from '../../sqlite/index.js'
import { badUsage, EXIT, logTrouble, type Trouble } from '../exit.js'

/** Which log, as given, and what stands in for it where nothing is. */
export interface LogChoice {
  readonly log?: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly now: () => Instant
}

/** What is accepted, for help and messages. */
export const LOG_URL = 'memory: or sqlite:PATH'

type Found = { readonly kind: 'memory' } | { readonly kind: 'sqlite'; readonly path: string }

const LATER = ['postgres:', 'postgresql:', 'esdb:', 'esdb+discover:', 'kurrentdb:']

const find = ({ log, environment }: LogChoice): E.Either<Trouble, Found> => {
  const url = log ?? environment['VACATUR_LOG']
  if (url === undefined || url === '')
    return badUsage(`no log, accepted is: --log ${LOG_URL} (or VACATUR_LOG)`)
  if (url === 'memory:') return E.right({ kind: 'memory' })
  if (url.startsWith('sqlite:') && url.length > 'sqlite:'.length) {
    return E.right({ kind: 'sqlite', path: url.slice('sqlite:'.length) })
  }
  if (LATER.some((scheme) => url.startsWith(scheme))) {
    const scheme = url.slice(0, url.indexOf(':') + 1)
    return badUsage(`logs of \`${scheme}\` come in a later version, accepted is now: ${LOG_URL}`)
  }
  // Not the whole URL: it might hold a password.
  const shown = url.includes('@') ? `${url.slice(0, url.indexOf(':') + 1)}…` : url
  return badUsage(`\`--log\` is ${shown}, accepted is: ${LOG_URL}`)
}

/** Why there is no file to open, where that is so, in terms of what to do about it. */
const absence = (path: string, create: boolean): E.Either<Trouble, void> => {
  const name = `sqlite:${path}`
  const reason = existsSync(path)
    ? undefined
    : !existsSync(dirname(path))
      ? `there is no directory ${dirname(path)}`
      : create
        ? undefined
        : `there is no such file (\`vacatur init --log ${name}\` makes one)`
  if (reason === undefined) return E.right(undefined)
  return E.left({ exit: EXIT.logUnavailable, line: `${name} is not available: ${reason}` })
}

const open = async (
  found: Found,
  create: boolean,
  now: () => Instant,
): Promise<E.Either<Trouble, EventLog>> => {
  if (found.kind === 'memory') return E.right(memoryLog({ now }))
  const there = absence(found.path, create)
  if (E.isLeft(there)) return there
  return E.mapLeft(logTrouble)(await sqliteLog({ path: found.path, create, now })())
}

/** Whether there is a log yet. A log in memory never is. */
export const logIsThere = (choice: LogChoice): E.Either<Trouble, boolean> =>
  E.map((found: Found) => found.kind === 'sqlite' && existsSync(found.path))(find(choice))

/** Opens the log, creating it where `create` says so, hands it to `use`, and closes it whatever comes. */
export const withLog = async <A>(
  choice: LogChoice,
  { create }: { readonly create: boolean },
  use: (log: EventLog) => Promise<E.Either<Trouble, A>>,
): Promise<E.Either<Trouble, A>> => {
  const found = find(choice)
  if (E.isLeft(found)) return found
  const log = await open(found.right, create, choice.now)
  if (E.isLeft(log)) return log
  try {
    return await use(log.right)
  } finally {
    await log.right.close()()
  }
}

/** Reads the whole log, to be asked. It is never created. */
export const openedRecord = async (
  choice: LogChoice,
  options: RecordOptions & { readonly rulesets?: Rulesets } = {},
): Promise<E.Either<Trouble, LawRecord>> =>
  withLog(choice, { create: false }, async (log) =>
    E.mapLeft(logTrouble)(await readRecord({ log, rulesets: catalogue, ...options })()),
  )
