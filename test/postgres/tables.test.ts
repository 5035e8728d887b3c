/** What the database itself holds to: only ever added to; what was altered is reported; roles; what jsonb cannot hold. */
import { openPostgresLog, postgresLog } from '@vacatur/adapters/postgres'
import type { EventLog } from '@vacatur/core'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { anEntity, anInjunction, aDesignation, entities } from '../contract/entries.js'
import { all, append, failure, idsOf, refused, settableClock, sizeOf } from '../contract/harness.js'
import { freshSchemas, openedAt, sql, urlOf } from './logs.js'
import { PASSWORD, onServer, type TestServer, testServer } from './server.js'

const server = await testServer()

/** The last thing that reading yields. */
const lastOf = async (log: EventLog): Promise<unknown> => {
  let last: unknown
  for await (const page of log.read()) last = page
  return last
}

/** Runs SQL with the triggers of a schema out of force, as only the owner can. */
const tamper = async (url: string, schema: string, text: string): Promise<void> => {
  const toggle = (how: string): string =>
    ['entries', 'logs'].map((table) => `ALTER TABLE ${schema}.${table} ${how} TRIGGER USER;`).join('\n')
  await sql(url, `${toggle('DISABLE')} ${text}; ${toggle('ENABLE')}`)
}

const onlyAdds = ({ url }: TestServer, freshSchema: () => string): void => {
  describe('the tables', () => {
    const schema = freshSchema()
    const cases = [
      `UPDATE S.entries SET text = '{}'`,
      `DELETE FROM S.entries`,
      `DELETE FROM S.entries WHERE false`,
      `TRUNCATE S.entries`,
      `TRUNCATE S.entries, S.logs`,
      `DELETE FROM S.logs`,
      `UPDATE S.logs SET size = size - 1`,
      `UPDATE S.logs SET name = 'other', size = size + 1`,
      `SET session_replication_role = replica; DELETE FROM S.entries`,
      `INSERT INTO S.entries SELECT log, 2, 0, repeat('0', 64), chain, 'x', '{}' FROM S.entries`,
    ]
    it.each(cases)('refuse, to their owner too: %s', async (text) => {
      const log = await openedAt({ url: urlOf(url, { schema }) })
      await append(log, entities(2))
      await expect(sql(url, text.replaceAll('S.', `${schema}.`))).rejects.toThrow(
        /only ever (added to|grows)|violates check|not a generated/,
      )
      expect(await idsOf(log)).toEqual(['entity/1', 'entity/2'])
    })
    it('show the entries as jsonb, and as text of the digest', async () => {
      const place = freshSchema()
      const log = await openedAt({
        url: urlOf(url, { schema: place, log: 'shown' }),
        now: settableClock(86_400_000).now,
      })
      await append(log, [anEntity(1)])
      const [row] = await sql(
        url,
        `SELECT log, place::int, extract(epoch FROM recorded_at)::int AS at, id, entry->>'entity' AS entity,
           digest = encode(sha256(convert_to(text, 'UTF8')), 'hex') AS ok FROM ${place}.readable`,
      )
      expect(row).toEqual({
        log: 'shown',
        place: 0,
        at: 86_400,
        id: 'entity/1',
        entity: 'entity-1',
        ok: true,
      })
    })
    it.each([
      ['U+0000', anEntity(1, { note: 'a\u0000b' }), false],
      ['a backslash before u0000', anEntity(1, { note: 'a\\u0000b' }), true],
      ['nothing unusual', anEntity(1, { note: '\u0001 “ß” 🏛 \\ " , \n' }), true],
    ])('hold an entry with %s', async (_, entry, isJsonb) => {
      const place = freshSchema()
      const log = await openedAt({ url: urlOf(url, { schema: place }) })
      await append(log, [entry, anEntity(2)])
      expect((await all(log))[0]?.entry).toEqual(entry)
      const [row] = await sql(url, `SELECT entry IS NOT NULL AS is FROM ${place}.entries WHERE place = 0`)
      expect(row).toEqual({ is: isJsonb })
      expect(await append(log, [entry])).toMatchObject({ indexes: [0], added: 0 })
    })
    it('hold what is nested deeper than jsonb can be', async () => {
      const place = freshSchema()
      await openedAt({ url: urlOf(url, { schema: place }) })
      const text = `repeat('[', 100000) || repeat(']', 100000)`
      const [row] = await sql(url, `SELECT ${place}.jsonb_or_null(${text}) IS NULL AS is`)
      expect(row).toEqual({ is: true })
    })
  })
}

const altered = ({ url }: TestServer, freshSchema: () => string): void => {
  describe('a log of which somebody altered', () => {
    const cases = [
      [
        'a text and its digest',
        1,
        `UPDATE S.entries SET text = replace(text, 'Entity 2', 'Entity X'),
        digest = encode(sha256(convert_to(replace(text, 'Entity 2', 'Entity X'), 'UTF8')), 'hex') WHERE place = 1`,
      ],
      ['an instant', 1, `UPDATE S.entries SET recorded_at = recorded_at - 1 WHERE place = 1`],
      ['a place', 1, `UPDATE S.entries SET place = 9 WHERE place = 1`],
      [
        'the order',
        1,
        `UPDATE S.entries SET place = 11 - place WHERE place IN (1, 2);
        UPDATE S.entries SET place = 3 - (11 - place) WHERE place > 8`,
      ],
      ['the last rows: they are gone', 2, `DELETE FROM S.entries WHERE place = 2`],
      ['the head', 2, `UPDATE S.logs SET chain = repeat('f', 64)`],
      ['the instant of the head', 2, `UPDATE S.logs SET recorded_at = 0`],
    ] as const
    it.each(cases)('%s is corrupt at index %i when it is read', async (_, index, text) => {
      const schema = freshSchema()
      const writer = await openPostgresLog({ url: urlOf(url, { schema }) })
      const log = await openedAt({ url: urlOf(url, { schema }) })
      await append(writer, entities(3))
      await writer.close()()
      await tamper(url, schema, text.replaceAll('S.', `${schema}.`))
      expect(await lastOf(log)).toMatchObject({ left: { tag: 'LogCorrupt', index } })
    })
    it('its end is not opened', async () => {
      const schema = freshSchema()
      const place = urlOf(url, { schema })
      await append(await openedAt({ url: place }), entities(3))
      await tamper(url, schema, `DELETE FROM ${schema}.entries WHERE place = 2`)
      expect(refused(await postgresLog({ url: place })())).toMatchObject({ tag: 'LogCorrupt' })
    })
    it('an entry that is targeted is corrupt when it is looked up', async () => {
      const schema = freshSchema()
      await append(await openedAt({ url: urlOf(url, { schema }) }), [aDesignation(1), anEntity(1)])
      const log = await openedAt({ url: urlOf(url, { schema }) })
      await tamper(url, schema, `UPDATE ${schema}.entries SET chain = repeat('f', 64) WHERE place = 0`)
      expect(await failure(log, [anInjunction(1)])).toMatchObject({ tag: 'LogCorrupt', index: 0 })
    })
    it('so that it is shorter is corrupt to who saw it longer', async () => {
      const schema = freshSchema()
      const [log, reader] = [
        await openedAt({ url: urlOf(url, { schema }) }),
        await openedAt({ url: urlOf(url, { schema }) }),
      ]
      await append(log, [anEntity(1)])
      const [head] = await sql(url, `SELECT chain, recorded_at FROM ${schema}.logs`)
      await append(log, [anEntity(2)])
      expect(await sizeOf(reader)).toBe(2)
      const back = `chain = '${String(head?.['chain'])}', recorded_at = ${String(head?.['recorded_at'])}`
      await tamper(
        url,
        schema,
        `DELETE FROM ${schema}.entries WHERE place = 1; UPDATE ${schema}.logs SET size = 1, ${back}`,
      )
      expect(await failure(log, [anEntity(3)])).toMatchObject({ tag: 'LogCorrupt', index: 1 })
      expect(refused(await reader.size()())).toMatchObject({ tag: 'LogCorrupt' })
      // And to who saw other entries in the same places.
      await append(await openedAt({ url: urlOf(url, { schema }) }), entities(3, 7))
      expect(await failure(log, [anEntity(3)])).toMatchObject({ tag: 'LogCorrupt', index: 1 })
    })
    it('by rows that others put behind it is corrupt', async () => {
      const schema = freshSchema()
      const log = await openedAt({ url: urlOf(url, { schema }) })
      await append(log, [anEntity(1)])
      const digest = `encode(sha256(convert_to('{}', 'UTF8')), 'hex')`
      await sql(
        url,
        `INSERT INTO ${schema}.entries SELECT log, 1, 0, ${digest}, chain, 'x', '{}' FROM ${schema}.entries`,
      )
      expect(await failure(log, [anEntity(2)])).toMatchObject({ tag: 'LogCorrupt' })
      const opening = refused(await postgresLog({ url: urlOf(url, { schema }) })())
      expect(opening).toMatchObject({ tag: 'LogCorrupt', index: 1 })
    })
  })
}

const roles = ({ url }: TestServer, freshSchema: () => string): void => {
  const asRole = (role: string, schema: string): string => {
    const own = new URL(urlOf(url, { schema }))
    Object.assign(own, { username: role, password: PASSWORD })
    return own.href
  }
  describe('a role', () => {
    it('that may read reads, and cannot append; one that may append does', async () => {
      const schema = freshSchema()
      const [reader, writer] = [`${schema}_r`, `${schema}_w`]
      await append(await openedAt({ url: urlOf(url, { schema }) }), [anEntity(1)])
      await sql(
        url,
        `CREATE ROLE ${reader} LOGIN PASSWORD '${PASSWORD}'; CREATE ROLE ${writer} LOGIN PASSWORD '${PASSWORD}';
         GRANT USAGE ON SCHEMA ${schema} TO ${reader}, ${writer};
         GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO ${reader}, ${writer};
         GRANT INSERT ON ${schema}.entries TO ${writer};
         GRANT UPDATE (size, chain, recorded_at) ON ${schema}.logs TO ${writer};
         ALTER ROLE ${writer} SET synchronous_commit = off; ALTER ROLE ${writer} SET default_transaction_isolation = serializable;
         CREATE TABLE ${schema}.witness (setting text); GRANT ALL ON ${schema}.witness TO ${writer};
         CREATE FUNCTION ${schema}.witness() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN INSERT INTO ${schema}.witness VALUES (current_setting('synchronous_commit')); RETURN NULL; END $$;
         CREATE TRIGGER witness AFTER INSERT ON ${schema}.entries EXECUTE FUNCTION ${schema}.witness()`,
      )
      const [reading, writing] = [
        await openedAt({ url: asRole(reader, schema) }),
        await openedAt({ url: asRole(writer, schema) }),
      ]
      await append(writing, [anEntity(2)])
      expect(await idsOf(reading)).toEqual(['entity/1', 'entity/2'])
      expect(await failure(reading, [anEntity(3)])).toMatchObject({ tag: 'LogUnavailable' })
      expect(await sql(url, `SELECT * FROM ${schema}.witness`)).toEqual([{ setting: 'on' }])
      await sql(url, `DROP OWNED BY ${reader}, ${writer}; DROP ROLE ${reader}, ${writer}`)
    })
    it('with a wrong password is told so, and the password is not', async () => {
      const wrong = new URL(url)
      wrong.password = 'not%20the%20password'
      const unavailable = refused(await postgresLog({ url: wrong.href })())
      expect(unavailable).toMatchObject({ tag: 'LogUnavailable' })
      expect(JSON.stringify(unavailable)).not.toMatch(/not( |%20)the/)
      await expect(openPostgresLog({ url: wrong.href })).rejects.not.toThrow(/not( |%20)the/)
    })
    it('may have its password beside the URL', async () => {
      const own = new URL(urlOf(url, { schema: freshSchema() }))
      const password = decodeURIComponent(own.password)
      own.password = 'wrong'
      expect(await sizeOf(await openedAt({ url: own.href, password }))).toBe(0)
    })
  })
}

const parsers = ({ url }: TestServer, freshSchema: () => string): void => {
  describe('an application that reads values in ways of its own', () => {
    it('does not change what the log reads', async () => {
      const { INT8 } = pg.types.builtins
      const before = pg.types.getTypeParser(INT8) as (text: string) => unknown
      pg.types.setTypeParser(INT8, () => 'not a number')
      try {
        const log = await openedAt({
          url: urlOf(url, { schema: freshSchema() }),
          now: settableClock(-62_167_219_200_000).now,
        })
        await append(log, entities(2))
        expect((await all(log)).map(({ index, recordedAt }) => [index, recordedAt])).toEqual([
          [0, -62_167_219_200_000],
          [1, -62_167_219_200_000],
        ])
      } finally {
        pg.types.setTypeParser(INT8, before)
      }
    })
  })
}

onServer('the tables in PostgreSQL', server, (own) => {
  const freshSchema = freshSchemas(own.url)
  onlyAdds(own, freshSchema)
  altered(own, freshSchema)
  roles(own, freshSchema)
  parsers(own, freshSchema)
})
