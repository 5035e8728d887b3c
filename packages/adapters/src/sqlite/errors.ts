/** What SQLite and the file system throw, as the log's tagged failures. */
import type { LogCorrupt, LogUnavailable } from '@vacatur/core'

const CODES = {
  ERROR: 1,
  BUSY: 5,
  READONLY: 8,
  CORRUPT: 11,
  SCHEMA: 17,
  MISMATCH: 20,
  NOTADB: 26,
  FORMAT: 24,
  RANGE: 25,
} as const

const codeOf = (thrown: unknown): number | undefined => {
  const code = (thrown as { readonly errcode?: unknown } | null)?.errcode
  return typeof code === 'number' ? code & 0xff : undefined
}

const textCodeOf = (thrown: unknown): string => {
  const code = (thrown as { readonly code?: unknown } | null)?.code
  return typeof code === 'string' ? code : ''
}

const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown))

/** True if another connection holds the lock: worth trying again. */
export const isBusy = (thrown: unknown): boolean => codeOf(thrown) === CODES.BUSY

/** The file was moved away while it was open: SQLite then refuses to write too, for a reason of its own. */
const MOVED = 1032

const isReadOnly = (thrown: unknown): boolean =>
  codeOf(thrown) === CODES.READONLY && (thrown as { readonly errcode?: unknown }).errcode !== MOVED

const CORRUPT: readonly (number | undefined)[] = [
  CODES.ERROR,
  CODES.CORRUPT,
  CODES.SCHEMA,
  CODES.MISMATCH,
  CODES.NOTADB,
  CODES.FORMAT,
  CODES.RANGE,
]

/** SQLite says `attempt to write`, also to who only asked: whoever reads leaves marks beside the file, by which writers know of it. */
const READ_ONLY =
  'this user may not write to it or to its directory, which even reading a log in a file needs; ask a copy of it'

/**
 * What a statement threw. That our own statements do not fit the file (`no such table`), or bring a number that is none, means that
 * the file was altered, as does what SQLite itself calls malformed. All else may be better another time.
 */
export const failureOf = (thrown: unknown, log: string): LogCorrupt | LogUnavailable => {
  const reason = messageOf(thrown)
  if (CORRUPT.includes(codeOf(thrown)) || textCodeOf(thrown) === 'ERR_OUT_OF_RANGE') {
    return { tag: 'LogCorrupt', log, index: null, reason: `the database is damaged (${reason})` }
  }
  if (isBusy(thrown)) {
    return { tag: 'LogUnavailable', log, reason: 'another process kept the database locked' }
  }
  return { tag: 'LogUnavailable', log, reason: isReadOnly(thrown) ? READ_ONLY : reason }
}

const FILE_REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'part of its path is not a directory',
  EISDIR: 'it is a directory',
  ENOSPC: 'no space is left',
  ENAMETOOLONG: 'its path is too long',
  ELOOP: 'its path has too many symbolic links',
}

/** What the file system threw. */
export const fileFailureOf = (thrown: unknown, log: string): LogUnavailable => ({
  tag: 'LogUnavailable',
  log,
  reason: FILE_REASONS[textCodeOf(thrown)] ?? messageOf(thrown),
})

/** The file is there, and is not a log that can be trusted. */
export const corrupt = (log: string, reason: string, index: number | null = null): LogCorrupt => ({
  tag: 'LogCorrupt',
  log,
  index,
  reason,
})
