/** A log in PostgreSQL: many machines append to it and follow it. Durable when append returns. */
import {
  type AbortSignalLike,
  type AppendFailure,
  type Appended,
  type AppendOptions,
  type CopyTarget,
  type EntryInvalid,
  type FollowOptions,
  type LogClosed,
  type LogCorrupt,
  type LogUnavailable,
  type Prepared,
  prepareAll,
  prepareRecorded,
  type ReadFailure,
} from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { elapsedMs, processTimer } from '../clock/index.js'
import { type Bell, newBell } from '../shared/bell.js'
import { DEFAULT_RHYTHM, type Followable, followed } from '../shared/follow.js'
import { deepFrozen } from '../shared/frozen.js'
import { sha256Hex } from '../shared/hash.js'
import { orReject } from '../shared/log-error.js'
import { type Page, pagesOf, type ReadPage } from '../shared/page.js'
import { together } from '../shared/together.js'
import { inTurn } from '../shared/turn.js'
import { appendOnce, type Order, type Writer } from './append.js'
import type { Driver } from './driver.js'
import { type Ears, newEars } from './ears.js'
import { failureOf, isPassing, reasonWithoutSecrets } from './errors.js'
import { openTable } from './open.js'
import type { Place, PostgresLogOptions } from './options.js'
import { pageOf } from './page.js'
import { reachOf } from './reach.js'
import { newServer, type Patience, patiently, type Server } from './server.js'

/** An open log: what its parts share. */
interface Open {
  readonly place: Place
  readonly server: Server
  readonly writer: Writer
  readonly bell: Bell
  readonly ears: Ears
  readonly isClosed: () => boolean
  readonly setClosed: () => void
}

const closed = ({ place }: Open): E.Left<LogClosed> => ({
  _tag: 'Left',
  left: { tag: 'LogClosed', log: place.name },
})

const readOnce = async ({ server, writer }: Open, from: number, until: number) =>
  server.withClient((_, ask) => pageOf(writer.table, ask, { from, until }))

/** Pages, with so much patience, as long as the log is open. */
const reading =
  ({
    open,
    read,
    patienceMs,
  }: {
    readonly open: Open
    readonly read: typeof readOnce
    readonly patienceMs: number
  }): ReadPage =>
  async (from, until): Promise<E.Either<ReadFailure, Page>> => {
    if (open.isClosed()) return closed(open)
    const end = elapsedMs() + patienceMs
    const patience: Patience = { deadline: () => end, isOver: open.isClosed, isPassing }
    try {
      return await patiently(patience, () => read(open, from, until))
    } catch (thrown) {
      return open.isClosed() ? closed(open) : E.left(failureOf(thrown, open.place))
    }
  }

const append = async (open: Open, order: Order): Promise<E.Either<AppendFailure, Appended>> => {
  const { server, writer, place } = open
  let deadline = elapsedMs() + place.patienceMs
  let isLost = false
  const attempt = async (): Promise<E.Either<AppendFailure, Appended>> => {
    try {
      return await server.withClient((_, ask) => appendOnce(writer, ask, order))
    } catch (thrown) {
      if (order.sent !== undefined && !isLost) deadline = elapsedMs() + place.patienceMs
      isLost = order.sent !== undefined
      throw thrown
    }
  }
  const patience: Patience = {
    deadline: () => deadline,
    isOver: open.isClosed,
    isPassing: (thrown) => order.sent !== undefined || isPassing(thrown),
  }
  try {
    return open.isClosed() ? closed(open) : await patiently(patience, attempt)
  } catch (thrown) {
    if (order.sent !== undefined) {
      const reason = reasonWithoutSecrets(thrown, place)
      return E.left({ tag: 'OutcomeUnknown', log: place.name, reason })
    }
    return open.isClosed() ? closed(open) : E.left(failureOf(thrown, place))
  }
}

/** Resolves when the log is closed or the signal aborts, so that following ends then though a server does not answer. */
const ending = (open: Open, signal: AbortSignalLike | undefined) => {
  let end = (): void => undefined
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const stopListening = open.bell.listen(() => {
    if (open.isClosed()) end()
  })
  signal?.addEventListener('abort', end)
  const forget = (): void => {
    stopListening()
    signal?.removeEventListener('abort', end)
  }
  return { ended: ended.then(() => closed(open)), forget }
}

/** Follows, and listens meanwhile. All followers of a log read together, and share what they read, so it is frozen. */
async function* following(open: Open, read: typeof readOnce, options: FollowOptions) {
  const { bell, ears, place } = open
  const { ended, forget } = ending(open, options.signal)
  const readPage = reading({ open, read, patienceMs: 0 })
  const followable: Followable = {
    name: place.name,
    readPage: async (from, until) => Promise.race([readPage(from, until), ended]),
    bell,
    isClosed: open.isClosed,
  }
  const enough = open.isClosed() ? forget : ears.want()
  try {
    yield* followed(followable, options, { ...DEFAULT_RHYTHM, heartbeatMs: place.heartbeatMs })
  } finally {
    forget()
    enough()
  }
}

const logOn = (open: Open): CopyTarget => {
  const { bell, ears, server, place } = open
  const turn = inTurn()
  const shared = together(async (from, until) => deepFrozen(await readOnce(open, from, until)))
  const readPage = reading({ open, read: readOnce, patienceMs: place.patienceMs })
  const write =
    (
      prepare: () => E.Either<EntryInvalid, readonly Prepared[]>,
      options?: AppendOptions,
    ): TaskEither<AppendFailure, Appended> =>
    async () => {
      if (open.isClosed()) return closed(open)
      const prepared = prepare()
      if (E.isLeft(prepared)) return prepared
      const answer = await turn(() => append(open, { prepared: prepared.right, options, sent: undefined }))
      if (E.isRight(answer) && answer.right.added > 0) bell.ring()
      return answer
    }
  return {
    name: place.name,
    append: (entries, options) => write(() => prepareAll(entries, sha256Hex), options),
    appendRecorded: (entries) => write(() => prepareRecorded(entries, sha256Hex)),
    size: () => async () => E.map(({ size }: Page) => size)(await readPage(0, 0)),
    read: (range = {}) => pagesOf(readPage, range),
    follow: (options = {}) => following(open, async (_, from, until) => shared(from, until), options),
    timer: processTimer,
    close: () => async () => {
      open.setClosed()
      bell.ring()
      ears.stop()
      await server.end()
      return E.right(undefined)
    },
  }
}

const openOn = async (
  driver: Driver,
  place: Place,
): Promise<E.Either<LogCorrupt | LogUnavailable, CopyTarget>> => {
  const server = newServer(driver, place)
  const table = await openTable(server, place)
  if (E.isLeft(table)) {
    await server.end()
    return table
  }
  const bell = newBell()
  // A channel has at most 63 characters; every log of a database has its own.
  const channel = `vacatur_${sha256Hex(`${place.schema} ${place.log}`).slice(0, 32)}`
  const ears = newEars({ driver, config: place.client, channel, ring: bell.ring })
  const writer: Writer = { table: table.right, memory: new Map(), now: place.now, channel, met: false }
  let isClosed = false
  const setClosed = (): void => {
    isClosed = true
  }
  return E.right(logOn({ place, server, writer, bell, ears, isClosed: () => isClosed, setClosed }))
}

/**
 * Opens a log, and makes or migrates schema and log where that is needed. A schema that holds something else is left as it is, and
 * the failure says so. Needs the package `pg`.
 */
export const postgresLog =
  (options: PostgresLogOptions): TaskEither<LogCorrupt | LogUnavailable, CopyTarget> =>
  async () => {
    const reach = await reachOf(options)
    return E.isLeft(reach) ? reach : openOn(reach.right.driver, reach.right.place)
  }

/** `postgresLog` as a promise, which rejects with a `LogError`. */
export const openPostgresLog = async (options: PostgresLogOptions): Promise<CopyTarget> =>
  orReject(postgresLog(options))
