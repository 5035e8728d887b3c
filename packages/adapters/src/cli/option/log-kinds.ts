/**
 * The kinds of logs that a URL may name, and what each has to say about opening one. PostgreSQL and EventStoreDB are loaded when a URL
 * names them and not before, so that nobody else waits for their clients.
 */
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { CopyTarget, Instant } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { memoryLog } from '../../memory/index.js'
import { sqliteLog } from '../../sqlite/index.js'
import { EXIT, logTrouble, type Trouble } from '../exit.js'

/** A log that a URL names. */
export interface LogPlace {
  /** Whether it is there. Nothing is made. */
  readonly isThere: () => Promise<E.Either<Trouble, boolean>>
  /** Opens it; where it is not there, it is made, if that is allowed. */
  readonly open: (how: {
    readonly create: boolean
    readonly now: () => Instant
  }) => Promise<E.Either<Trouble, CopyTarget>>
}

const unavailable = (name: string, reason: string): E.Either<Trouble, never> =>
  E.left({ exit: EXIT.logUnavailable, line: `${name} is not available: ${reason}` })

const hint = (name: string): string => `(\`vacatur init --log ${name}\` makes one)`

/** A log in memory: never there before, and gone afterwards. */
export const memoryPlace: LogPlace = {
  isThere: async () => Promise.resolve(E.right(false)),
  open: async ({ now }) => Promise.resolve(E.right(memoryLog({ now }))),
}

/** Why there is no file to open, where that is so, in terms of what to do about it. */
const fileAbsence = (path: string, create: boolean): string | undefined => {
  if (existsSync(path)) return undefined
  if (!existsSync(dirname(path))) return `there is no directory ${dirname(path)}`
  return create ? undefined : `there is no such file ${hint(`sqlite:${path}`)}`
}

/** A log in a file. */
export const sqlitePlace = (path: string): LogPlace => ({
  isThere: async () => Promise.resolve(E.right(existsSync(path))),
  open: async ({ create, now }) => {
    const absence = fileAbsence(path, create)
    if (absence !== undefined) return unavailable(`sqlite:${path}`, absence)
    return E.mapLeft(logTrouble)(await sqliteLog({ path, create, now })())
  },
})

/** A log in PostgreSQL; the error says what is wrong with the URL, and quotes nothing of it. */
export const postgresPlace = async (url: string): Promise<E.Either<string, LogPlace>> => {
  const { postgresLog, postgresLogExists, postgresLogName } = await import('../../postgres/index.js')
  const exists = postgresLogExists({ url })
  return E.map(
    (name: string): LogPlace => ({
      isThere: async () => E.mapLeft(logTrouble)(await exists()),
      open: async ({ create, now }) => {
        const log = await postgresLog({ url, create, now })()
        const there = E.isRight(log) || create ? E.right(true) : await exists()
        return E.isRight(there) && !there.right
          ? unavailable(name, `there is no such log ${hint(name)}`)
          : E.mapLeft(logTrouble)(log)
      },
    }),
  )(postgresLogName({ url }))
}

/**
 * A log in EventStoreDB; the error says what is wrong with the URL, and quotes nothing of it. A stream begins with its first event, so
 * an empty log is none: a name that was mistyped must not answer as if nobody had ever been listed.
 */
export const eventStorePlace = async (url: string): Promise<E.Either<string, LogPlace>> => {
  const { eventStoreLog, eventStoreLogName } = await import('../../eventstoredb/index.js')
  return E.map((name: string): LogPlace => {
    const open: LogPlace['open'] = async ({ create, now }) => {
      const log = E.mapLeft(logTrouble)(await eventStoreLog({ url, now })())
      if (E.isLeft(log) || create) return log
      const size = await log.right.size()()
      if (E.isRight(size) && size.right > 0) return log
      await log.right.close()()
      return E.isLeft(size)
        ? E.left(logTrouble(size.left))
        : unavailable(name, `there is no such stream ${hint(name)}`)
    }
    return { isThere: async () => streamIsThere(await eventStoreLog({ url })()), open }
  })(eventStoreLogName({ url }))
}

const streamIsThere = async (
  log: E.Either<Parameters<typeof logTrouble>[0], CopyTarget>,
): Promise<E.Either<Trouble, boolean>> => {
  if (E.isLeft(log)) return E.left(logTrouble(log.left))
  const size = await log.right.size()()
  await log.right.close()()
  return E.bimap(logTrouble, (count: number) => count > 0)(size)
}
