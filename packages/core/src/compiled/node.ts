/** What the index keeps of entities, designations, programs and licenses: the little that a look-up needs, found without a search. */
import type { EntryOf } from '../entry/entry.js'
import type { ProgramVersion } from '../entry/targets.js'
import type { EntryRef } from '../log/recorded.js'
import type { Milestones } from '../status/schedule.js'
import type { Authorizes } from '../entry/license.js'
import type { EncodedFacts } from '../decision/ruleset.js'
import type { CompiledAsk } from './compiled-ask.js'
import type { DesignationState, ProgramState } from './intern.js'
import type { Track } from './track.js'

/** A designation. */
export interface DesignationNode {
  readonly position: number
  readonly entry: EntryOf<'EntityDesignated'>
  readonly ref: EntryRef
  readonly listedAt: number
  readonly program: ProgramNode
  /** Null while nothing has acted on it and it was not retracted: it is then designated from `listedAt` on. */
  track: Track | null
  /** Where the designation states a schedule of its own: its milestones by version. */
  readonly own: Map<number, Milestones> | null
}

/** A designation as it reaches an entity. */
export interface TieNode {
  readonly designation: DesignationNode
  /** Position of the match; -1 where the entity is designated itself. */
  readonly match: number
  readonly matchedAt: number
  readonly isClose: boolean
  /** The facts of its listings, encoded for rulesets when first found; the latest few. */
  encoded: EncodedListing[] | null
}

/** The facts of a listing between two milestones, encoded for one ruleset. */
export interface EncodedListing {
  readonly compiled: CompiledAsk
  readonly worth: DesignationState
  readonly program: ProgramState | undefined
  /** Which milestones are past, a bit each. */
  readonly past: number
  readonly facts: EncodedFacts
}

/** A company: everything that ties to it, in log order of the designations, its own before matches. */
export interface EntityNode {
  readonly entity: string
  readonly ties: TieNode[]
}

/** A program version, ready for look-ups. */
export interface VersionNode {
  readonly position: number
  readonly entry: ProgramVersion
  readonly ref: EntryRef
  /** By day of listing. */
  readonly milestones: Map<string, Milestones>
}

/** A license. */
export interface LicenseNode {
  readonly position: number
  readonly entry: EntryOf<'LicenseIssued'>
  readonly ref: EntryRef
  readonly authorizes: Authorizes
  readonly from: number
  readonly until: number
  /** Null while nothing has acted on it and it was not retracted. */
  track: Track | null
}

/** A program. */
export interface ProgramNode {
  readonly program: string
  readonly versions: VersionNode[]
  readonly licenses: LicenseNode[]
  readonly track: Track
}
