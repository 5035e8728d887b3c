/**
 * The pulse of those who append, in a small file beside the database: while it stands there, somebody has promised to beat it. A
 * log in a file can be read when nobody is left who would append; by the pulse a follower tells that from one with nothing new.
 */
import * as fs from 'node:fs'

/** Timers overflow behind it, and beat without pause. */
const LONGEST_MS = 2_147_483_647

const pulseOf = (path: string): string => `${path}-pulse`

/** What was written last; undefined where nobody has promised anything, null where that cannot be told. */
const beatAt = (path: string): string | undefined | null => {
  try {
    return fs.readFileSync(pulseOf(path), 'latin1')
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : null
  }
}

/**
 * Beats every so many milliseconds, without keeping the process alive, until it is told to stop; that takes the promise back. A
 * process that is killed leaves it. Throws where the file cannot be written at the start; a beat that fails later is silence.
 */
export const startPulse = (path: string, everyMs: number): (() => void) => {
  if (!(everyMs >= 1 && everyMs <= LONGEST_MS))
    throw new RangeError(`a pulse beats every 1 to ${LONGEST_MS} milliseconds, not every ${everyMs}`)
  let beats = 0
  const beat = (): void => {
    beats += 1
    fs.writeFileSync(pulseOf(path), `${process.pid} ${beats}`, 'latin1')
  }
  beat()
  const timer = setInterval(() => {
    try {
      beat()
    } catch {
      // Followers hear nothing, which is what they should hear.
    }
  }, everyMs).unref()
  return () => {
    clearInterval(timer)
    fs.rmSync(pulseOf(path), { force: true })
  }
}

/** For one follower: whether the log is alive, looked at now and then. True where no pulse was promised, or it beat since the last look. */
export const pulseWatch = (path: string): (() => boolean) => {
  let last: string | undefined
  return () => {
    const beat = beatAt(path)
    // A pulse that is there and cannot be read is not heard.
    if (beat === null) return false
    const isAlive = beat === undefined || (last !== undefined && beat !== last)
    last = beat
    return isAlive
  }
}
