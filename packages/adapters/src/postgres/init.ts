/** The schema and the log in it: found, or made whole, at once or not at all. What is not ours is left as it is. */
import type { LogCorrupt, LogUnavailable } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import type { PgClient, PgQuery, PgResult } from './driver.js'
import { corrupt, unavailable } from './errors.js'
import type { Place } from './options.js'
import { MIGRATIONS, markOf, SCHEMA_VERSION } from './schema.js'

/** `jsonb` in generated columns, and what the statements use. */
const OLDEST_SERVER = 120_000

type Failure = LogCorrupt | LogUnavailable

const ask = async (client: PgClient, query: PgQuery): Promise<PgResult['rows'][number]> =>
  (await client.query({ ...query, rowMode: 'array' })).rows[0] ?? []

const run = async (client: PgClient, text: string): Promise<unknown> =>
  client.query({ text, rowMode: 'array' })

/** A server on which an append that was answered could be lost, or that cannot hold every entry, is refused. */
const checkServer = async (client: PgClient, { name }: Place): Promise<E.Either<Failure, void>> => {
  const [version, fsync, encoding] = await ask(client, {
    text: "SELECT current_setting('server_version_num'), current_setting('fsync'), current_setting('server_encoding')",
  })
  if (Number(version) < OLDEST_SERVER) return E.left(unavailable(name, 'it needs PostgreSQL 12 or later'))
  if (fsync !== 'on') {
    return E.left(unavailable(name, 'the server runs with fsync off: what is appended could be lost'))
  }
  if (encoding !== 'UTF8') {
    return E.left(unavailable(name, `the database has the encoding ${String(encoding)}; a log needs UTF8`))
  }
  return E.right(undefined)
}

/** The version of the schema: -1 where there is none, -2 where there is one with nothing in it. */
const versionOf = async (
  client: PgClient,
  { name, schema }: Place,
): Promise<E.Either<LogCorrupt, number>> => {
  const [space, about, relations] = await ask(client, {
    text: `
      SELECT n.oid, (SELECT 1 FROM pg_class c WHERE c.relnamespace = n.oid AND c.relname = 'about'),
        (SELECT count(*) FROM pg_class c WHERE c.relnamespace = n.oid)
      FROM pg_namespace n WHERE n.nspname = $1`,
    values: [schema],
  })
  if (space === undefined) return E.right(-1)
  if (about === null && relations === '0') return E.right(-2)
  const foreign = corrupt(name, `the schema ${schema} holds something else, not logs of vacatur`)
  if (about === null) return E.left(foreign)
  const [application, version] = await ask(client, {
    text: `SELECT to_jsonb(about)->>'application', to_jsonb(about)->>'version' FROM ${schema}.about`,
  })
  if (application !== 'vacatur') return E.left(foreign)
  if (Number(version) <= SCHEMA_VERSION) return E.right(Number(version))
  const reason = `the schema is of version ${String(version)}, made by a later vacatur; this one knows ${SCHEMA_VERSION}`
  return E.left(corrupt(name, reason))
}

/** Makes or migrates the schema, given that nobody else does. */
const migrate = async (client: PgClient, { schema }: Place, version: number): Promise<void> => {
  if (version === -1) await run(client, `CREATE SCHEMA ${schema}`)
  if (version < 0) await run(client, markOf(schema))
  for (const step of MIGRATIONS.slice(Math.max(version, 0))) await run(client, step(schema))
  await run(client, `UPDATE ${schema}.about SET version = ${SCHEMA_VERSION}`)
}

/** Any number of processes may do this at once: one makes the schema, the others wait and find it made. */
const migrateAlone = async (client: PgClient, place: Place): Promise<E.Either<Failure, void>> => {
  await run(client, 'BEGIN')
  await ask(client, {
    text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))',
    values: [`vacatur ${place.schema}`],
  })
  const version = await versionOf(client, place)
  if (E.isRight(version) && version.right < SCHEMA_VERSION) await migrate(client, place, version.right)
  await run(client, E.isRight(version) ? 'COMMIT' : 'ROLLBACK')
  return E.map(() => undefined)(version)
}

const ensureSchema = async (client: PgClient, place: Place): Promise<E.Either<Failure, void>> => {
  const version = await versionOf(client, place)
  if (E.isLeft(version)) return version
  if (version.right === SCHEMA_VERSION) return E.right(undefined)
  if (place.create) return migrateAlone(client, place)
  const reason =
    version.right < 0
      ? `there is no log: the schema ${place.schema} was not made`
      : `the schema is of version ${version.right} and must be migrated: open it with create`
  return E.left(unavailable(place.name, reason))
}

const findOf = ({ schema, log }: Place): PgQuery => ({
  text: `SELECT id FROM ${schema}.logs WHERE name = $1`,
  values: [log],
})

/** Whether there is a log of that name, in a schema that is ours. Makes nothing. Throws what `pg` throws. */
export const isThere = async (client: PgClient, place: Place): Promise<E.Either<Failure, boolean>> => {
  const version = await versionOf(client, place)
  if (E.isLeft(version) || version.right < 0) return E.map(() => false)(version)
  const [there] = await ask(client, findOf(place))
  return E.right(there !== undefined)
}

const ensureLog = async (client: PgClient, place: Place): Promise<E.Either<Failure, number>> => {
  const { schema, log, name } = place
  const find = findOf(place)
  const [there] = await ask(client, find)
  if (there !== undefined) return E.right(Number(there))
  if (!place.create) return E.left(unavailable(name, `there is no log \`${log}\` in the schema ${schema}`))
  const insert = `INSERT INTO ${schema}.logs (name) VALUES ($1) ON CONFLICT (name) DO NOTHING`
  await ask(client, { text: insert, values: [log] })
  const [made] = await ask(client, find)
  return E.right(Number(made))
}

/** The number that the log has in its schema; schema and log are made where they are not there and may be. Throws what `pg` throws. */
export const init = async (client: PgClient, place: Place): Promise<E.Either<Failure, number>> => {
  const server = await checkServer(client, place)
  if (E.isLeft(server)) return server
  const schema = await ensureSchema(client, place)
  return E.isLeft(schema) ? schema : ensureLog(client, place)
}
