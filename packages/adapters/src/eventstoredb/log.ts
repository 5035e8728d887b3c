/** A log in one stream of EventStoreDB: the revision of an event is the index of its entry. */
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
  type ReadFailure,
  type Recorded,
} from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { Instant, processTimer } from '../clock/index.js'
import { sha256Hex } from '../shared/hash.js'
import { orReject } from '../shared/log-error.js'
import { pagesOf } from '../shared/page.js'
import { inTurn } from '../shared/turn.js'
import { appendPrepared, type Writer } from './append.js'
import type { Line } from './calls.js'
import { type Lease, leaseClient } from './client.js'
import { newFeed } from './feed.js'
import { type Followable, following } from './follow.js'
import { newKnown } from './known.js'
import { type EventStoreLogOptions, type Settings, settingsOf } from './options.js'
import { patiently } from './patience.js'
import { readEnd, readPage } from './stretch.js'
import { failureOf, type Trouble } from './trouble.js'

/** Reading, with patience, and with an eye on entries that were there before. */
const readerOf = ({ name, patienceMs }: Settings, line: Line, isClosed: () => boolean) => {
  let seen = 0
  const wentBack = (size: number): LogCorrupt => ({
    tag: 'LogCorrupt',
    log: name,
    index: size,
    reason: `it had ${seen} entries and now has ${size}`,
  })
  const closed: E.Either<LogClosed, never> = E.left({ tag: 'LogClosed', log: name })
  const ask = async <A>(attempt: () => Promise<E.Either<Trouble, A>>): Promise<E.Either<ReadFailure, A>> => {
    if (isClosed()) return closed
    const answer = await patiently(patienceMs, isClosed, attempt)
    if (isClosed()) return closed
    return E.mapLeft((trouble: Trouble): ReadFailure => failureOf(name, trouble))(answer)
  }
  const size = async (): Promise<E.Either<ReadFailure, number>> => {
    const before = seen
    const end = await ask(async () => readEnd(line))
    if (E.isLeft(end)) return end
    if (end.right.size < before) return E.left(wentBack(end.right.size))
    seen = Math.max(seen, end.right.size)
    return E.right(end.right.size)
  }
  const page = async (from: number, until: number): Promise<E.Either<ReadFailure, readonly Recorded[]>> => {
    const before = seen
    const entries = await ask(async () => readPage(line, from, until))
    if (E.isLeft(entries)) return entries
    const end = from + entries.right.length
    if (entries.right.length === 0 && from < Math.min(before, until)) return E.left(wentBack(from))
    if (entries.right.length > 0) seen = Math.max(seen, end)
    return entries
  }
  return { size, page }
}

const lineOf = ({ stream, callMs }: Settings, { client }: Lease, requiresLeader: boolean): Line => ({
  client,
  stream,
  callMs,
  requiresLeader,
})

type Appending = Pick<CopyTarget, 'append' | 'appendRecorded'>

/** Appends, one after the other. */
const appenderOf = (settings: Settings, line: Line, isClosed: () => boolean): Appending => {
  const { name, patienceMs, maxAppendBytes, now } = settings
  const writer: Writer = { name, now, maxAppendBytes, patienceMs, isClosed, known: newKnown(), line }
  const turn = inTurn()
  const closed: E.Either<LogClosed, never> = E.left({ tag: 'LogClosed', log: name })
  const write =
    (
      prepare: () => E.Either<EntryInvalid, readonly Prepared[]>,
      options?: AppendOptions,
    ): TaskEither<AppendFailure, Appended> =>
    async () => {
      if (isClosed()) return closed
      const prepared = prepare()
      if (E.isLeft(prepared)) return prepared
      return turn(async () => (isClosed() ? closed : appendPrepared(writer, prepared.right, options)))
    }
  return {
    append: (entries, options) => write(() => prepareAll(entries, sha256Hex), options),
    appendRecorded: (entries) => write(() => prepareRecorded(entries, sha256Hex)),
  }
}

const logOn = (settings: Settings, lease: Lease): CopyTarget => {
  const { name, heartbeatMs } = settings
  let closed = false
  const isClosed = (): boolean => closed
  const line = lineOf(settings, lease, settings.readsFromLeader)
  const reader = readerOf(settings, line, isClosed)
  const feed = newFeed({ line: { ...line, callMs: settings.lookMs }, heartbeatMs })
  const fromServer: Followable['readPage'] = async (from, until) => readPage(line, from, until)
  const followable: Followable = { name, feed, isClosed, heartbeatMs, readPage: fromServer }
  return {
    name,
    ...appenderOf(settings, lineOf(settings, lease, true), isClosed),
    size: () => reader.size,
    read: (range = {}) =>
      pagesOf(async (from, until) => E.map(pageOf)(await reader.page(from, until)), range),
    follow: (options = {}) => following(followable, options),
    timer: processTimer,
    close: () => async () => {
      closed = true
      feed.stop()
      await lease.giveBack()
      return E.right(undefined)
    },
  }
}

/** A page as the shared code has it; nothing that reads a range asks for the size. */
const pageOf = (entries: readonly Recorded[]) => ({ entries, size: 0 })

const unavailable = (log: string, reason: string): E.Either<LogUnavailable, never> =>
  E.left({ tag: 'LogUnavailable', log, reason })

const leased = async (settings: Settings): Promise<E.Either<LogUnavailable, Lease>> => {
  try {
    return E.right(await leaseClient(settings.connection))
  } catch (thrown) {
    const { code, message } = thrown as { readonly code?: unknown; readonly message?: unknown }
    const isMissing = code === 'ERR_MODULE_NOT_FOUND'
    return unavailable(
      settings.name,
      isMissing ? 'the package @eventstore/db-client is not installed' : String(message),
    )
  }
}

/** What messages call the log: where it is, without secrets. The error says what is wrong with the options. */
export const eventStoreLogName = (options: EventStoreLogOptions): E.Either<string, string> =>
  E.map(({ name }: Settings) => name)(settingsOf({ now: Instant.now, ...options }))

/** Opens the log in a stream. The server must answer; a stream that does not exist yet is an empty log. */
export const eventStoreLog =
  (options: EventStoreLogOptions): TaskEither<LogCorrupt | LogUnavailable, CopyTarget> =>
  async () => {
    const settings = settingsOf({ now: Instant.now, ...options })
    if (E.isLeft(settings)) return unavailable('esdb:', settings.left)
    const lease = await leased(settings.right)
    if (E.isLeft(lease)) return lease
    const line = lineOf(settings.right, lease.right, settings.right.readsFromLeader)
    const { patienceMs, name } = settings.right
    const end = await patiently(
      patienceMs,
      () => false,
      async () => readEnd(line),
    )
    if (E.isRight(end)) return E.right(logOn(settings.right, lease.right))
    await lease.right.giveBack()
    return E.left(failureOf(name, end.left))
  }

/** `eventStoreLog` as a promise, which rejects with a `LogError`. */
export const openEventStoreLog = async (options: EventStoreLogOptions): Promise<CopyTarget> =>
  orReject(eventStoreLog(options))
