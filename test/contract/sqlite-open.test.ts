/** Paths at which there is no log, and none can be made: one failure that says why, and nothing written. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename } from 'node:path'
import { LogError, openSqliteLog, sqliteLog } from '@vacatur/adapters/sqlite'
import { explainFailure } from '@vacatur/core'
import { describe, expect, it } from 'vitest'
import { entities } from './entries.js'
import { fileAt, filesOf, freshPaths } from './files.js'
import { append, must, refused } from './harness.js'
import { allDone } from './process.js'

const freshPath = freshPaths()

interface Database {
  exec(sql: string): void
  close(): void
}

/** A database made by someone else. */
const aForeignDatabase = (path: string, sql: string): void => {
  const require = createRequire(new URL('../../packages/adapters/package.json', import.meta.url))
  const driver = require('@photostructure/sqlite') as {
    readonly DatabaseSync: new (path: string) => Database
  }
  const database = new driver.DatabaseSync(path)
  database.exec(sql)
  database.close()
}

/** A log made and closed by another process. */
const aLogOfThree = async (): Promise<string> => {
  const path = freshPath()
  await allDone(fileAt(path), [{ what: 'append', count: 3, prefix: 'w' }])
  return path
}

/** Opening is refused; the file is as it was, and nothing is beside it. */
const refusedAt = async (path: string): Promise<{ readonly tag: string; readonly text: string }> => {
  const before = readFileSync(path)
  const failure = refused(await sqliteLog({ path })())
  expect(readFileSync(path)).toEqual(before)
  expect(filesOf(path)).toEqual(before.length === 0 ? [] : [basename(path)])
  return { tag: failure.tag, text: explainFailure(failure) }
}

describe('openSqliteLog refuses', () => {
  it('an empty file', async () => {
    const path = freshPath()
    writeFileSync(path, '')
    const { tag, text } = await refusedAt(path)
    expect([tag, text]).toEqual(['LogCorrupt', expect.stringContaining('is empty')])
  })
  it.each(['{"id":"a"}\n', 'SQLite format 3\0', '\0'.repeat(8192)])(
    'a file of other bytes (%j)',
    async (bytes) => {
      const path = freshPath()
      writeFileSync(path, bytes)
      const { tag, text } = await refusedAt(path)
      expect([tag, text]).toEqual(['LogCorrupt', expect.stringContaining('not a SQLite database')])
    },
  )
  it.each([
    'CREATE TABLE t (a)',
    'PRAGMA journal_mode = WAL; PRAGMA user_version = 1; CREATE TABLE entries (place)',
    'PRAGMA application_id = 42; CREATE TABLE t (a)',
  ])('the database of another program (%s)', async (sql) => {
    const path = freshPath()
    aForeignDatabase(path, sql)
    const { tag, text } = await refusedAt(path)
    expect([tag, text]).toEqual(['LogCorrupt', expect.stringContaining('of another program')])
  })
  it('a log of a newer version, naming it', async () => {
    const path = await aLogOfThree()
    aForeignDatabase(path, 'PRAGMA user_version = 2')
    const { tag, text } = await refusedAt(path)
    expect([tag, text]).toEqual([
      'LogCorrupt',
      expect.stringContaining('newer version of this program (version 2'),
    ])
  })
  it('a log of which rows were deleted, at the end or in the middle, in SQL', async () => {
    for (const sql of [
      'DELETE FROM entries WHERE place = 2',
      'UPDATE head SET size = 2',
      'DELETE FROM head',
    ]) {
      const path = await aLogOfThree()
      aForeignDatabase(path, sql)
      expect(await refusedAt(path)).toMatchObject({ tag: 'LogCorrupt' })
    }
  })
  it('a directory', async () => {
    const path = freshPath()
    mkdirSync(path)
    expect(refused(await sqliteLog({ path })())).toMatchObject({ tag: 'LogUnavailable' })
    expect(readdirSync(path)).toEqual([])
  })
  it.each(['/proc/no/log.db', '/dev/null/log.db', '/no-such-directory/log.db', '/proc/version/log.db'])(
    'a path where no file can be made (%s)',
    async (path) => {
      expect(refused(await sqliteLog({ path })())).toMatchObject({ tag: 'LogUnavailable' })
    },
  )
  it('to make a log where it may not', async () => {
    const path = freshPath()
    const failure = refused(await sqliteLog({ path, create: false })())
    expect(explainFailure(failure)).toBe(`sqlite:${path} is not available: there is no such file`)
    expect(filesOf(path)).toEqual([])
  })
  it('with an Error that carries the failure', async () => {
    const path = freshPath()
    const thrown: unknown = await openSqliteLog({ path, create: false }).catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(LogError)
    expect(thrown).toMatchObject({ tag: 'LogUnavailable', failure: { log: `sqlite:${path}` } })
  })
  it('nothing about unusual paths', async () => {
    const path = `${freshPath()} %20?mode=memory#ü`
    const log = must(await sqliteLog({ path })())
    await append(log, entities(1))
    await log.close()()
    expect(filesOf(path)).toEqual([basename(path)])
  })
})
