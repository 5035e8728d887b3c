/** From the flags of `check` to an order as JSON would state it. Parsing it is the core's business. */
import * as E from 'fp-ts/lib/Either.js'
import { type Instant, textOf, type WallClock } from '@vacatur/core'
import { badUsage, type Trouble } from '../exit.js'
import { asWritten } from './identifier.js'
import { readInstant, statedOf } from './instant.js'

/** The schemes by which flags name a security. */
export const SECURITY_FLAGS = ['isin', 'ticker', 'figi', 'cusip', 'sedol', 'ric', 'security'] as const

type SecurityFlag = (typeof SECURITY_FLAGS)[number]

/** The flags that make an order, as given. */
export interface OrderFlags extends Readonly<Partial<Record<SecurityFlag, string>>> {
  readonly issuer?: string
  readonly issuerLei?: string
  readonly kind?: string
  readonly publiclyTraded?: boolean
  readonly activity?: string
  readonly purpose?: string
  readonly usPerson?: boolean
  readonly forUsPerson?: boolean
  readonly personId?: string
  readonly role?: string
  readonly tradedAt?: string
  readonly acquiredAt?: string
}

const NAMES_OF_FLAGS = [
  ...SECURITY_FLAGS,
  'issuer',
  'issuerLei',
  'kind',
  'publiclyTraded',
  'activity',
  'purpose',
  'usPerson',
  'forUsPerson',
  'personId',
  'role',
  'tradedAt',
  'acquiredAt',
] as const satisfies readonly (keyof OrderFlags)[]

/** Whether any flag was given. */
export const hasOrderFlags = (flags: OrderFlags): boolean =>
  NAMES_OF_FLAGS.some((name) => flags[name] !== undefined)

/** Leaves out what is undefined. */
const stated = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

const written = (scheme: string, value: string | undefined): string | undefined =>
  value === undefined ? undefined : asWritten(scheme, value)

const instrumentOf = (flags: OrderFlags): Record<string, unknown> => {
  const { issuer, issuerLei, kind, publiclyTraded } = flags
  const securities = Object.fromEntries(SECURITY_FLAGS.map((name) => [name, written(name, flags[name])]))
  const byIssuer =
    issuer === undefined && issuerLei === undefined
      ? undefined
      : stated({ entity: issuer, lei: written('lei', issuerLei) })
  return stated({ ...securities, issuer: byIssuer, kind, publiclyTraded })
}

const statedInstant = (
  option: string,
  text: string | undefined,
): E.Either<Trouble, string | WallClock | undefined> => {
  if (text === undefined) return E.right(undefined)
  const read = readInstant(option, text)
  return E.isLeft(read) ? read : E.right(statedOf(text))
}

const missing = (flags: OrderFlags, instrument: Record<string, unknown>): string | undefined => {
  if (flags.activity === undefined)
    return 'no order, accepted is: --order FILE, --orders FILE, or --activity with an instrument'
  if (Object.keys(instrument).length > 0) return undefined
  const options = [...SECURITY_FLAGS, 'issuer', 'issuer-lei'].map((name) => `--${name}`)
  return `no instrument, accepted is: one of ${options.join(', ')}`
}

/** The order that the flags state; it is traded now where they do not say when. */
export const orderOfFlags = (flags: OrderFlags, now: Instant): E.Either<Trouble, unknown> => {
  const { activity, purpose, usPerson, forUsPerson, personId, role } = flags
  const instrument = instrumentOf(flags)
  const lacking = missing(flags, instrument)
  if (lacking !== undefined) return badUsage(lacking)
  const tradedAt = statedInstant('--traded-at', flags.tradedAt)
  if (E.isLeft(tradedAt)) return tradedAt
  const acquiredAt = statedInstant('--acquired-at', flags.acquiredAt)
  if (E.isLeft(acquiredAt)) return acquiredAt
  return E.right(
    stated({
      activity,
      purpose,
      instrument,
      person: stated({ usPerson, forUsPerson, id: personId, role }),
      tradedAt: tradedAt.right ?? textOf(now),
      acquiredAt: acquiredAt.right,
    }),
  )
}
