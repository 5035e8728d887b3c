/** PostgreSQL: our log, and `pg` with one table of jsonb, unique ids, LISTEN and NOTIFY; on one server that is started for it. */
import { openPostgresLog } from '@vacatur/adapters/postgres'
import pg from 'pg'
import { findBinaries } from '../../postgres/binaries.js'
import { ownServer } from '../../postgres/start.js'
import { type Kind, oursOn, type Side } from './side.js'

const TABLE = `CREATE TABLE entries (
  place bigserial PRIMARY KEY, recorded_at timestamptz NOT NULL DEFAULT now(), id text NOT NULL UNIQUE, entry jsonb NOT NULL)`

/** Two round trips less than by BEGIN and COMMIT: one statement commits itself. */
const INSERT = {
  name: 'insert',
  text: `WITH written AS (
      INSERT INTO entries (id, entry) SELECT one->>'id', one FROM jsonb_array_elements($1::jsonb) AS one RETURNING place
    ) SELECT pg_notify('entries', max(place)::text) FROM written`,
}

const SELECT = {
  name: 'select',
  text: 'SELECT place, entry FROM entries WHERE place > $1 ORDER BY place LIMIT 1000',
}

type Row = { readonly place: string; readonly entry: { readonly id: string } }

const bareOn = async (url: string): Promise<Side> => {
  const [client, second] = [new pg.Client(url), new pg.Client(url)]
  await client.connect()
  await second.connect()
  await client.query(TABLE)
  const after = async (place: string): Promise<readonly Row[]> =>
    (await second.query<Row>({ ...SELECT, values: [place] })).rows
  return {
    append: async (entries) => void (await client.query({ ...INSERT, values: [JSON.stringify(entries)] })),
    read: async () => {
      let [count, place] = [0, '0']
      for (;;) {
        const rows = await after(place)
        if (rows.length === 0) return count
        count += rows.length
        place = rows.at(-1)?.place ?? place
      }
    },
    follow: async (hear) => {
      const { rows: ends } = await second.query<Row>('SELECT COALESCE(max(place), 0) AS place FROM entries')
      let place = ends[0]?.place ?? '0'
      const news = async (): Promise<void> => {
        const rows = await after(place)
        for (const { entry } of rows) hear(entry.id)
        place = rows.at(-1)?.place ?? place
      }
      second.on('notification', () => {
        void news()
      })
      await second.query('LISTEN entries')
    },
    close: async () => {
      await client.end()
      await second.end()
    },
  }
}

/** Both, on a server of their own; undefined where there is none to be had. */
export const postgresKind = async (): Promise<Kind | undefined> => {
  const binaries = findBinaries()
  if (binaries === undefined) return undefined
  const server = await ownServer(binaries)
  const { url } = server
  return {
    name: 'PostgreSQL',
    ours: await oursOn(async () => openPostgresLog({ url })),
    bare: await bareOn(url),
    end: server.end,
  }
}
