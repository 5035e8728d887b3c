/** The file, before SQLite touches it: is it a log of ours; and if there is none, one made whole, at once or not at all. */
import { randomUUID } from 'node:crypto'
import * as fs from 'node:fs'
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { LogCorrupt, LogUnavailable } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { GENESIS } from '../shared/chain.js'
import type { Database, Driver } from './driver.js'
import { corrupt, failureOf, fileFailureOf } from './errors.js'
import { APPLICATION_ID, CREATE_SCHEMA, SCHEMA_VERSION } from './schema.js'

const HEADER_BYTES = 100
const MAGIC = 'SQLite format 3\0'
const VERSION_AT = 60
const APPLICATION_AT = 68

/** Why a file cannot be opened. */
export type FileFailure = LogCorrupt | LogUnavailable

/** Whether there is a file, and that it is a log. */
export type FileState = 'log' | 'absent'

const codeOf = (thrown: unknown): unknown => (thrown as { readonly code?: unknown }).code

const readHeader = (path: string): Buffer => {
  const file = fs.openSync(path, 'r')
  try {
    const header = Buffer.alloc(HEADER_BYTES)
    const bytes = fs.readSync(file, header, 0, HEADER_BYTES, 0)
    return header.subarray(0, bytes)
  } finally {
    fs.closeSync(file)
  }
}

/** Whether a file with these marks is a log that can be read. */
export const judgeMarks = (
  { applicationId, version }: { readonly applicationId: unknown; readonly version: unknown },
  name: string,
): E.Either<FileFailure, FileState> => {
  if (applicationId !== APPLICATION_ID) {
    return E.left(corrupt(name, 'the file is the SQLite database of another program'))
  }
  if (version === SCHEMA_VERSION) return E.right('log')
  const reads = `this one reads version ${SCHEMA_VERSION}`
  return typeof version === 'number' && version > SCHEMA_VERSION
    ? E.left(
        corrupt(name, `it was written by a newer version of this program (version ${version}; ${reads})`),
      )
    : E.left(corrupt(name, `it is of a version that never was (${String(version)}; ${reads})`))
}

const judgeHeader = (header: Buffer, name: string): E.Either<FileFailure, FileState> => {
  if (header.length === 0) return E.left(corrupt(name, 'the file is empty'))
  if (!header.toString('latin1').startsWith(MAGIC) || header.length < HEADER_BYTES) {
    return E.left(corrupt(name, 'the file is not a SQLite database'))
  }
  const applicationId = header.readUInt32BE(APPLICATION_AT)
  return judgeMarks({ applicationId, version: header.readInt32BE(VERSION_AT) }, name)
}

/** Looks at the file without opening it as a database, so that what is not ours is left as it is. */
export const examine = (path: string, name: string): E.Either<FileFailure, FileState> => {
  try {
    if (!fs.statSync(path).isFile()) {
      return E.left({ tag: 'LogUnavailable', log: name, reason: 'it is a directory, or no regular file' })
    }
    return judgeHeader(readHeader(path), name)
  } catch (thrown) {
    return codeOf(thrown) === 'ENOENT' ? E.right('absent') : E.left(fileFailureOf(thrown, name))
  }
}

/** The location for SQLite: to read and write, or only to read; never to create. */
export const locationOf = (path: string, mode: 'rw' | 'ro'): URL => {
  const url = pathToFileURL(resolve(path))
  url.searchParams.set('mode', mode)
  return url
}

/** What tells one file from another that takes its place: device and inode. */
export const identityOf = (path: string): string => {
  const { dev, ino } = fs.statSync(path, { bigint: true })
  return `${dev}:${ino}`
}

const fill = (database: Database): void => {
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    BEGIN;
    PRAGMA application_id = ${APPLICATION_ID};
    PRAGMA user_version = ${SCHEMA_VERSION};
    ${CREATE_SCHEMA}
    INSERT INTO head (one, size, chain) VALUES (1, 0, '${GENESIS}');
    COMMIT;
  `)
}

const syncDirectory = (path: string): void => {
  if (process.platform === 'win32') return
  const directory = fs.openSync(dirname(path), 'r')
  try {
    fs.fsyncSync(directory)
  } finally {
    fs.closeSync(directory)
  }
}

/** Gives the finished file its name, unless there is one of that name: then another process was first, and its file stands. */
const publish = (made: string, path: string): void => {
  try {
    fs.linkSync(made, path)
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') return
    // A file system without hard links: a copy, which only a crash at this moment can leave half done.
    fs.copyFileSync(made, path, fs.constants.COPYFILE_EXCL)
  }
}

/** Makes an empty log: under another name first, so that no process ever sees half of one. */
export const create = (driver: Driver, path: string, name: string): E.Either<FileFailure, void> => {
  const made = `${resolve(path)}.new-${randomUUID()}`
  try {
    fs.closeSync(fs.openSync(made, 'wx'))
  } catch (thrown) {
    const reason = 'its directory does not exist, or takes no files'
    return E.left(
      codeOf(thrown) === 'ENOENT'
        ? { tag: 'LogUnavailable', log: name, reason }
        : fileFailureOf(thrown, name),
    )
  }
  try {
    const database = new driver.DatabaseSync(locationOf(made, 'rw'), { timeout: 0 })
    try {
      fill(database)
    } finally {
      database.close()
    }
    // Of a log that was here before; its entries are not missing in this one.
    fs.rmSync(`${path}-size`, { force: true })
    publish(made, path)
    syncDirectory(path)
    return E.right(undefined)
  } catch (thrown) {
    const isFileError = codeOf(thrown) !== 'ERR_SQLITE_ERROR'
    return E.left(isFileError ? fileFailureOf(thrown, name) : failureOf(thrown, name))
  } finally {
    for (const suffix of ['', '-wal', '-shm']) fs.rmSync(made + suffix, { force: true })
  }
}
