/** Connections to the server, each set up alike, and patience while there are none to be had. Knows nothing of entries. */
import { elapsedMs } from '../clock/index.js'
import type { Driver, PgClient, PgConfig, PgPool, PgQuery, PgResult } from './driver.js'
import type { Place } from './options.js'

/** A query on a connection, rows as arrays of texts. */
export type Ask = (query: PgQuery) => Promise<PgResult['rows']>

/** The server that a log is on. */
export interface Server {
  /** Runs a body on one connection. A connection on which anything was thrown is not used again, so nothing stays open on it. */
  readonly withClient: <A>(body: (client: PgClient, ask: Ask) => Promise<A>) => Promise<A>
  readonly end: () => Promise<void>
}

/**
 * What the log relies on, whatever the role, the database or the server has for a default: READ COMMITTED, so that a statement
 * sees what was committed while it waited for the lock; a commit that is on disk when it is answered; no waiting without end, and
 * no lock left by a client that is gone. All statements look up few rows by their key: planned once, never by reading a table.
 */
const SESSION = `
  SELECT set_config('default_transaction_isolation', 'read committed', false),
    set_config('lock_timeout', $1, false),
    set_config('idle_in_transaction_session_timeout', $2, false),
    set_config('plan_cache_mode', 'force_generic_plan', false),
    set_config('enable_seqscan', 'off', false),
    set_config('jit', 'off', false),
    CASE WHEN current_setting('synchronous_commit') = 'off' THEN set_config('synchronous_commit', 'on', false) END
`

const LONGEST_PAUSE_MS = 1_000
const FIRST_PAUSE_MS = 25

const setUp = async (client: PgClient, { patienceMs, answerTimeoutMs }: Place): Promise<void> => {
  const values = [String(Math.max(1, patienceMs)), String(Math.max(1, answerTimeoutMs))]
  await client.query({ text: SESSION, values, rowMode: 'array' })
}

const askOn =
  (client: PgClient): Ask =>
  async (query) =>
    (await client.query({ ...query, rowMode: 'array' })).rows

const ignore = (): void => undefined

const newPool = (driver: Driver, config: PgConfig): PgPool => {
  const pool = new driver.Pool(config)
  // A connection that breaks is noticed by whoever uses it next; without a listener it would end the process.
  pool.on('error', ignore)
  pool.on('connect', (client) => {
    client.on('error', ignore)
  })
  return pool
}

/** A server to be connected to when the first body runs. */
export const newServer = (driver: Driver, place: Place): Server => {
  const pool = newPool(driver, { ...place.client, ...place.pool })
  const ready = new WeakSet<PgClient>()
  let ended: Promise<void> | undefined
  return {
    withClient: async (body) => {
      const client = await pool.connect()
      let isBroken = true
      try {
        if (!ready.has(client)) await setUp(client, place)
        ready.add(client)
        const answer = await body(client, askOn(client))
        isBroken = false
        return answer
      } finally {
        client.release(isBroken)
      }
    },
    end: async () => (ended ??= pool.end()),
  }
}

/** Until when to go on, and whether anybody still wants to know. */
export interface Patience {
  /** In milliseconds of `elapsedMs()`; asked anew after each attempt. */
  readonly deadline: () => number
  readonly isOver: () => boolean
  /** Whether what was thrown may be otherwise another time. */
  readonly isPassing: (thrown: unknown) => boolean
}

/** A pause that grows with the number of attempts; uneven, so that many clients of a server that comes back do not come at once. */
export const pauseMs = (attempts: number): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS) * (0.5 + Math.random() / 2)

const pause = async (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })

/** Attempts until it succeeds, or what was thrown will not pass, or patience is at its end: then throws what the last attempt threw. */
export const patiently = async <A>(
  { deadline, isOver, isPassing }: Patience,
  attempt: () => Promise<A>,
): Promise<A> => {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await attempt()
    } catch (thrown) {
      const next = pauseMs(attempts)
      if (!isPassing(thrown) || isOver() || elapsedMs() + next > deadline()) throw thrown
      await pause(next)
    }
  }
}
