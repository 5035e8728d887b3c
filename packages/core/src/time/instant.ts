/** Instants: fixed-width UTC text at the edge, epoch milliseconds inside. Knows no zone and asks no clock. */
import * as E from 'fp-ts/lib/Either.js'

declare const instantBrand: unique symbol
declare const instantTextBrand: unique symbol

/** Epoch milliseconds, an integer between the years 0000 and 9999 (both inclusive). */
export type Instant = number & { readonly [instantBrand]: true }

/** Fixed-width UTC text with milliseconds, `2021-03-15T13:30:00.000Z`: text order is time order. */
export type InstantText = string & { readonly [instantTextBrand]: true }

/** What an instant in text must look like, for error messages. */
export const INSTANT_FORM = 'an instant in UTC with milliseconds, like 2021-03-15T13:30:00.000Z'

const FIXED_WIDTH = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const EARLIEST_MS = -62_167_219_200_000
const LATEST_MS = 253_402_300_799_999

/** Reads fixed-width text. The error says what is wrong: another form, or a date that is in no calendar. */
export const instantOf = (text: string): E.Either<string, Instant> => {
  if (!FIXED_WIDTH.test(text)) return E.left(INSTANT_FORM)
  const ms = Date.parse(text)
  // Date.parse takes 30 February for 2 March, and 24:00 for the next day's midnight; what else does not exist it refuses.
  const isThatDay = new Date(ms).getUTCDate() === Number(text.slice(8, 10))
  const exists = Number.isFinite(ms) && isThatDay && !text.startsWith('24', 11)
  return exists ? E.right(ms as Instant) : E.left(`a date and time that exist (and ${INSTANT_FORM})`)
}

/** True for text in the fixed-width form that names a date and time that exist. */
export const isInstantText = (text: string): text is InstantText => E.isRight(instantOf(text))

/** Epoch milliseconds of text that was checked before; a `NaN` here means a bug. */
export const msOf = (text: InstantText): Instant => Date.parse(text) as Instant

/** Whether something is epoch milliseconds within the bounds of instants. */
export const isInstant = (given: unknown): given is Instant =>
  typeof given === 'number' && Number.isInteger(given) && given >= EARLIEST_MS && given <= LATEST_MS

/** Epoch milliseconds as an instant; the error names the bounds. */
export const instantOfMs = (ms: number): E.Either<string, Instant> =>
  isInstant(ms)
    ? E.right((ms === 0 ? 0 : ms) as Instant)
    : E.left('whole epoch milliseconds between the years 0000 and 9999')

/** The fixed-width text of an instant. */
export const textOf = (instant: Instant): InstantText => new Date(instant).toISOString() as InstantText
