/** From the options of `screen` to what is asked about each position, and by what knowledge. */
import type {
  Activity,
  Gate,
  GateOptions,
  Instant,
  Known,
  LawRecord,
  Person,
  Purpose,
  Screening,
} from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { badInput, type Trouble } from '../exit.js'
import { readInstant } from './instant.js'
import { type KnownOptions, readKnown } from './known.js'

/** The options as given. */
export interface ScreeningOptions extends Pick<KnownOptions, 'knownAt' | 'knownSize'> {
  readonly validAt?: string
  readonly ahead?: string
  readonly activity?: Activity
  readonly purpose?: Purpose
  readonly usPerson?: boolean
  readonly forUsPerson?: boolean
  readonly personId?: string
  readonly role?: string
  readonly unknownInstrument?: NonNullable<GateOptions['unknownInstrument']>
}

/** What is asked, in full. */
export interface Asking extends Required<Omit<Screening, 'aheadMs'>> {
  readonly aheadDays: number
  /** How many entries count. */
  readonly knownSize: number
}

const DAY_MS = 86_400_000
const DEFAULT_AHEAD_DAYS = 90
const MOST_DAYS = 36_500

const readDays = (text: string | undefined): E.Either<Trouble, number> => {
  if (text === undefined) return E.right(DEFAULT_AHEAD_DAYS)
  const days = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  return days <= MOST_DAYS
    ? E.right(days)
    : badInput(`\`--ahead\` is ${text}, accepted is: a whole number of days from 0 to ${MOST_DAYS}`)
}

const personOf = ({ usPerson, forUsPerson, personId, role }: ScreeningOptions): Person => ({
  ...(usPerson === undefined ? {} : { usPerson }),
  ...(forUsPerson === undefined ? {} : { forUsPerson }),
  ...(personId === undefined ? {} : { id: personId }),
  ...(role === undefined ? {} : { role }),
})

/** How many entries had been recorded by then: their instants never decrease. */
const sizeAt = ({ entries, size }: LawRecord, known: Known): number => {
  if ('knownSize' in known) return known.knownSize
  const first = entries.findIndex(({ recordedAt }) => recordedAt > known.knownAt)
  return first < 0 ? size : first
}

/** Reads them against the record of the log. */
export const readScreening = (
  options: ScreeningOptions,
  record: LawRecord,
  now: Instant,
): E.Either<Trouble, Asking> => {
  const tradedAt = options.validAt === undefined ? E.right(now) : readInstant('--valid-at', options.validAt)
  if (E.isLeft(tradedAt)) return tradedAt
  const known = readKnown(options, record, now)
  if (E.isLeft(known)) return known
  const aheadDays = readDays(options.ahead)
  if (E.isLeft(aheadDays)) return aheadDays
  const activity = options.activity ?? 'sell'
  return E.right({
    tradedAt: tradedAt.right,
    person: personOf(options),
    activity,
    purpose: options.purpose ?? (activity === 'sell' ? 'divest' : 'invest'),
    aheadDays: aheadDays.right,
    knownSize: sizeAt(record, known.right),
  })
}

/** The rows of positions as they come. */
export const screened = (
  gate: Gate,
  positions: Parameters<Gate['screen']>[0],
  { aheadDays, ...asking }: Asking,
): ReturnType<Gate['screen']> => gate.screen(positions, { ...asking, aheadMs: aheadDays * DAY_MS })
