/** Reference data: entities and securities, their names and identifiers. It counts when visible, whatever its `validAt`. */
import * as z from 'zod'
import { common, instant, refusal, slug, text } from './field.js'

/** The schemes of identifiers that are understood. */
export const IDENTIFIER_SCHEMES = [
  'isin',
  'ticker',
  'figi',
  'cusip',
  'sedol',
  'ric',
  'lei',
  'cik',
  'uscc',
] as const

/** How a security, or an entity, is identified outside. */
export type IdentifierScheme = (typeof IDENTIFIER_SCHEMES)[number]

/** What kind of security it is. */
export const SECURITY_KINDS = ['equity', 'depositary-receipt', 'debt', 'derivative', 'fund', 'other'] as const

/** A kind of security. */
export type SecurityKind = (typeof SECURITY_KINDS)[number]

/** The schema of a kind of security. */
export const securityKind = z.enum(SECURITY_KINDS, { error: `one of ${SECURITY_KINDS.join(', ')}` })

const identifier = z.strictObject(
  {
    scheme: z.enum(IDENTIFIER_SCHEMES, { error: `one of ${IDENTIFIER_SCHEMES.join(', ')}` }),
    value: text,
    validUntil: instant.optional(),
  },
  { error: refusal('an object { scheme, value, validUntil? }') },
)

/** An identifier as an entry states it. `validUntil` is exclusive. */
export type Identifier = z.infer<typeof identifier>

const identifiers = z.array(identifier, { error: 'a list of identifiers' })

/** Through what a security can expose its holder to an entity. */
export const EXPOSURE_BASES = ['issuer', 'underlying', 'constituent'] as const

const exposure = z.strictObject(
  { entity: slug, basis: z.enum(EXPOSURE_BASES, { error: `one of ${EXPOSURE_BASES.join(', ')}` }) },
  { error: refusal('an object { entity, basis }') },
)

/** Through what a security exposes its holder to an entity. */
export type Exposure = z.infer<typeof exposure>

/** A legal person, its names and identifiers. Registered twice, they add up. */
export const EntityRegistered = z.strictObject({
  ...common,
  type: z.literal('EntityRegistered'),
  entity: slug,
  names: z.array(text, { error: 'a list of names' }),
  identifiers,
})

/** The same legal person under a new name. */
export const EntityRenamed = z.strictObject({
  ...common,
  type: z.literal('EntityRenamed'),
  entity: slug,
  name: text,
})

/** A security, whom it exposes to, and how it is identified. */
export const SecurityRegistered = z.strictObject({
  ...common,
  type: z.literal('SecurityRegistered'),
  security: slug,
  kind: securityKind,
  publiclyTraded: z.boolean({ error: 'true or false' }),
  exposures: z.array(exposure, { error: 'a list of exposures' }),
  identifiers,
})
