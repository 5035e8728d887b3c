/** A bar on standard error while files are read; only on a terminal, and only for files that take a while. */
import { statSync } from 'node:fs'
import type { Terminal } from '../surroundings.js'

/** Progress that is told of bytes, and of the end. */
export interface Progress {
  readonly advance: (bytes: number) => void
  readonly end: () => void
}

const LONG_BYTES = 8 * 1024 * 1024
const CELLS = 30

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

const NONE: Progress = { advance: () => undefined, end: () => undefined }

/** Progress over the bytes of files. */
export const progressOver = (paths: readonly string[], terminal: Terminal): Progress => {
  const total = terminal.showsProgress ? paths.reduce((sum, path) => sum + sizeOf(path), 0) : 0
  if (total < LONG_BYTES) return NONE
  let done = 0
  let drawn = -1
  return {
    advance: (bytes) => {
      done += bytes
      const cells = Math.min(CELLS, Math.floor((done / total) * CELLS))
      if (cells === drawn) return
      drawn = cells
      terminal.err(
        `\rreading ${'█'.repeat(cells)}${'·'.repeat(CELLS - cells)} ${Math.floor((done / total) * 100)} %`,
      )
    },
    end: () => terminal.err('\r\u001B[2K'),
  }
}
