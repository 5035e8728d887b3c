/** By what knowledge a question is asked: `--known-at`, `--known-size`, `--clock`. */
import type { Clock, Instant, Known, LawRecord } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { badInput, badUsage, type Trouble } from '../exit.js'
import { readInstant } from './instant.js'

/** The options as given. */
export interface KnownOptions {
  readonly knownAt?: string
  readonly knownSize?: string
  readonly clock?: Clock
}

/** Everything that the log holds, however the machine's clock stands: entries are stamped by a clock that may have been ahead. */
const everything = ({ entries }: LawRecord, now: Instant): Instant => {
  const last = entries.at(-1)?.recordedAt ?? now
  return last > now ? last : now
}

const knownSizeOf = (text: string, record: LawRecord): E.Either<Trouble, Known> => {
  const size = /^\d{1,15}$/.test(text) ? Number(text) : undefined
  const accepted = `a whole number from 0 to ${record.size}, the size of the log`
  return size === undefined || size > record.size
    ? badInput(`\`--known-size\` is ${text}, accepted is: ${accepted}`)
    : E.right({ clock: 'recorded', knownSize: size })
}

/** What is asked; by the recorded clock as of now where nothing is stated. */
export const readKnown = (
  { knownAt, knownSize, clock = 'recorded' }: KnownOptions,
  record: LawRecord,
  now: Instant,
): E.Either<Trouble, Known> => {
  if (knownSize !== undefined && knownAt !== undefined) {
    return badUsage('`--known-at` and `--known-size` state the same thing, accepted is: one of them')
  }
  if (knownSize !== undefined && clock === 'published') {
    return badUsage(
      '`--known-size` counts recorded entries, accepted is: `--known-at` with `--clock published`',
    )
  }
  if (knownSize !== undefined) return knownSizeOf(knownSize, record)
  const at = knownAt === undefined ? E.right(everything(record, now)) : readInstant('--known-at', knownAt)
  return E.map((instant: Instant): Known => ({ clock, knownAt: instant }))(at)
}
