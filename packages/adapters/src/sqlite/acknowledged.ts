/**
 * How many entries were acknowledged, in a small file beside the database, while it is open. What a commit wrote is at first in the
 * `-wal` file only; if that is deleted or damaged, SQLite takes what is left for the whole. This number tells. It is written after
 * each commit without being forced to the disk, so it may be too low after a power failure, and is never too high.
 */
import * as fs from 'node:fs'

/** The note beside one database. */
export interface Acknowledged {
  readonly note: (size: number) => void
  /** Lets go of the note; removes it if the database was closed for good, all that it holds in the one file. */
  readonly close: () => void
}

const DIGITS = 16
const noteOf = (path: string): string => `${path}-size`
const walOf = (path: string): string => `${path}-wal`

/** How many entries there must be at least; 0 where nothing is known. To be asked before the database is. */
export const acknowledgedAt = (path: string): number => {
  try {
    const size = Number(fs.readFileSync(noteOf(path), 'latin1'))
    return Number.isSafeInteger(size) ? size : 0
  } catch {
    return 0
  }
}

/** True if there is a write-ahead log that holds anything: part of a database that is open, or was not closed. */
export const hasWal = (path: string): boolean =>
  (fs.statSync(walOf(path), { throwIfNoEntry: false })?.size ?? 0) > 0

/** Starts to take note beside a database. Where no note can be written, there is none. */
export const takeNotes = (path: string): Acknowledged => {
  let file: number | undefined
  const open = (): number => (file ??= fs.openSync(noteOf(path), fs.constants.O_RDWR | fs.constants.O_CREAT))
  return {
    note: (size) => {
      try {
        fs.writeSync(open(), String(size).padStart(DIGITS, '0'), 0, 'latin1')
      } catch {
        // The entries are in the database all the same.
      }
    },
    close: () => {
      if (file !== undefined) fs.closeSync(file)
      file = undefined
      if (!hasWal(path)) fs.rmSync(noteOf(path), { force: true })
    },
  }
}
