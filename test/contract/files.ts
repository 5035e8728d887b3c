/** Directories for logs in files, removed when the tests of a file have run. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { openSqliteLog } from '@vacatur/adapters/sqlite'
import { afterAll } from 'vitest'
import type { Location } from './harness.js'

/** Makes paths of files that are not there yet. To be called at the top of a test file. */
export const freshPaths = (): (() => string) => {
  const directory = mkdtempSync(join(tmpdir(), 'vacatur-contract-'))
  let made = 0
  afterAll(() => rmSync(directory, { recursive: true, force: true }))
  return () => {
    made += 1
    return join(directory, `log-${made}.db`)
  }
}

/** The location of a log in a file. */
export const fileAt = (path: string): Location => ({
  open: async (options) => openSqliteLog({ path, ...options }),
  worker: { kind: 'sqlite', path },
})

/**
 * The files of a log that hold anything. The index of a write-ahead log (`-shm`) does not, and it and an empty `-wal` may be there
 * until the process that closed the log ends.
 */
export const filesOf = (path: string): readonly string[] =>
  readdirSync(dirname(path)).filter(
    (name) =>
      name.startsWith(basename(path)) &&
      !name.endsWith('-shm') &&
      statSync(join(dirname(path), name)).size > 0,
  )
