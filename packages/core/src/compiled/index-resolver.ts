/** From instruments to what they are at a log size, read from the index: one hash look-up where an identifier was never reused. */
import {
  bearerAt,
  bearerBoundaries,
  type Entity,
  namedBy,
  type Named,
  registerEntity,
  registerSecurity,
  type Resolved,
  type Resolver,
  type Security,
} from '../decision/instrument.js'
import type { Instrument, IssuerInstrument } from '../decision/order.js'
import type { Entry, EntryOf } from '../entry/entry.js'
import type { RecordedOf } from '../log/recorded.js'
import type { Instant } from '../time/instant.js'
import type { BitemporalIndex } from './bitemporal-index.js'
import type { Stretch } from './stretch.js'

/** The registrations among some positions that are visible at a log size. */
const visible = <T extends 'SecurityRegistered' | 'EntityRegistered'>(
  index: BitemporalIndex,
  positions: readonly number[],
  { type, size }: { readonly type: T; readonly size: number },
): readonly RecordedOf<T>[] =>
  positions.flatMap((position) => {
    const recorded = index.acts.entries[position]
    if (recorded === undefined || recorded.entry.type !== type) return []
    return index.acts.isVisibleAt(position, size) ? [recorded as RecordedOf<T>] : []
  })

const securityAt = (index: BitemporalIndex, slug: string, size: number): Security | undefined =>
  visible(index, index.securities.of(slug), { type: 'SecurityRegistered', size }).reduce<
    Security | undefined
  >(registerSecurity, undefined)

/** An entity as registered up to a log size, without later names. */
const entityAt = (index: BitemporalIndex, slug: string, size: number): Entity | undefined =>
  visible(index, index.registrations.of(slug), { type: 'EntityRegistered', size }).reduce<Entity | undefined>(
    registerEntity,
    undefined,
  )

const slugOf = (entry: EntryOf<'SecurityRegistered' | 'EntityRegistered'>): string =>
  entry.type === 'SecurityRegistered' ? entry.security : entry.entity

const isOf = <T extends Entry['type']>(entry: Entry | undefined, type: T): entry is EntryOf<T> =>
  entry?.type === type

/** The slugs of the securities, or entities, that bear an identifier, each once. */
const slugsBearing = (
  index: BitemporalIndex,
  { scheme, value }: Named,
  type: 'SecurityRegistered' | 'EntityRegistered',
): readonly string[] => {
  const positions = index.bearers[scheme].of(value)
  const slugs = positions.flatMap((position) => {
    const entry = index.acts.entries[position]?.entry
    return isOf(entry, type) ? [slugOf(entry)] : []
  })
  return [...new Set(slugs)]
}

const securitiesBearing = (index: BitemporalIndex, identifier: Named, size: number): readonly Security[] =>
  slugsBearing(index, identifier, 'SecurityRegistered').flatMap((slug) => securityAt(index, slug, size) ?? [])

const entitiesBearing = (index: BitemporalIndex, identifier: Named, size: number): readonly Entity[] =>
  slugsBearing(index, identifier, 'EntityRegistered').flatMap((slug) => entityAt(index, slug, size) ?? [])

const isKnown = (index: BitemporalIndex, slug: string, size: number): boolean =>
  index.registrations.of(slug).some((position) => index.acts.isVisibleAt(position, size))

const issuerAt = (
  index: BitemporalIndex,
  issuer: IssuerInstrument['issuer'],
  { size, at }: { readonly size: number; readonly at: Instant },
): string | undefined => {
  if ('entity' in issuer) return isKnown(index, issuer.entity, size) ? issuer.entity : undefined
  const identifier: Named = { scheme: 'lei', value: issuer.lei }
  return bearerAt(entitiesBearing(index, identifier, size), identifier, at)?.name
}

const resolveByIssuer = (
  index: BitemporalIndex,
  { issuer, kind, publiclyTraded }: IssuerInstrument,
  point: { readonly size: number; readonly at: Instant },
): Resolved | null => {
  const entity = issuerAt(index, issuer, point)
  if (entity === undefined) return null
  return { security: null, kind, publiclyTraded, exposures: [{ entity, basis: 'issuer' }] }
}

/** The security that alone ever bore an identifier, and was registered once; undefined where it takes more to tell. */
const onlyBearer = (
  index: BitemporalIndex,
  { scheme, value }: Named,
  size: number,
): Resolved | null | undefined => {
  const position = index.bearers[scheme].only(value)
  if (position === undefined) return undefined
  const entry = index.acts.entries[position]?.entry
  if (!isOf(entry, 'SecurityRegistered') || index.securities.only(entry.security) === undefined)
    return undefined
  return index.acts.isVisibleAt(position, size) ? entry : null
}

const resolveIdentified = (
  index: BitemporalIndex,
  identifier: Named,
  { size, at }: { readonly size: number; readonly at: Instant },
): Resolved | null => {
  const only = onlyBearer(index, identifier, size)
  if (only !== undefined) return only
  return bearerAt(securitiesBearing(index, identifier, size), identifier, at) ?? null
}

/** What an instrument is at an instant, as known at a log size; null when nothing known answers to it. */
export const resolveAt = (
  index: BitemporalIndex,
  instrument: Instrument,
  point: { readonly size: number; readonly at: Instant },
): Resolved | null => {
  if ('issuer' in instrument) return resolveByIssuer(index, instrument, point)
  if ('security' in instrument) return securityAt(index, instrument.security, point.size) ?? null
  const identifier = namedBy(instrument)
  return identifier === undefined ? null : resolveIdentified(index, identifier, point)
}

/** The instants at which an instrument can come to mean another security or issuer. */
const resolutionBoundaries = (
  index: BitemporalIndex,
  instrument: Instrument,
  size: number,
): readonly Instant[] => {
  const identifier = namedBy(instrument)
  if (identifier === undefined) return []
  const bearing = 'issuer' in instrument ? entitiesBearing : securitiesBearing
  return bearerBoundaries(bearing(index, identifier, size), identifier)
}

/** Narrows a stretch to where an instrument means what it does; where one alone ever bore the identifier, it means that at every instant. */
export const narrowByResolution = (
  index: BitemporalIndex,
  { instrument, size }: { readonly instrument: Instrument; readonly size: number },
  stretch: Stretch,
): void => {
  const identifier = namedBy(instrument)
  if (identifier === undefined || index.bearers[identifier.scheme].only(identifier.value) !== undefined)
    return
  for (const instant of resolutionBoundaries(index, instrument, size)) stretch.turn(instant)
}

/** The resolver at a log size, as the index has it. */
export const resolverAt = (index: BitemporalIndex, size: number): Resolver => ({
  resolve: (instrument, at) => resolveAt(index, instrument, { size, at }),
  boundariesOf: (instrument) => resolutionBoundaries(index, instrument, size),
})
