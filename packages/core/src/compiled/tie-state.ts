/** What a tie comes to at a point on both clocks, found by binary search, before it is put in words. */
import type { Listing } from '../status/listing.js'
import { type Milestones, NO_MILESTONES } from '../status/schedule.js'
import type { Standing } from '../status/standing.js'
import type { Subject } from '../status/subject.js'
import { isOf, type Recorded, type RecordedOf } from '../log/recorded.js'
import { UNLISTED, UNTOUCHED, type Worth } from './acting.js'
import type { BitemporalIndex } from './bitemporal-index.js'
import { endOf, type LicenseNode, milestonesUnder, type ProgramNode, type VersionNode } from './program.js'
import type { ProgramState } from './program-state.js'
import { stateAt } from './track.js'

/** A point on both clocks: a log size and an instant of valid time. */
export interface Point {
  readonly size: number
  readonly at: number
}

/** What a tie comes to at a point, before it is put in words. */
export interface TieState {
  /** The numbers of the tie and of its designation. */
  readonly tie: number
  readonly designation: number
  /** Where the match stands; -1 where the designation names the company itself. */
  readonly match: number
  readonly worth: Worth
  readonly program: ProgramNode
  /** Which versions of the program are in force. */
  readonly versions: ProgramState | undefined
  /** The version in force, the latest in the log. */
  readonly version: VersionNode | undefined
}

const NO_LICENSES: readonly LicenseNode[] = []

/** The entry at a position. */
export const entryAt = ({ acts }: BitemporalIndex, position: number): Recorded => {
  const recorded = acts.entries[position]
  if (recorded === undefined) throw new Error(`no entry at position ${position}`)
  return recorded
}

const isCloseName = (index: BitemporalIndex, match: number): boolean => {
  const { entry } = entryAt(index, match)
  return entry.type === 'EntityMatched' && entry.match === 'close'
}

/** What acts on a designation at a point, by number; `UNLISTED` where it makes no listing. */
const actingAt = ({ designations, store }: BitemporalIndex, designation: number, point: Point): number => {
  const track = designations.track[designation] ?? null
  if (track !== null) return stateAt(store, track, point)
  const isThere =
    designations.listedAt.at(designation) <= point.at && designations.index.at(designation) < point.size
  return isThere ? UNTOUCHED : UNLISTED
}

/** What is in force of a program at a point. */
const programAt = (index: BitemporalIndex, { track }: ProgramNode, point: Point): ProgramState | undefined =>
  index.programStates.stateOf(stateAt(index.store, track, point))

/** A program's version at a position. */
export const versionOf = ({ versions }: ProgramNode, sought: number | undefined): VersionNode | undefined =>
  sought === undefined ? undefined : versions.findLast(({ position }) => position === sought)

/** What a tie comes to at a point; undefined where it makes no listing. */
export const tieAt = (index: BitemporalIndex, tie: number, point: Point): TieState | undefined => {
  const { acts, ties, designations } = index
  const designation = ties.designation.at(tie)
  const match = ties.match.at(tie)
  const worth = index.actingSets.worthOf(actingAt(index, designation, point))
  const program = designations.program[designation]
  if (worth === undefined || program === undefined) return undefined
  const versions = programAt(index, program, point)
  const version = versionOf(program, versions?.versions.at(-1))
  if (match !== -1) {
    if (point.at < ties.matchedAt.at(tie) || !acts.isVisibleAt(match, point.size)) return undefined
    if (version?.entry.closeNames !== true && isCloseName(index, match)) return undefined
  }
  return { tie, designation, match, worth, program, versions, version }
}

/** The entry of a designation, by its number. */
export const designationAt = (
  index: BitemporalIndex,
  designation: number,
): RecordedOf<'EntityDesignated'> => {
  const recorded = entryAt(index, index.designations.position.at(designation))
  if (!isOf(recorded, 'EntityDesignated')) throw new Error(`${recorded.entry.id} is not a designation`)
  return recorded
}

/** How a tie reaches its company. */
export const viaOf = (index: BitemporalIndex, { match }: TieState): Listing['via'] => {
  if (match === -1) return 'listed'
  return isCloseName(index, match) ? 'close-name' : 'exact-name'
}

/** The milestones of a tie at a point. */
export const milestonesAt = (index: BitemporalIndex, { designation, version }: TieState): Milestones =>
  version === undefined ? NO_MILESTONES : milestonesUnder(version, designationAt(index, designation).entry)

const isLicenseInForce = (index: BitemporalIndex, license: LicenseNode, point: Point): boolean => {
  if (license.track !== null) return stateAt(index.store, license.track, point) === 1
  return license.ref.index < point.size && license.from <= point.at && point.at < license.until
}

/** The licenses of a program that are in force at a point, whatever the listing. */
export const licensesInForceAt = (
  index: BitemporalIndex,
  { licenses }: ProgramNode,
  point: Point,
): readonly LicenseNode[] =>
  licenses.length === 0 ? NO_LICENSES : licenses.filter((license) => isLicenseInForce(index, license, point))

/** A tie with the licenses of its program that are in force. */
export interface Licensed {
  readonly tie: TieState
  readonly inForce: readonly LicenseNode[]
}

/** Those of them that have not run out for a tie by an instant. */
export const licensesFor = (
  index: BitemporalIndex,
  { tie: { designation, version }, inForce }: Licensed,
  at: number,
): readonly LicenseNode[] => {
  if (inForce.length === 0) return NO_LICENSES
  const { entry } = designationAt(index, designation)
  return inForce.filter((license) => at < (endOf(license, entry, version) ?? Infinity))
}

/** The licenses in force for a tie at a point. */
export const licensesAt = (index: BitemporalIndex, tie: TieState, point: Point): readonly LicenseNode[] =>
  licensesFor(index, { tie, inForce: licensesInForceAt(index, tie.program, point) }, point.at)

/** The standing of a tie at a point; undefined where it makes no listing. Of a company that is listed itself, found without more. */
const tieStandingAt = (index: BitemporalIndex, tie: number, point: Point): Standing | undefined => {
  const { ties, actingSets } = index
  if (ties.match.at(tie) !== -1) return tieAt(index, tie, point)?.worth.standing
  return actingSets.standingOf(actingAt(index, ties.designation.at(tie), point))
}

/**
 * The standing of an entity under a program at a point, and no more: that of the listing that governs, which is one in force before one
 * that is not, then the latest, then the later in the log.
 */
export const standingAt = (
  index: BitemporalIndex,
  { entity, program }: Subject,
  point: Point,
): Standing | 'unlisted' => {
  const { designations, ties, tiesOf } = index
  let governing: Standing | 'unlisted' = 'unlisted'
  let listedAt = -Infinity
  for (const tie of tiesOf.of(entity)) {
    const designation = ties.designation.at(tie)
    if (designations.program[designation]?.program !== program) continue
    const standing = tieStandingAt(index, tie, point)
    if (standing === undefined) continue
    const at = designations.listedAt.at(designation)
    const isWeightier = Number(standing === 'designated') - Number(governing === 'designated')
    if (governing !== 'unlisted' && (isWeightier < 0 || (isWeightier === 0 && at < listedAt))) continue
    governing = standing
    listedAt = at
  }
  return governing
}
