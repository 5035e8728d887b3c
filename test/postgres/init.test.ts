/** Making, migrating and refusing schemas; servers on which nothing would be safe; TLS. */
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { postgresLog, type PostgresLogOptions } from '@vacatur/adapters/postgres'
import { explainFailure, type LogFailure } from '@vacatur/core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { anEntity } from '../contract/entries.js'
import { append, idsOf, refused, sizeOf } from '../contract/harness.js'
import { allDone } from '../contract/process.js'
import { freshSchemas, openedAt, sql, urlOf } from './logs.js'
import { NOBODY, onServer, type TestServer, testServer } from './server.js'

const server = await testServer()

const notOpened = async (options: PostgresLogOptions): Promise<LogFailure> =>
  refused(await postgresLog(options)())

const making = ({ url }: TestServer, freshSchema: () => string): void => {
  describe('a schema', () => {
    it('is made once by several processes and connections at once', async () => {
      const place = urlOf(url, { schema: freshSchema() })
      const location = {
        open: async () => openedAt({ url: place }),
        worker: { kind: 'postgres', path: place },
      }
      const jobs = ['a', 'b', 'c'].map((prefix) => ({ what: 'append', count: 2, prefix }) as const)
      const [logs] = await Promise.all([
        Promise.all(Array.from({ length: 6 }, () => openedAt({ url: place }))),
        allDone(location, jobs),
      ])
      for (const log of logs) expect(await sizeOf(log)).toBe(6)
    })
    it('is not made, nor a log in it, without leave', async () => {
      const schema = freshSchema()
      const options = { url: urlOf(url, { schema }), create: false }
      expect(await notOpened(options)).toMatchObject({ tag: 'LogUnavailable' })
      expect(await sql(url, `SELECT FROM pg_namespace WHERE nspname = '${schema}'`)).toEqual([])
      await openedAt({ url: options.url, log: 'one' })
      expect(await sizeOf(await openedAt({ ...options, log: 'one' }))).toBe(0)
      expect(explainFailure(await notOpened({ ...options, log: 'other' }))).toContain('no log `other`')
    })
    it('holds many logs, by name', async () => {
      const place = urlOf(url, { schema: freshSchema() })
      const [one, other] = [
        await openedAt({ url: place, log: 'one' }),
        await openedAt({ url: place, log: 'other' }),
      ]
      await append(one, [anEntity(1)])
      await append(other, [anEntity(1, { names: ['Other'] }), anEntity(2)])
      expect([await idsOf(one), await idsOf(other)]).toEqual([['entity/1'], ['entity/1', 'entity/2']])
    })
    it('that is there, and empty, is used', async () => {
      const schema = freshSchema()
      await sql(url, `CREATE SCHEMA ${schema}`)
      expect(await sizeOf(await openedAt({ url: urlOf(url, { schema }) }))).toBe(0)
    })
    it.each([
      'CREATE TABLE S.things (one int)',
      'CREATE TABLE S.about (one int); INSERT INTO S.about VALUES (1)',
    ])('that holds something else is left as it is: %s', async (text) => {
      const schema = freshSchema()
      await sql(url, `CREATE SCHEMA ${schema}; ${text.replaceAll('S.', `${schema}.`)}`)
      expect(explainFailure(await notOpened({ url: urlOf(url, { schema }) }))).toContain('something else')
      const tables = await sql(url, `SELECT FROM pg_class WHERE relnamespace = '${schema}'::regnamespace`)
      expect(tables).toHaveLength(1)
    })
    it('of a later version is not opened', async () => {
      const schema = freshSchema()
      await openedAt({ url: urlOf(url, { schema }) })
      await sql(url, `UPDATE ${schema}.about SET version = 99`)
      const failure = await notOpened({ url: urlOf(url, { schema }) })
      expect(failure).toMatchObject({ tag: 'LogCorrupt' })
      expect(explainFailure(failure)).toContain('version 99')
    })
    it('that was half made is not there', async () => {
      const schema = freshSchema()
      // The name of one of its tables is taken by a type in the middle of it: so it fails, and all of it is undone.
      await sql(url, `CREATE SCHEMA ${schema}; CREATE DOMAIN ${schema}.entries AS int`)
      expect(await notOpened({ url: urlOf(url, { schema }) })).toMatchObject({ tag: 'LogUnavailable' })
      expect(await sql(url, `SELECT FROM pg_class WHERE relnamespace = '${schema}'::regnamespace`)).toEqual(
        [],
      )
    })
  })
}

const URLS = ['', 'http://localhost', 'postgres:/', 'sqlite:x', 'postgres://u:secret-word@[/x'] as const

const refusals = ({ url, restarts }: TestServer): void => {
  describe('opening refuses', () => {
    it.each(URLS)('a URL that is none: `%s`', async (given) => {
      const failure = await notOpened({ url: given, patienceMs: 1 })
      expect(failure.tag).toBe('LogUnavailable')
      expect(JSON.stringify(failure)).not.toContain('secret-word')
    })
    it.each([{ log: '' }, { log: "a'b" }, { schema: 'A' }, { schema: 'pg_x' }, { schema: 'a"b' }])(
      'a name that is none: %j',
      async (names) => {
        expect(await notOpened({ url, ...names })).toMatchObject({ tag: 'LogUnavailable' })
      },
    )
    it('a database that is not there', async () => {
      const other = new URL(url)
      other.pathname = '/not_there'
      expect(explainFailure(await notOpened({ url: other.href }))).toContain('not_there')
    })
    it('a server that runs with fsync off', async (context) => {
      if (restarts !== true) context.skip(restarts)
      onTestFinished(async () => {
        await sql(url, 'ALTER SYSTEM RESET fsync')
        await sql(url, 'SELECT pg_reload_conf()')
      })
      await sql(url, 'ALTER SYSTEM SET fsync = off')
      await sql(url, 'SELECT pg_reload_conf()')
      await expect.poll(async () => (await sql(url, 'SHOW fsync'))[0]).toEqual({ fsync: 'off' })
      expect(explainFailure(await notOpened({ url }))).toContain('fsync')
    })
  })
}

/** A certificate for 127.0.0.1 that signs itself; undefined where there is no openssl. */
const certificate = (): { readonly cert: string; readonly key: string } | undefined => {
  const directory = mkdtempSync(join(tmpdir(), 'vacatur-tls-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  const [cert, key] = [join(directory, 'cert.pem'), join(directory, 'key.pem')]
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1']
  const names = ['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', cert]
  if (spawnSync('openssl', [...request, ...names]).status !== 0) return undefined
  chmodSync(key, 0o600)
  chmodSync(directory, 0o755)
  if (process.getuid?.() === 0) chownSync(key, NOBODY.uid, NOBODY.gid)
  return { cert, key }
}

const tls = ({ url, restarts }: TestServer, freshSchema: () => string): void => {
  describe('TLS', () => {
    it('is used as it is stated, and a certificate that nobody vouches for is refused', async (context) => {
      if (restarts !== true) context.skip(restarts)
      const files = certificate()
      if (files === undefined) {
        context.skip('no openssl to make a certificate with')
        return
      }
      await sql(url, `ALTER SYSTEM SET ssl_cert_file = '${files.cert}'`)
      await sql(url, `ALTER SYSTEM SET ssl_key_file = '${files.key}'`)
      await sql(url, 'ALTER SYSTEM SET ssl = on')
      await sql(url, 'SELECT pg_reload_conf()')
      await expect.poll(async () => (await sql(url, 'SHOW ssl'))[0]).toEqual({ ssl: 'on' })
      const place = urlOf(url, { schema: freshSchema() })
      const log = await openedAt({ url: place, tls: { ca: readFileSync(files.cert, 'utf8') } })
      await append(log, [anEntity(1)])
      const encrypted = await sql(
        url,
        `SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'vacatur'`,
      )
      expect(encrypted.map(({ ssl }) => ssl)).toContain(true)
      expect(explainFailure(await notOpened({ url: place, tls: true }))).toMatch(/self[- ]signed/)
      expect(explainFailure(await notOpened({ url: `${place}&sslmode=verify-full` }))).toMatch(
        /self[- ]signed/,
      )
      const byUrl = await openedAt({ url: `${place}&sslmode=verify-full&sslrootcert=${files.cert}` })
      expect(await idsOf(byUrl)).toEqual(['entity/1'])
    })
  })
}

onServer('opening a log in PostgreSQL', server, (own) => {
  const freshSchema = freshSchemas(own.url)
  making(own, freshSchema)
  refusals(own)
  tls(own, freshSchema)
})
