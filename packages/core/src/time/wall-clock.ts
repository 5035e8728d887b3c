/** From what a calendar and a clock on the wall in some zone show to an instant. The only place that knows time zones. */
import * as E from 'fp-ts/lib/Either.js'
import { Temporal } from 'temporal-polyfill'
import { type Instant, type InstantText, instantOfMs, isInstantText, textOf } from './instant.js'

/** A date and time on the wall in a zone, `{ "local": "2021-03-15T09:30", "zone": "America/New_York" }`. */
export interface WallClock {
  readonly local: string
  readonly zone: string
}

/** A wall clock with the instant that it was resolved to, once, when it was read. */
export interface ResolvedWallClock extends WallClock {
  readonly instant: InstantText
}

const LOCAL_FORM = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{3})?)?$/
const DATE_FORM = /^\d{4}-\d\d-\d\d$/
const TIME_FORM = /^([01]\d|2[0-3]):[0-5]\d$/
const ZONE_FORM = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/

/** So many calendar days after a day, at a wall-clock time to the minute. */
export interface DayOffset {
  readonly days: number
  readonly at: string
}

/** True for the name of a zone in the IANA time zone database; offsets like `-05:00` are no zones. */
export const isZone = (zone: string): boolean => {
  if (!ZONE_FORM.test(zone)) return false
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return true
  } catch {
    return false
  }
}

/** True for a calendar day that exists, `2021-01-14`. */
export const isDay = (day: string): boolean => DATE_FORM.test(day) && isInstantText(`${day}T00:00:00.000Z`)

/** True for a wall-clock time to the minute, `00:00` to `23:59`. */
export const isTimeOfDay = (at: string): boolean => TIME_FORM.test(at)

/** Resolves a wall clock. A local time that daylight saving skips or repeats is an error that says so, as is an unknown zone. */
export const resolveWallClock = ({ local, zone }: WallClock): E.Either<string, Instant> => {
  if (!isZone(zone)) return E.left(`a zone of the IANA time zone database, like America/New_York`)
  const padded =
    local.length === 16 ? `${local}:00.000Z` : local.length === 19 ? `${local}.000Z` : `${local}Z`
  if (!LOCAL_FORM.test(local) || !isInstantText(padded)) {
    return E.left('a local date and time that exist, like 2021-03-15T09:30')
  }
  const plain = Temporal.PlainDateTime.from(local)
  const earlier = plain.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const later = plain.toZonedDateTime(zone, { disambiguation: 'later' })
  if (earlier.epochMilliseconds === later.epochMilliseconds) return instantOfMs(earlier.epochMilliseconds)
  const skipped = !earlier.toPlainDateTime().equals(plain)
  return E.left(
    skipped
      ? `a local time that exists (the clocks of ${zone} skip this one); state the instant in UTC`
      : `a local time that happens once (the clocks of ${zone} show this one twice); state the instant in UTC`,
  )
}

/** Both forms of a wall clock: as given, and the instant that it is. */
export const resolved = (wallClock: WallClock, instant: Instant): ResolvedWallClock => ({
  local: wallClock.local,
  zone: wallClock.zone,
  instant: textOf(instant),
})

const DAY_MS = 86_400_000
const EPOCH_DAY = Temporal.PlainDate.from('1970-01-01')
const MOST_REMEMBERED = 100_000

/** Instants that were found before, by zone and time of day, then by day: the library takes microseconds, and days come again. */
const remembered = new Map<string, Map<number, Instant>>()

const instantOn = (dayMs: number, at: string, zone: string): Instant => {
  const date = EPOCH_DAY.add({ days: dayMs / DAY_MS })
  const zoned = date.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(at) })
  return zoned.epochMilliseconds as Instant
}

/**
 * The instant at wall-clock time `at`, `days` calendar days after `day` (which is day 0), in `zone`. No business-day roll.
 * Where daylight saving skips that time, it is read with the offset before the change; where it is shown twice, the first
 * (RFC 5545, 3.3.5). All arguments were checked before.
 */
export const instantAfterDays = (day: string, { days, at }: DayOffset, zone: string): Instant => {
  const key = `${zone} ${at}`
  let known = remembered.get(key)
  if (known === undefined || known.size >= MOST_REMEMBERED) {
    known = new Map()
    remembered.set(key, known)
  }
  const dayMs = Date.parse(day) + days * DAY_MS
  const instant = known.get(dayMs) ?? instantOn(dayMs, at, zone)
  known.set(dayMs, instant)
  return instant
}
