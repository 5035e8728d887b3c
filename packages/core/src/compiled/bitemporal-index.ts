/**
 * The law over (log size × valid time), built one entry at a time (take.ts): each costs what it touches. Holds nothing that the oracle does not
 * say; what it answers is held against it. The recorded clock only: the published clock is answered by the oracle, on the entries
 * that bear on the question (bearing.ts).
 */
import { IDENTIFIER_SCHEMES, type IdentifierScheme } from '../entry/reference.js'
import { actingSets, type ActingSets } from './acting.js'
import { type Acts, actsOf } from './acts.js'
import { Groups } from './groups.js'
import { type Designations, newDesignations, newTies, type Ties } from './listings.js'
import type { LicenseNode, ProgramNode } from './program.js'
import { type Interned, internedStates } from './program-state.js'
import { type EditionStore, editionStore } from './track.js'

/** The index. Read it through index-law.ts and index-resolver.ts. */
export interface BitemporalIndex {
  readonly acts: Acts
  readonly store: EditionStore
  readonly actingSets: ActingSets
  readonly programStates: Interned
  readonly designations: Designations
  readonly ties: Ties
  /** By slug, the numbers of the ties to a company: in log order of the designations, its own before matches. */
  readonly tiesOf: Groups
  readonly programs: Map<string, ProgramNode>
  /** By position of a program's versions and of licenses, what they are of. */
  readonly programOf: Map<number, ProgramNode>
  readonly licenseAt: Map<number, LicenseNode>
  /** By scheme and value, the positions of the registrations that bear an identifier, in log order. */
  readonly bearers: Readonly<Record<IdentifierScheme, Groups>>
  /** By slug, the positions of a security's registrations, in log order. */
  readonly securities: Groups
  /** By slug, the positions of an entity's registrations, in log order. */
  readonly registrations: Groups
  /** Positions of published rulesets. */
  readonly rulesets: number[]
}

/** Ties by company: in log order of the designations, its own before matches. */
const tiesByCompany = (ties: Ties, { position }: Designations): Groups => {
  const positionOf = (tie: number): number => position.at(ties.designation.at(tie))
  return new Groups({
    compare: (one, other) => positionOf(one) - positionOf(other) || ties.match.at(one) - ties.match.at(other),
  })
}

/** The slug that a registration is of. */
const registeredAt = ({ entries }: Acts, position: number, of: 'security' | 'entity'): string | undefined => {
  const entry = entries[position]?.entry
  if (entry?.type === 'SecurityRegistered') return of === 'security' ? entry.security : undefined
  return entry?.type === 'EntityRegistered' && of === 'entity' ? entry.entity : undefined
}

/** An index of no entries. */
export const emptyIndex = (): BitemporalIndex => {
  const acts = actsOf()
  const designations = newDesignations()
  const ties = newTies()
  return {
    acts,
    store: editionStore(),
    actingSets: actingSets(),
    programStates: internedStates(),
    designations,
    ties,
    tiesOf: tiesByCompany(ties, designations),
    programs: new Map(),
    programOf: new Map(),
    licenseAt: new Map(),
    bearers: Object.fromEntries(IDENTIFIER_SCHEMES.map((scheme) => [scheme, new Groups()])) as Record<
      IdentifierScheme,
      Groups
    >,
    securities: new Groups({ keyAt: (position) => registeredAt(acts, position, 'security') }),
    registrations: new Groups({ keyAt: (position) => registeredAt(acts, position, 'entity') }),
    rulesets: [],
  }
}
