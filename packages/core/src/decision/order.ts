/** An order: what a desk wants to do. JSON in, typed order out; and back to JSON, as it was read. */
import * as E from 'fp-ts/lib/Either.js'
import * as z from 'zod'
import { type EntryInstant, instant, msOfEntryInstant, refusal, slug, text } from '../entry/field.js'
import { activity, type Activity } from '../entry/license.js'
import { type Problem, problemsOf } from '../entry/problem.js'
import {
  IDENTIFIER_SCHEMES,
  type IdentifierScheme,
  type SecurityKind,
  securityKind,
} from '../entry/reference.js'
import { type Instant, type InstantText, textOf } from '../time/instant.js'
import { resolved, type ResolvedWallClock, resolveWallClock } from '../time/wall-clock.js'

/** What an order is for. */
export const PURPOSES = ['invest', 'divest', 'facilitate'] as const

/** What an order is for: to invest, to divest what is held, or to carry out another's order. */
export type Purpose = (typeof PURPOSES)[number]

/** The issuer of an instrument that is not registered, with what the desk knows of the instrument. */
export interface IssuerInstrument {
  readonly issuer: { readonly entity: string } | { readonly lei: string }
  readonly kind?: SecurityKind
  readonly publiclyTraded?: boolean
}

/** An instrument by one identifier, like `{ isin: 'KYG9830T1067' }`; two might name two. */
export type IdentifiedInstrument = {
  readonly [S in IdentifierScheme]: { readonly [K in S]: string } & {
    readonly [K in Exclude<IdentifierScheme, S>]?: never
  }
}[IdentifierScheme]

/** What is to be traded: by identifier, by the slug it is registered under, or by its issuer. */
export type Instrument = IdentifiedInstrument | { readonly security: string } | IssuerInstrument

/** For whom; what is left out is not known, but for `id` and `role`, where it means nobody in particular. */
export interface Person {
  readonly usPerson?: boolean
  /** Whether the person acts for, or to the ultimate benefit of, a U.S. person. */
  readonly forUsPerson?: boolean
  readonly id?: string
  readonly role?: string
}

/** An order, ready to be decided. */
export interface Order {
  readonly activity: Activity
  readonly purpose?: Purpose
  readonly instrument: Instrument
  readonly person: Person
  /** The trade date decides, not settlement (OFAC FAQ 864). */
  readonly tradedAt: Instant
  readonly acquiredAt?: Instant
  /** Where the order stated a wall clock: as it was stated. */
  readonly stated?: { readonly tradedAt?: ResolvedWallClock; readonly acquiredAt?: ResolvedWallClock }
}

const truth = z.boolean({ error: 'true or false' })

const person = z.strictObject(
  {
    usPerson: truth.optional(),
    forUsPerson: truth.optional(),
    id: text.optional(),
    role: text.optional(),
  },
  { error: refusal('an object { usPerson?, forUsPerson?, id?, role? }') },
)

/** Without what is there but undefined, as code may state it: an instrument is named by the one key that it has. */
const withoutUndefined = <T extends object>(given: T): T =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T

const issuer = z
  .strictObject(
    { entity: slug.optional(), lei: text.optional() },
    { error: refusal('an object { entity } or { lei }') },
  )
  .transform(withoutUndefined)

const INSTRUMENT =
  'exactly one of { isin }, { ticker } and the other identifiers, { security }, or { issuer, kind?, publiclyTraded? }'

const identifierShape = Object.fromEntries(
  IDENTIFIER_SCHEMES.map((scheme) => [scheme, text.optional()]),
) as Readonly<Record<IdentifierScheme, z.ZodOptional<typeof text>>>

const instrumentShape = z.strictObject(
  {
    ...identifierShape,
    security: slug.optional(),
    issuer: issuer.optional(),
    kind: securityKind.optional(),
    publiclyTraded: truth.optional(),
  },
  { error: refusal(INSTRUMENT) },
)

const namesOne = (given: z.infer<typeof instrumentShape>): boolean => {
  const names = [...IDENTIFIER_SCHEMES, 'security', 'issuer'] as const
  const named = names.filter((name) => given[name] !== undefined)
  const describes = given.kind !== undefined || given.publiclyTraded !== undefined
  const issuers = [given.issuer?.entity, given.issuer?.lei].filter((one) => one !== undefined)
  if (given.issuer === undefined) return named.length === 1 && !describes
  return named.length === 1 && issuers.length === 1
}

const instrument = instrumentShape
  .refine(namesOne, { error: INSTRUMENT })
  .transform((given) => withoutUndefined(given) as Instrument)

const orderShape = z.strictObject(
  {
    activity,
    purpose: z.enum(PURPOSES, { error: `one of ${PURPOSES.join(', ')}` }).optional(),
    instrument,
    person: person.default({}),
    tradedAt: instant,
    acquiredAt: instant.optional(),
  },
  { error: refusal('an object { activity, purpose?, instrument, person, tradedAt, acquiredAt? }') },
)

/** An order as JSON states it: instants are fixed-width UTC text or wall clocks. */
export type OrderInput = z.input<typeof orderShape>

const statedOf = (tradedAt: EntryInstant, acquiredAt: EntryInstant | undefined): Pick<Order, 'stated'> => {
  const stated = {
    ...(typeof tradedAt === 'object' ? { tradedAt } : {}),
    ...(typeof acquiredAt === 'object' ? { acquiredAt } : {}),
  }
  return Object.keys(stated).length === 0 ? {} : { stated }
}

/** Reads an order. Every problem names the field, what was found there and what is accepted. */
export const parseOrder = (given: unknown): E.Either<readonly Problem[], Order> => {
  const read = orderShape.safeParse(given)
  if (!read.success) return E.left(problemsOf(read.error, given))
  const { tradedAt, acquiredAt, purpose, person: by, ...rest } = read.data
  return E.right({
    ...rest,
    purpose: purpose ?? 'invest',
    person: by as Person,
    tradedAt: msOfEntryInstant(tradedAt),
    ...(acquiredAt === undefined ? {} : { acquiredAt: msOfEntryInstant(acquiredAt) }),
    ...statedOf(tradedAt, acquiredAt),
  })
}

/** An order in JSON, as a decision records it. */
export interface OrderJson {
  readonly activity: Activity
  readonly purpose: Purpose
  readonly instrument: Instrument
  readonly person: Person
  readonly tradedAt: InstantText | ResolvedWallClock
  readonly acquiredAt?: InstantText | ResolvedWallClock
}

/**
 * An instant as it was stated, if what was stated is that instant; else as text. An order in code may be used again at another time, with
 * what its first one was stated as still beside it; a record must say when it was decided, and be readable again.
 */
const asStated = (stated: ResolvedWallClock | undefined, at: Instant): InstantText | ResolvedWallClock => {
  const itself = textOf(at)
  if (stated?.instant !== itself) return itself
  const found = resolveWallClock(stated)
  return E.isRight(found) && found.right === at ? resolved(stated, at) : itself
}

/** The order as it was read, in JSON. */
export const orderJson = (order: Order): OrderJson => ({
  activity: order.activity,
  purpose: order.purpose ?? 'invest',
  instrument: order.instrument,
  person: order.person,
  tradedAt: asStated(order.stated?.tradedAt, order.tradedAt),
  ...(order.acquiredAt === undefined
    ? {}
    : { acquiredAt: asStated(order.stated?.acquiredAt, order.acquiredAt) }),
})
