/** From `--log URL` to an open log. */
import { existsSync, realpathSync } from 'node:fs'
import type { CopyTarget, Instant, LawRecord, RecordOptions, Rulesets } from '@vacatur/core'
import { readRecord } from '@vacatur/core'
import { catalogue } from '@vacatur/rules'
import * as E from 'fp-ts/lib/Either.js'
import { badUsage, logTrouble, type Trouble } from '../exit.js'
import { eventStorePlace, type LogPlace, memoryPlace, postgresPlace, sqlitePlace } from './log-kinds.js'

/** Which log, as given, and what stands in for it where nothing is. */
export interface LogChoice {
  readonly log?: string
  /** The option by which it was given; `--log` when absent. */
  readonly option?: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly now: () => Instant
}

/** What is accepted, for help and messages. */
export const LOG_URL = 'memory:, sqlite:PATH, postgres://… or esdb://…'

const after = (scheme: string, url: string): string | undefined =>
  url.startsWith(scheme) && url.length > scheme.length ? url.slice(scheme.length) : undefined

const isOf = (url: string, ...schemes: readonly string[]): boolean =>
  schemes.some((scheme) => url.startsWith(scheme))

/** Not the whole URL: it might hold a password. */
const shown = (url: string): string => (/[@?]/.test(url) ? `${url.slice(0, url.indexOf(':') + 1)}…` : url)

const find = async ({
  log,
  option = '--log',
  environment,
}: LogChoice): Promise<E.Either<Trouble, LogPlace>> => {
  const url = log ?? environment['VACATUR_LOG']
  if (url === undefined || url === '')
    return badUsage(`no log, accepted is: ${option} ${LOG_URL} (or VACATUR_LOG)`)
  if (url === 'memory:') return E.right(memoryPlace)
  const path = after('sqlite:', url)
  if (path !== undefined) return E.right(sqlitePlace(path))
  const server = isOf(url, 'postgres:', 'postgresql:')
    ? await postgresPlace(url)
    : isOf(url, 'esdb:', 'esdb+discover:')
      ? await eventStorePlace(url)
      : undefined
  if (server !== undefined) {
    return E.isRight(server) ? server : badUsage(`\`${option}\` is ${shown(url)}: ${server.left}`)
  }
  const instead = isOf(url, 'kurrentdb:', 'kurrentdb+discover:') ? ' (KurrentDB too is esdb:// here)' : ''
  return badUsage(`\`${option}\` is ${shown(url)}, accepted is: ${LOG_URL}${instead}`)
}

/** What the adapter and SQLite keep beside the file of a log. */
const BESIDE = ['', '-wal', '-shm', '-journal', '-pulse', '-size'] as const

/** The files that a log in a file consists of, there or not; none for a log elsewhere. */
export const logFilesOf = ({ log, environment }: LogChoice): readonly string[] => {
  const path = after('sqlite:', log ?? environment['VACATUR_LOG'] ?? '')
  if (path === undefined) return []
  // SQLite keeps its own beside the file that a link leads to.
  const real = existsSync(path) ? realpathSync(path) : path
  return [path, real].flatMap((one) => BESIDE.map((suffix) => one + suffix))
}

/** Whether there is a log yet. A log in memory never is; a stream of EventStoreDB is once it has an entry. */
export const logIsThere = async (choice: LogChoice): Promise<E.Either<Trouble, boolean>> => {
  const found = await find(choice)
  return E.isLeft(found) ? found : found.right.isThere()
}

/** Opens the log, creating it where `create` says so, hands it to `use`, and closes it whatever comes. */
export const withLog = async <A>(
  choice: LogChoice,
  { create }: { readonly create: boolean },
  use: (log: CopyTarget) => Promise<E.Either<Trouble, A>>,
): Promise<E.Either<Trouble, A>> => {
  const found = await find(choice)
  if (E.isLeft(found)) return found
  const log = await found.right.open({ create, now: choice.now })
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
