/** From what an order names to whom it exposes: registered securities, and issuers (the model, sections 2 and 5). */
import { type FlaggedIdentifier, flagged } from '../entry/check-digit.js'
import { type EntryInstant, msOfEntryInstant } from '../entry/field.js'
import {
  type Exposure,
  IDENTIFIER_SCHEMES,
  type Identifier,
  type IdentifierScheme,
  type SecurityKind,
} from '../entry/reference.js'
import { type Knowledge, ofType } from '../force/knowledge.js'
import type { RecordedOf } from '../log/recorded.js'
import type { Instant } from '../time/instant.js'
import type { Instrument, IssuerInstrument } from './order.js'

/** From instruments to what they are, at one knowledge: the port between the oracle, the index and a decision. */
export interface Resolver {
  /** What the instrument is at an instant; null when nothing that is known answers to it. */
  resolve(instrument: Instrument, at: Instant): Resolved | null
  /** The instants at which it can come to mean another security or issuer, in any order. */
  boundariesOf(instrument: Instrument): readonly Instant[]
}

/** What an instrument is, as far as it is known, and whom it exposes to. */
export interface Resolved {
  /** The slug of the registered security; null when the instrument was given by its issuer. */
  readonly security: string | null
  readonly kind: SecurityKind | undefined
  readonly publiclyTraded: boolean | undefined
  readonly exposures: readonly Exposure[]
}

/** What a registration of a security and of an entity have in common. */
export interface Registration {
  readonly name: string
  readonly validAt: EntryInstant
  readonly index: number
  readonly identifiers: readonly Identifier[]
}

/** A security as registered: identifiers add up, the later registration speaks for the rest. */
export interface Security extends Registration, Resolved {}

/** An entity as registered: names and identifiers add up; a bad check digit is flagged. */
export interface Entity extends Registration {
  readonly names: readonly string[]
  readonly identifiers: readonly FlaggedIdentifier[]
}

const addUp = (earlier: readonly Identifier[], later: readonly Identifier[]): readonly Identifier[] => {
  const restated = (one: Identifier): boolean =>
    later.some(({ scheme, value }) => scheme === one.scheme && value === one.value)
  return [...earlier.filter((one) => !restated(one)), ...later]
}

/** A security after one more registration. */
export const registerSecurity = (
  earlier: Security | undefined,
  { index, entry }: RecordedOf<'SecurityRegistered'>,
): Security => {
  const { security, kind, publiclyTraded, exposures, validAt } = entry
  const identifiers = addUp(earlier?.identifiers ?? [], entry.identifiers)
  return { name: security, security, kind, publiclyTraded, exposures, validAt, index, identifiers }
}

/** An entity after one more registration. */
export const registerEntity = (
  earlier: Entity | undefined,
  { index, entry }: RecordedOf<'EntityRegistered'>,
): Entity => {
  const identifiers = addUp(earlier?.identifiers ?? [], entry.identifiers).map(flagged)
  const names = [...new Set([...(earlier?.names ?? []), ...entry.names])]
  return { name: entry.entity, names, validAt: entry.validAt, index, identifiers }
}

/** The securities that are registered, by slug. */
const securitiesOf = (knowledge: Knowledge): ReadonlyMap<string, Security> => {
  const securities = new Map<string, Security>()
  for (const recorded of ofType(knowledge, 'SecurityRegistered')) {
    const { security } = recorded.entry
    securities.set(security, registerSecurity(securities.get(security), recorded))
  }
  return securities
}

/** The entities that are registered, by slug, with the names they were given since. */
export const entitiesOf = (knowledge: Knowledge): ReadonlyMap<string, Entity> => {
  const entities = new Map<string, Entity>()
  for (const recorded of ofType(knowledge, 'EntityRegistered')) {
    const { entity } = recorded.entry
    entities.set(entity, registerEntity(entities.get(entity), recorded))
  }
  for (const { entry } of ofType(knowledge, 'EntityRenamed')) {
    const entity = entities.get(entry.entity)
    if (entity === undefined) continue
    entities.set(entry.entity, { ...entity, names: [...new Set([...entity.names, entry.name])] })
  }
  return entities
}

/** An identifier, without when it runs out. */
export type Named = Pick<Identifier, 'scheme' | 'value'>

const bears = (one: Registration, { scheme, value }: Named): readonly Identifier[] =>
  one.identifiers.filter((identifier) => identifier.scheme === scheme && identifier.value === value)

const hasNotRunOut = (identifiers: readonly Identifier[], at: Instant): boolean =>
  identifiers.some(({ validUntil }) => validUntil === undefined || at < msOfEntryInstant(validUntil))

const later = (a: Registration, b: Registration): number =>
  msOfEntryInstant(a.validAt) - msOfEntryInstant(b.validAt) || a.index - b.index

/** Who bears an identifier at an instant: the latest registered by then whose identifier has not run out; failing that, the earliest. */
export const bearerAt = <R extends Registration>(
  registered: Iterable<R>,
  identifier: Named,
  at: Instant,
): R | undefined => {
  const bearers = [...registered].filter((one) => bears(one, identifier).length > 0).toSorted(later)
  const current = bearers.filter(
    (one) => msOfEntryInstant(one.validAt) <= at && hasNotRunOut(bears(one, identifier), at),
  )
  return current.at(-1) ?? bearers.at(0)
}

/** The scheme and value of an instrument that is given by identifier. */
const identifierOf = (instrument: Instrument): Named | undefined => {
  const scheme = IDENTIFIER_SCHEMES.find((one) => one in instrument)
  if (scheme === undefined) return undefined
  return { scheme, value: (instrument as Record<IdentifierScheme, string>)[scheme] }
}

const issuerOf = (
  knowledge: Knowledge,
  issuer: IssuerInstrument['issuer'],
  at: Instant,
): Entity | undefined => {
  const entities = entitiesOf(knowledge)
  return 'entity' in issuer
    ? entities.get(issuer.entity)
    : bearerAt(entities.values(), { scheme: 'lei', value: issuer.lei }, at)
}

/** What the instrument is at an instant; null when nothing that is known answers to it. */
const resolve = (knowledge: Knowledge, instrument: Instrument, at: Instant): Resolved | null => {
  if ('issuer' in instrument) {
    const issuer = issuerOf(knowledge, instrument.issuer, at)
    if (issuer === undefined) return null
    const exposures: readonly Exposure[] = [{ entity: issuer.name, basis: 'issuer' }]
    return { security: null, kind: instrument.kind, publiclyTraded: instrument.publiclyTraded, exposures }
  }
  const securities = securitiesOf(knowledge)
  if ('security' in instrument) return securities.get(instrument.security) ?? null
  const identifier = identifierOf(instrument)
  if (identifier === undefined) return null
  return bearerAt(securities.values(), identifier, at) ?? null
}

/** The identifier by which an instrument, or its issuer, is named; undefined where a slug names it. */
export const namedBy = (instrument: Instrument): Named | undefined => {
  if (!('issuer' in instrument)) return identifierOf(instrument)
  return 'lei' in instrument.issuer ? { scheme: 'lei', value: instrument.issuer.lei } : undefined
}

/** The instants at which an identifier can come to mean another of those registered. */
export const bearerBoundaries = (
  registered: readonly Registration[],
  identifier: Named,
): readonly Instant[] =>
  registered.flatMap((one) => {
    const borne = bears(one, identifier)
    if (borne.length === 0) return []
    const ends = borne.flatMap(({ validUntil }) => (validUntil === undefined ? [] : [validUntil]))
    return [one.validAt, ...ends].map(msOfEntryInstant)
  })

const resolutionBoundaries = (knowledge: Knowledge, instrument: Instrument): readonly Instant[] => {
  const identifier = namedBy(instrument)
  if (identifier === undefined) return []
  const registered = 'issuer' in instrument ? entitiesOf(knowledge) : securitiesOf(knowledge)
  return bearerBoundaries([...registered.values()], identifier)
}

/** The resolver as the oracle reads it. */
export const resolverOf = (knowledge: Knowledge): Resolver => ({
  resolve: (instrument, at) => resolve(knowledge, instrument, at),
  boundariesOf: (instrument) => resolutionBoundaries(knowledge, instrument),
})
