/** A log in one SQLite file: durable when append returns, readable by other processes while one writes. */
import {
  type AppendFailure,
  type Appended,
  type AppendOptions,
  type CopyTarget,
  type EntryInvalid,
  type LogClosed,
  type LogCorrupt,
  type LogUnavailable,
  type Prepared,
  prepareAll,
  prepareRecorded,
} from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type Clock, Instant, processTimer } from '../clock/index.js'
import { newBell } from '../shared/bell.js'
import { DEFAULT_RHYTHM, followed, type Rhythm } from '../shared/follow.js'
import { sha256Hex } from '../shared/hash.js'
import { orReject } from '../shared/log-error.js'
import { pagesOf } from '../shared/page.js'
import { inTurn } from '../shared/turn.js'
import { appendPrepared, type Writer } from './append.js'
import type { Connection } from './connection.js'
import { failureOf } from './errors.js'
import { openFailureOf, openFile } from './open.js'
import { pageOf } from './page.js'
import { patiently } from './patience.js'
import type { Presence } from './presence.js'
import { pulseWatch, startPulse } from './pulse.js'
import { newTail } from './tail.js'

/** How to open a log in a file. */
export interface SqliteLogOptions extends Partial<Rhythm> {
  /** The path of the file. Beside it SQLite keeps `-wal` and `-shm` while the log is open; they belong to it. */
  readonly path: string
  /** Whether to make the file where there is none; true when absent. */
  readonly create?: boolean
  /** Stamps `recordedAt`; the machine's clock when absent. */
  readonly now?: Clock
  /**
   * Promises to be there: followers in every process then take the log for lost when it beats no more, as when this process was
   * killed. Milliseconds between beats, well below the followers' `staleAfterMs`. Absent: nothing is promised, and to followers a log
   * that can be read is alive. Closing the log takes the promise back.
   */
  readonly pulseEveryMs?: number
  /** How long to wait while another process writes, in milliseconds; 10,000 when absent. */
  readonly busyTimeoutMs?: number
}

const DEFAULT_BUSY_TIMEOUT_MS = 10_000

type Settled = Required<Pick<SqliteLogOptions, 'path' | 'now' | 'busyTimeoutMs'>> & Rhythm

/** Why a log whose file is not at its path is not asked. */
const ABSENT: Readonly<Record<Exclude<Presence, 'there'>, string>> = {
  away: 'the file was moved away, or removed',
  gone: 'the file was removed, or another took its place',
}

/** Answers with the failure where the log is closed, the file is gone, or SQLite throws. */
const guarded = (connection: Connection, isClosed: () => boolean, patienceMs: number) => {
  const { name } = connection
  return async <F extends { readonly tag: string }, A>(
    attempt: () => E.Either<F, A>,
  ): Promise<E.Either<F | LogClosed | LogCorrupt | LogUnavailable, A>> => {
    try {
      return await patiently<E.Either<F | LogClosed | LogUnavailable, A>>(patienceMs, () => {
        if (isClosed()) return E.left({ tag: 'LogClosed', log: name })
        const presence = connection.presence()
        return presence === 'there'
          ? attempt()
          : E.left({ tag: 'LogUnavailable', log: name, reason: ABSENT[presence] })
      })
    } catch (thrown) {
      return E.left(failureOf(thrown, name))
    }
  }
}

const dataVersion = ({ statements }: Connection): number => {
  try {
    return Number((statements.dataVersion.get() as readonly unknown[])[0])
  } catch {
    // The next look at the log will say why.
    return -1
  }
}

/** What tells followers of the file itself. */
const watched = (connection: Connection, path: string) => ({
  name: connection.name,
  version: () => dataVersion(connection),
  isLost: () => connection.presence() === 'gone',
  aliveness: () => pulseWatch(path),
})

const logOn = (connection: Connection, { path, now, busyTimeoutMs, ...rhythm }: Settled): CopyTarget => {
  const { name } = connection
  const bell = newBell()
  const writer: Writer = { connection, tail: newTail(), now }
  let closed = false
  const isClosed = (): boolean => closed
  const attempt = guarded(connection, isClosed, busyTimeoutMs)
  const turn = inTurn()
  const readPage = async (from: number, until: number) => attempt(() => pageOf(connection, from, until))
  const followable = { ...watched(connection, path), readPage, bell, isClosed }
  const write =
    (
      prepare: () => E.Either<EntryInvalid, readonly Prepared[]>,
      options?: AppendOptions,
    ): TE.TaskEither<AppendFailure, Appended> =>
    async () => {
      if (closed) return E.left({ tag: 'LogClosed', log: name })
      const prepared = prepare()
      if (E.isLeft(prepared)) return prepared
      const answer = await turn(() => attempt(() => appendPrepared(writer, prepared.right, options)))
      if (E.isRight(answer) && answer.right.added > 0) bell.ring()
      return answer
    }
  return {
    name,
    append: (entries, options) => write(() => prepareAll(entries, sha256Hex), options),
    appendRecorded: (entries) => write(() => prepareRecorded(entries, sha256Hex)),
    size: () => async () => E.map(({ size }: { readonly size: number }) => size)(await readPage(0, 0)),
    read: (range = {}) => pagesOf(readPage, range),
    follow: (options = {}) => followed(followable, options, rhythm),
    timer: processTimer,
    close: () =>
      TE.fromIO(() => {
        if (!closed) connection.close()
        closed = true
        bell.ring()
      }),
  }
}

/** The connection with the pulse that was promised, until it is closed; where that cannot be, nothing stays open. */
const pulsing = (connection: Connection, { path, pulseEveryMs }: SqliteLogOptions): Connection => {
  if (pulseEveryMs === undefined) return connection
  try {
    const stop = startPulse(path, pulseEveryMs)
    return {
      ...connection,
      close: () => {
        stop()
        connection.close()
      },
    }
  } catch (thrown) {
    connection.close()
    throw thrown
  }
}

/** Opens a log, and makes one where there is none. A file that is not a log is left as it is, and the failure says what it is. */
export const sqliteLog =
  (options: SqliteLogOptions): TE.TaskEither<LogCorrupt | LogUnavailable, CopyTarget> =>
  async () => {
    const { path, create = true, now = Instant.now, busyTimeoutMs = DEFAULT_BUSY_TIMEOUT_MS } = options
    const name = `sqlite:${path}`
    const rhythm = {
      pollMs: options.pollMs ?? DEFAULT_RHYTHM.pollMs,
      heartbeatMs: options.heartbeatMs ?? DEFAULT_RHYTHM.heartbeatMs,
    }
    try {
      const opened = await patiently(busyTimeoutMs, () => openFile({ path, name, create }))
      return E.map((connection: Connection) =>
        logOn(pulsing(connection, options), { path, now, busyTimeoutMs, ...rhythm }),
      )(opened)
    } catch (thrown) {
      return E.left(openFailureOf(thrown, name))
    }
  }

/** `sqliteLog` as a promise, which rejects with a `LogError`. */
export const openSqliteLog = async (options: SqliteLogOptions): Promise<CopyTarget> =>
  orReject(sqliteLog(options))
