/** Logs and schemas on the test server, and a way to talk to it directly. */
import { randomBytes } from 'node:crypto'
import { openPostgresLog, type PostgresLogOptions } from '@vacatur/adapters/postgres'
import type { CopyTarget } from '@vacatur/core'
import pg from 'pg'
import { afterAll, onTestFinished } from 'vitest'
import type { Location } from '../contract/harness.js'

/** The URL with a schema and a log. */
export const urlOf = (url: string, place: { readonly schema?: string; readonly log?: string }): string => {
  const whole = new URL(url)
  for (const [key, value] of Object.entries(place)) whole.searchParams.set(key, value)
  return whole.href
}

/** Runs SQL as the owner; answers the rows of the last statement. */
export const sql = async (url: string, text: string): Promise<readonly Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const results: unknown = await client.query(text)
    const last = (Array.isArray(results) ? results.at(-1) : results) as pg.QueryResult
    return last.rows as readonly Record<string, unknown>[]
  } finally {
    await client.end()
  }
}

const random = (): string => randomBytes(5).toString('hex')

/** Names a schema that is not there; it is dropped when the tests of the file have run. To be called at its top. */
export const freshSchemas = (url: string): (() => string) => {
  const made: string[] = []
  afterAll(async () => {
    if (process.env['POSTGRES_URL'] === undefined) return
    for (const schema of made) await sql(url, `DROP SCHEMA IF EXISTS ${schema} CASCADE`)
  })
  return () => {
    const schema = `vacatur_test_${random()}`
    made.push(schema)
    return schema
  }
}

/** Logs in one schema, each by a name of its own. */
export const freshLocations = (url: string): (() => Location) => {
  const schema = freshSchemas(url)()
  let made = 0
  return () => {
    made += 1
    const place = urlOf(url, { schema, log: `log-${made}` })
    return {
      open: async (options) => openPostgresLog({ url: place, ...options }),
      worker: { kind: 'postgres', path: place },
    }
  }
}

/** Opens a log that is closed when the test ends. */
export const openedAt = async (options: PostgresLogOptions): Promise<CopyTarget> => {
  const log = await openPostgresLog(options)
  onTestFinished(async () => {
    await log.close()()
  })
  return log
}
