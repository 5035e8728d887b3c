/** The slice of `pg` that the log needs, and where it is taken from. Every value comes as the text that the server sent. */

/** A value in a row: text whatever its type is, or null. */
export type PgValue = string | null

/** What a query answered, rows as arrays. */
export interface PgResult {
  readonly rows: readonly (readonly PgValue[])[]
}

/** A query; one that has a name is prepared once on each connection. */
export interface PgQuery {
  readonly text: string
  readonly values?: readonly (string | number | null)[]
  readonly name?: string
}

/** A message that another session sent by NOTIFY. */
interface PgNotification {
  readonly channel: string
}

/** One connection. */
export interface PgClient {
  connect(): Promise<unknown>
  query(query: PgQuery & { readonly rowMode: 'array' }): Promise<PgResult>
  end(): Promise<void>
  on(event: 'error' | 'end', listener: () => void): unknown
  on(event: 'notification', listener: (message: PgNotification) => void): unknown
}

/** A connection that belongs to a pool; released with `true` it is closed instead of used again. */
interface PgPooledClient extends PgClient {
  release(isBroken: boolean): void
}

/** A pool of connections. */
export interface PgPool {
  connect(): Promise<PgPooledClient>
  end(): Promise<void>
  on(event: 'error', listener: () => void): unknown
  on(event: 'connect', listener: (client: PgClient) => void): unknown
}

/** The configuration of a connection or a pool, in the words of `pg`. */
export type PgConfig = Readonly<Record<string, unknown>>

/** A module with the API of `pg`. */
export interface Driver {
  readonly Client: new (config: PgConfig) => PgClient
  readonly Pool: new (config: PgConfig) => PgPool
}

/**
 * Hands values over as they came. `pg` would make bigints text, JSON objects, and instants of what the process says they are; and
 * its parsers are global, so that any other user of `pg` in this process may have changed them.
 */
export const AS_SENT = { getTypeParser: () => (value: unknown) => value }

/** The driver, or undefined where the application did not install it. */
export const loadDriver = async (): Promise<Driver | undefined> => {
  try {
    return await import('pg')
  } catch (thrown) {
    if ((thrown as { readonly code?: unknown }).code === 'ERR_MODULE_NOT_FOUND') return undefined
    throw thrown
  }
}
