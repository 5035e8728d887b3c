/** Bars on standard error while something takes a while; only on a terminal. */
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

const ERASE_LINE = '\r\u001B[2K'

const barOf = (what: string, share: number): string => {
  const cells = Math.min(CELLS, Math.floor(share * CELLS))
  return `${what} ${'█'.repeat(cells)}${'·'.repeat(CELLS - cells)} ${Math.floor(share * 100)} %`
}

/** Progress over the bytes of files, for files that take a while. */
export const progressOver = (paths: readonly string[], terminal: Terminal): Progress => {
  const total = terminal.showsProgress ? paths.reduce((sum, path) => sum + sizeOf(path), 0) : 0
  if (total < LONG_BYTES) return NONE
  let done = 0
  let drawn = ''
  return {
    advance: (bytes) => {
      done += bytes
      const bar = barOf('reading', done / total)
      if (bar === drawn) return
      drawn = bar
      terminal.err(`\r${bar}`)
    },
    end: () => terminal.err(ERASE_LINE),
  }
}

/** Progress in phases, each by what of how much is done. */
export interface Phases {
  readonly at: (phase: string, done: number, size: number) => void
  readonly end: () => void
}

/** Draws a bar for the phase that is under way. */
export const phasesOn = (terminal: Terminal): Phases => {
  if (!terminal.showsProgress) return { at: () => undefined, end: () => undefined }
  let drawn = ''
  return {
    at: (phase, done, size) => {
      const bar = barOf(phase, size === 0 ? 1 : done / size)
      if (bar === drawn) return
      drawn = bar
      terminal.err(`${ERASE_LINE}${bar}`)
    },
    end: () => terminal.err(ERASE_LINE),
  }
}
