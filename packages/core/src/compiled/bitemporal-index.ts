/**
 * The law over (log size × valid time), built one entry at a time: each costs what it touches. Holds nothing that the oracle does not
 * say; what it answers is held against it. The recorded clock only: the published clock is answered by the oracle, on the entries
 * that bear on the question (bearing.ts).
 */
import { IDENTIFIER_SCHEMES, type IdentifierScheme } from '../entry/reference.js'
import type { Recorded } from '../log/recorded.js'
import { type Acts, actsOf } from './acts.js'
import { enter } from './enter.js'
import { type Groups, groupsBy } from './groups.js'
import {
  designationKey,
  type DesignationState,
  interned,
  type Interned,
  programKey,
  type ProgramState,
} from './intern.js'
import { type Designations, newDesignations, newTies, type Ties } from './listings.js'
import type { LicenseNode, ProgramNode } from './program.js'
import { refresh } from './refresh.js'
import { type EditionStore, editionStore } from './track.js'

/** The index. Read it through index-law.ts and index-resolver.ts. */
export interface BitemporalIndex {
  readonly acts: Acts
  readonly store: EditionStore
  readonly designationStates: Interned<DesignationState>
  readonly programStates: Interned<ProgramState>
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

const bearersIn = ({ entries }: Acts, scheme: IdentifierScheme): Groups =>
  groupsBy({
    isKeyOf: (value, position) => {
      const entry = entries[position]?.entry
      if (entry === undefined || !('identifiers' in entry)) return false
      for (const one of entry.identifiers) if (one.value === value && one.scheme === scheme) return true
      return false
    },
  })

const tiesIn = ({ entries }: Acts, ties: Ties, { position }: Designations): Groups => {
  const positionOf = (tie: number): number => position.at(ties.designation.at(tie))
  return groupsBy({
    isKeyOf: (entity, tie) => {
      const match = ties.match.at(tie)
      const entry = entries[match === -1 ? positionOf(tie) : match]?.entry
      return entry !== undefined && 'entity' in entry && entry.entity === entity
    },
    compare: (one, other) => positionOf(one) - positionOf(other) || ties.match.at(one) - ties.match.at(other),
  })
}

/** An index of no entries. */
export const emptyIndex = (): BitemporalIndex => {
  const acts = actsOf()
  const designations = newDesignations()
  const ties = newTies()
  const { entries } = acts
  return {
    acts,
    store: editionStore(),
    designationStates: interned(designationKey),
    programStates: interned(programKey),
    designations,
    ties,
    tiesOf: tiesIn(acts, ties, designations),
    programs: new Map(),
    programOf: new Map(),
    licenseAt: new Map(),
    bearers: Object.fromEntries(
      IDENTIFIER_SCHEMES.map((scheme) => [scheme, bearersIn(acts, scheme)]),
    ) as Record<IdentifierScheme, Groups>,
    securities: groupsBy({
      isKeyOf: (slug, position) => {
        const entry = entries[position]?.entry
        return entry?.type === 'SecurityRegistered' && entry.security === slug
      },
    }),
    registrations: groupsBy({
      isKeyOf: (slug, position) => {
        const entry = entries[position]?.entry
        return entry?.type === 'EntityRegistered' && entry.entity === slug
      },
    }),
    rulesets: [],
  }
}

/** Takes the next entry of the log. */
export const take = (index: BitemporalIndex, recorded: Recorded): void => {
  const touched = index.acts.take(recorded)
  enter(index, recorded)
  refresh(index, touched)
}

/** An index of entries, in log order. */
export const indexOf = (entries: Iterable<Recorded>): BitemporalIndex => {
  const index = emptyIndex()
  for (const recorded of entries) take(index, recorded)
  return index
}
