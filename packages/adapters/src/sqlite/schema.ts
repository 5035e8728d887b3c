/** What the file looks like inside, and by which marks it is known to be ours. */

/** `vact`: says, at byte 68 of the file, whose it is. */
export const APPLICATION_ID = 0x76_61_63_74

/** The version of the schema, and of the entries in it, at byte 60. A file of a later version is not opened. */
export const SCHEMA_VERSION = 1

/** How many entries' ids make a block. */
export const BLOCK_ENTRIES = 4096

/**
 * `entries`: one row an entry, by its place. `head`: the one row that says how many there are and what the last one's hash is, so
 * that rows missing at the end are noticed. `id_blocks`: hashes of the ids of 4096 entries at a time, for a quick start; an index
 * in SQLite would write a page an entry, and batches would take three times as long.
 */
export const CREATE_SCHEMA = `
  CREATE TABLE entries (
    place INTEGER PRIMARY KEY,
    recorded_at INTEGER NOT NULL,
    chain TEXT NOT NULL,
    text TEXT NOT NULL
  ) STRICT;
  CREATE TABLE head (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    size INTEGER NOT NULL,
    chain TEXT NOT NULL
  ) STRICT;
  CREATE TABLE id_blocks (
    block INTEGER PRIMARY KEY,
    digest TEXT NOT NULL,
    keys BLOB NOT NULL
  ) STRICT;
`

/** The statements that a log runs. */
export const SQL = {
  head: 'SELECT size, chain FROM head WHERE one = 1',
  rows: 'SELECT place, recorded_at, chain, text FROM entries WHERE place >= ? AND place < ? ORDER BY place',
  chain: 'SELECT chain FROM entries WHERE place = ?',
  insert: 'INSERT INTO entries (place, recorded_at, chain, text) VALUES (?, ?, ?, ?)',
  moveHead: 'UPDATE head SET size = ?, chain = ? WHERE one = 1',
  block: 'SELECT digest, keys FROM id_blocks WHERE block = ?',
  putBlock: 'INSERT OR REPLACE INTO id_blocks (block, digest, keys) VALUES (?, ?, ?)',
  dataVersion: 'PRAGMA data_version',
  applicationId: 'PRAGMA application_id',
  schemaVersion: 'PRAGMA user_version',
} as const
