/** From what the caller states to what `pg` is told: where the log is, how to get there, and what to call it without secrets. */
import type { ConnectionOptions } from 'node:tls'
import * as E from 'fp-ts/lib/Either.js'
import { type Clock, Instant } from '../clock/index.js'
import { DEFAULT_RHYTHM } from '../shared/follow.js'
import { AS_SENT, type PgConfig } from './driver.js'

/** How many connections to hold, and for how long; passed to `pg`. */
export interface PostgresPoolOptions {
  /** The most connections for appending and reading at once; 10 when absent. Following takes one more. */
  readonly max?: number
  /** How many to keep when idle; 0 when absent. */
  readonly min?: number
  /** After how long an idle connection is closed, in milliseconds; 10,000 when absent. */
  readonly idleTimeoutMillis?: number
  /** After how long a connection is closed in any case, in seconds; never when absent. */
  readonly maxLifetimeSeconds?: number
  /** How long to try to connect, or to wait for a connection of the pool, in milliseconds; 5,000 when absent. */
  readonly connectionTimeoutMillis?: number
}

/** How to open a log in PostgreSQL. */
export interface PostgresLogOptions {
  /**
   * `postgres://user:password@host:5432/database`, with the parameters that `pg` knows (`sslmode`, `sslrootcert`, `host` for a
   * socket, …) and two of ours: `log` and `schema`.
   */
  readonly url: string
  /** The log's name in its schema, 1 to 128 of A-Za-z0-9._:/-; that in the URL, or `main`, when absent. */
  readonly log?: string
  /** The schema that holds logs and nothing else, of a-z0-9_; that in the URL, or `vacatur`, when absent. */
  readonly schema?: string
  /** Whether to make, or migrate, the schema and the log where that is needed; true when absent. */
  readonly create?: boolean
  /** Stamps `recordedAt`; the machine's clock when absent. */
  readonly now?: Clock
  /** TLS as Node's `tls.connect` takes it, true for its defaults; replaces the TLS parameters of the URL. */
  readonly tls?: boolean | ConnectionOptions
  /** The password; replaces that of the URL. */
  readonly password?: string
  /** How many connections to hold. */
  readonly pool?: PostgresPoolOptions
  /**
   * How long to go on while the server cannot be reached or another writer holds the log, in milliseconds; 10,000 when absent.
   * Counted anew for finding out about an append whose answer was lost.
   */
  readonly patienceMs?: number
  /** After how long without an answer a connection is given up, in milliseconds; 30,000 when absent. */
  readonly answerTimeoutMs?: number
  /**
   * The longest silence of a follower to whom nothing comes, and so the most that a lost notification delays an entry, in
   * milliseconds; 250 when absent.
   */
  readonly heartbeatMs?: number
}

/** The options, read. */
export interface Place {
  readonly name: string
  readonly log: string
  readonly schema: string
  readonly create: boolean
  readonly now: Clock
  readonly patienceMs: number
  readonly answerTimeoutMs: number
  readonly heartbeatMs: number
  /** For one connection. */
  readonly client: PgConfig
  /** What it takes, beside that, to make a pool. */
  readonly pool: PostgresPoolOptions
  /** Texts that must not be in any message. */
  readonly secrets: readonly string[]
}

const LOG_NAME = /^[A-Za-z0-9._:/-]{1,128}$/
const SCHEMA_NAME = /^(?!pg_)[a-z_][a-z0-9_]{0,62}$/
const TLS_PARAMETERS = [
  'ssl',
  'sslmode',
  'sslcert',
  'sslkey',
  'sslrootcert',
  'sslnegotiation',
  'uselibpqcompat',
]
const PASSWORD_PARAMETER = 'password'

const urlOf = (text: string): URL | undefined => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url?.protocol === 'postgres:' || url?.protocol === 'postgresql:' ? url : undefined
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const secretsOf = (url: URL, { password }: PostgresLogOptions): readonly string[] =>
  [
    url.password,
    decoded(url.password),
    url.searchParams.get(PASSWORD_PARAMETER) ?? '',
    password ?? '',
  ].filter((secret) => secret !== '')

/** The URL without user, password and whatever else need not be known. */
const nameOf = (url: URL, log: string, schema: string): string => {
  const parameters = new URLSearchParams()
  const socket = url.searchParams.get('host')
  if (socket !== null) parameters.set('host', socket)
  parameters.set('log', log)
  if (schema !== DEFAULT_SCHEMA) parameters.set('schema', schema)
  return `postgres://${url.host}${url.pathname}?${decoded(parameters.toString())}`
}

const DEFAULT_LOG = 'main'
const DEFAULT_SCHEMA = 'vacatur'
const DEFAULT_PATIENCE_MS = 10_000
const DEFAULT_ANSWER_TIMEOUT_MS = 30_000
const CONNECTION_TIMEOUT_MS = 5_000

const clientConfig = (url: URL, options: PostgresLogOptions): PgConfig => {
  const bare = new URL(url)
  bare.searchParams.delete('log')
  bare.searchParams.delete('schema')
  // What the URL says would win over the options, so what they replace is taken out of it.
  if (options.tls !== undefined) for (const key of TLS_PARAMETERS) bare.searchParams.delete(key)
  if (options.password !== undefined) {
    bare.password = encodeURIComponent(options.password)
    bare.searchParams.delete(PASSWORD_PARAMETER)
  }
  return {
    connectionString: bare.href,
    ...(options.tls === undefined ? {} : { ssl: options.tls }),
    application_name: 'vacatur',
    keepAlive: true,
    connectionTimeoutMillis: options.pool?.connectionTimeoutMillis ?? CONNECTION_TIMEOUT_MS,
    query_timeout: options.answerTimeoutMs ?? DEFAULT_ANSWER_TIMEOUT_MS,
    types: AS_SENT,
  }
}

/** Reads the options; the error says which is wrong, and quotes nothing of a URL that cannot be read. */
export const placeOfOptions = (
  options: PostgresLogOptions,
): E.Either<{ readonly name: string; readonly reason: string }, Place> => {
  const url = urlOf(options.url)
  if (url === undefined) {
    const reason = 'the URL cannot be read: it must look like postgres://user@host:5432/database'
    return E.left({ name: 'postgres:', reason })
  }
  const log = options.log ?? url.searchParams.get('log') ?? DEFAULT_LOG
  const schema = options.schema ?? url.searchParams.get('schema') ?? DEFAULT_SCHEMA
  const name = nameOf(url, log, schema)
  if (!LOG_NAME.test(log)) {
    return E.left({ name, reason: 'the name of a log is 1 to 128 of A-Za-z0-9._:/-' })
  }
  if (!SCHEMA_NAME.test(schema)) {
    return E.left({ name, reason: 'the name of a schema is 1 to 63 of a-z0-9_, not a digit or pg_ first' })
  }
  return E.right({
    name,
    log,
    schema,
    create: options.create ?? true,
    now: options.now ?? Instant.now,
    patienceMs: options.patienceMs ?? DEFAULT_PATIENCE_MS,
    answerTimeoutMs: options.answerTimeoutMs ?? DEFAULT_ANSWER_TIMEOUT_MS,
    heartbeatMs: options.heartbeatMs ?? DEFAULT_RHYTHM.heartbeatMs,
    client: clientConfig(url, options),
    pool: options.pool ?? {},
    secrets: secretsOf(url, options),
  })
}
