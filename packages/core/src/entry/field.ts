/** The fields that entries share: ids, slugs, texts, instants, days. Each says, when it refuses, what it accepts. */
import * as E from 'fp-ts/lib/Either.js'
import * as z from 'zod'
import { INSTANT_FORM, type Instant, type InstantText, instantOf, msOf } from '../time/instant.js'
import {
  isDay,
  isTimeOfDay,
  isZone,
  type ResolvedWallClock,
  resolved,
  resolveWallClock,
} from '../time/wall-clock.js'

/** An instant as an entry holds it: UTC text, or a wall clock with the instant that it was resolved to. */
export type EntryInstant = InstantText | ResolvedWallClock

/** The epoch milliseconds of an instant in an entry. */
export const msOfEntryInstant = (value: EntryInstant): Instant =>
  msOf(typeof value === 'string' ? value : value.instant)

const ACCEPTED_INSTANT = `${INSTANT_FORM}, or { "local": "2021-03-15T09:30", "zone": "America/New_York" }`

/** True for text that UTF-8 can hold: no half of a surrogate pair stands alone. */
export const isWellFormedText = (value: string): boolean =>
  // By code units first, which is quick, and says no for almost every text.
  !/[\uD800-\uDFFF]/.test(value) || !/\p{Surrogate}/u.test(value)

/** Text without lone surrogates, of at least one character. */
export const text = z
  .string({ error: 'text' })
  .min(1, { error: 'text of at least one character' })
  .refine(isWellFormedText, { error: 'well-formed Unicode (no lone surrogates)' })

/** An entry's id: the idempotency key, unique in the log. */
const entryId = z
  .string({ error: 'an id: 1 to 128 of A-Za-z0-9._:/-' })
  .regex(/^[A-Za-z0-9._:/-]{1,128}$/, { error: 'an id: 1 to 128 of A-Za-z0-9._:/-' })

const SLUG = 'a slug: lower-case letters, digits and single hyphens, like us-ns-cmic (at most 128)'

/** The lower-case name of an entity, program or security. */
export const slug = z
  .string({ error: SLUG })
  .max(128, { error: SLUG })
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: SLUG })

/** A calendar day, `2021-01-14`. */
export const day = z
  .string({ error: 'a day that exists, like 2021-01-14' })
  .refine(isDay, { error: 'a day that exists, like 2021-01-14' })

/** A wall-clock time to the minute. */
export const timeOfDay = z
  .string({ error: 'a time of day, like 09:30' })
  .refine(isTimeOfDay, { error: 'a time of day, like 09:30' })

/** The name of a time zone. */
export const zone = z
  .string({ error: 'a zone of the IANA time zone database, like America/New_York' })
  .refine(isZone, { error: 'a zone of the IANA time zone database, like America/New_York' })

/** A whole number of days from 0 to 36,525 (a hundred years). `-0` is refused: it has no canonical form of its own. */
export const days = z
  .int({ error: 'a whole number of days from 0 to 36525' })
  .min(0, { error: 'a whole number of days from 0 to 36525' })
  .max(36_525, { error: 'a whole number of days from 0 to 36525' })
  .refine((value) => !Object.is(value, -0), { error: 'a whole number of days from 0 to 36525' })

const wallClockShape = z.strictObject({
  local: z.string({ error: 'a local date and time, like 2021-03-15T09:30' }),
  zone: z.string({ error: 'a zone of the IANA time zone database, like America/New_York' }),
  instant: z.string({ error: INSTANT_FORM }).optional(),
})

const readInstant = (given: unknown): E.Either<string, EntryInstant> => {
  if (typeof given === 'string') {
    return E.map(() => given as InstantText)(instantOf(given))
  }
  const shape = wallClockShape.safeParse(given)
  if (!shape.success) return E.left(ACCEPTED_INSTANT)
  const { local, instant } = shape.data
  return E.chain((at: Instant) => {
    const both = resolved({ local, zone: shape.data.zone }, at)
    return instant === undefined || instant === both.instant
      ? E.right<string, EntryInstant>(both)
      : E.left(`${both.instant}, which is ${local} in ${shape.data.zone}, or no "instant" at all`)
  })(resolveWallClock(shape.data))
}

/** An instant, as UTC text or as a wall clock, which is resolved here, once; both forms are kept. */
export const instant = z.unknown().transform((given, context): EntryInstant => {
  const read = readInstant(given)
  if (E.isRight(read)) return read.right
  context.issues.push({ code: 'custom', message: read.left, input: given })
  return z.NEVER
})

/** Ids of earlier entries; at least one. */
export const targets = z
  .array(entryId, { error: 'a list of entry ids' })
  .min(1, { error: 'a list of at least one entry id' })

/** Who published the act, and where it can be read. */
const source = z.strictObject(
  {
    authority: text,
    citation: text,
    url: text.optional(),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, { error: 'a SHA-256 digest: 64 lower-case hexadecimal digits' })
      .optional(),
  },
  { error: refusal('an object { authority, citation, url?, sha256? }') },
)

/** Words for an object that is no object, or has fields it should not have (those name themselves, see problem.ts). */
export function refusal(accepted: string): (issue: { readonly code?: string }) => string | undefined {
  return (issue) => (issue.code === 'unrecognized_keys' ? undefined : accepted)
}

/** The fields of every entry. */
export const common = {
  id: entryId,
  validAt: instant,
  publishedAt: instant,
  source,
  note: text.optional(),
}
