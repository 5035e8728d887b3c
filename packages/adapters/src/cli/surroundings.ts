/** What a command has around it: where it writes, what it reads, what time it is. Handed in, so that tests can stand in for it. */
import type { Readable } from 'node:stream'
import type { Instant } from '@vacatur/core'
import { EXIT } from './exit.js'
import { fileReason } from './read/bytes.js'

/** Where a command writes, and what it may do there. */
export interface Terminal {
  /** Writes to standard output. */
  readonly out: (text: string) => void
  /** Writes to standard error. */
  readonly err: (text: string) => void
  /** Resolves once what was written has been taken; false where whoever read it went away. For output of any length. */
  readonly taken: () => Promise<boolean>
  /** How wide a line may be. */
  readonly columns: number
  readonly hasColour: boolean
  /** Whether standard error is a terminal: only then are progress bars drawn. */
  readonly showsProgress: boolean
}

/** All that a command knows of the world. */
export interface Surroundings {
  readonly terminal: Terminal
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly now: () => Instant
  readonly stdin: () => Readable
  /** Calls the listener when the user ends the command (Ctrl-C), or nobody takes its output; returns how to stop listening. */
  readonly onInterrupt: (listener: () => void) => () => void
}

const NARROWEST = 60
const WIDEST = 120
const USUAL = 80

const isSet = (value: string | undefined): boolean => value !== undefined && value !== ''

/** Whether a stream's reader is there, once it has taken what was written. */
const takenBy = (stream: NodeJS.WriteStream): (() => Promise<boolean>) => {
  let isGone = false
  const waiting = new Set<() => void>()
  const release = (): void => {
    for (const resolve of waiting) resolve()
    waiting.clear()
  }
  stream.on('drain', release)
  for (const event of ['error', 'close'])
    stream.on(event, () => {
      isGone = true
      release()
    })
  return async () => {
    if (!isGone && stream.writableNeedDrain) await new Promise<void>((resolve) => waiting.add(resolve))
    return !isGone
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

const onInterrupt = (listener: () => void): (() => void) => {
  for (const signal of SIGNALS) process.once(signal, listener)
  process.stdout.once('error', listener)
  return () => {
    for (const signal of SIGNALS) process.off(signal, listener)
    process.stdout.off('error', listener)
  }
}

/** Output that a reader does not want is dropped; output that cannot be written, as to a full disk, is lost, and the exit code says so. */
const watchOutput = ({ stdout, stderr }: typeof process): void => {
  const lose = (tell: (reason: string) => void) => (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || process.exitCode === EXIT.outputLost) return
    process.exitCode = EXIT.outputLost
    tell(fileReason(error))
  }
  stdout.on(
    'error',
    lose((reason) => stderr.write(`vacatur: standard output cannot be written: ${reason}\n`)),
  )
  stderr.on(
    'error',
    lose(() => undefined),
  )
}

/** The process's own surroundings. Output to a reader that went away is dropped, so that the exit code stays what it is. */
export const processSurroundings = (now: () => Instant): Surroundings => {
  const { stdout, stderr, env } = process
  watchOutput(process)
  const columns = stdout.isTTY ? stdout.columns : USUAL
  return {
    terminal: {
      out: (text) => stdout.write(text),
      err: (text) => stderr.write(text),
      taken: takenBy(stdout),
      columns: Math.min(WIDEST, Math.max(NARROWEST, columns)),
      hasColour: stdout.isTTY && !isSet(env['NO_COLOR']) && env['TERM'] !== 'dumb',
      showsProgress: stderr.isTTY && env['TERM'] !== 'dumb',
    },
    environment: env,
    now,
    stdin: () => process.stdin,
    onInterrupt,
  }
}
