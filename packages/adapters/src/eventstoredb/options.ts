/** How to open a log in EventStoreDB: what the caller says, what the connection string says, and what holds where neither does. */
import * as E from 'fp-ts/lib/Either.js'
import type { Clock } from '../clock/index.js'
import { DEFAULT_RHYTHM } from '../shared/follow.js'
import { type Connection, type Credentials, nameOf, parseConnectionString } from './connection-string.js'

/** How long to wait for what, in milliseconds. */
export interface EventStoreTimeouts {
  /** How long the server may be silent in one call; the connection string's `defaultDeadline`, or 10,000, when absent. */
  readonly callMs?: number
  /** How long to try again while no node takes calls; 5,000 when absent. */
  readonly patienceMs?: number
}

/** How to open a log in EventStoreDB. */
export interface EventStoreLogOptions {
  /** `esdb://…` or `esdb+discover://…`, as for any client of EventStoreDB, and `stream=NAME` if need be. */
  readonly url: string
  /** The stream that is the log; the connection string's `stream`, or `vacatur`, when absent. */
  readonly stream?: string
  /** Who appends and reads; those of the connection string when absent. */
  readonly credentials?: Credentials
  readonly timeouts?: EventStoreTimeouts
  /** How long a follower to whom nothing comes is kept waiting for a heartbeat; 250 ms when absent. */
  readonly heartbeatMs?: number
  /** The most bytes in one append; 1 MiB when absent, which is what servers take through 24.10 unless set up otherwise. */
  readonly maxAppendBytes?: number
  /** Stamps `recordedAt`; the machine's clock when absent. */
  readonly now?: Clock
}

/** All that is to be known to open a log. */
export interface Settings {
  readonly connection: Connection
  readonly stream: string
  /** Where the log is, without secrets. */
  readonly name: string
  readonly callMs: number
  readonly patienceMs: number
  readonly heartbeatMs: number
  /** How long a look at the log may take before the feed takes the server for gone. */
  readonly lookMs: number
  readonly maxAppendBytes: number
  readonly readsFromLeader: boolean
  readonly now: Clock
}

const DEFAULT_STREAM = 'vacatur'
const DEFAULT_CALL_MS = 10_000
const DEFAULT_PATIENCE_MS = 5_000
const DEFAULT_MAX_APPEND_BYTES = 1_048_576
const SHORTEST_LOOK_MS = 2_000
const LOOK_BEATS = 4

const isStreamName = (stream: string): boolean => stream !== '' && !stream.startsWith('$')

/** Everything, or what is wrong with it; the error repeats no password. */
export const settingsOf = (
  options: EventStoreLogOptions & { readonly now: Clock },
): E.Either<string, Settings> => {
  const parsed = parseConnectionString(options.url)
  if (E.isLeft(parsed)) return E.left(`its connection string cannot be read: ${parsed.left}`)
  const { credentials = parsed.right.credentials } = options
  const connection = { ...parsed.right, ...(credentials === undefined ? {} : { credentials }) }
  const stream = options.stream ?? connection.stream ?? DEFAULT_STREAM
  if (!isStreamName(stream)) return E.left(`\`${stream}\` cannot be a log: such names are the server's own`)
  const callMs = options.timeouts?.callMs ?? connection.defaultDeadline ?? DEFAULT_CALL_MS
  const heartbeatMs = options.heartbeatMs ?? DEFAULT_RHYTHM.heartbeatMs
  return E.right({
    connection,
    stream,
    name: nameOf(connection, stream),
    callMs,
    patienceMs: options.timeouts?.patienceMs ?? DEFAULT_PATIENCE_MS,
    heartbeatMs,
    lookMs: Math.min(callMs, Math.max(LOOK_BEATS * heartbeatMs, SHORTEST_LOOK_MS)),
    maxAppendBytes: options.maxAppendBytes ?? DEFAULT_MAX_APPEND_BYTES,
    readsFromLeader: (connection.nodePreference ?? 'leader') === 'leader',
    now: options.now,
  })
}
