/** The law at a log size, read from the index: the same listings as the oracle's, found by binary search. */
import type { LicenseInForce } from '../status/license.js'
import type { Law } from '../status/law.js'
import { bansOf, type Listing, NO_BANS, type PartyInjunction } from '../status/listing.js'
import { type Milestones, NO_MILESTONES } from '../status/schedule.js'
import type { Scope } from '../status/subject.js'
import type { Known } from '../time/as-of.js'
import type { Instant } from '../time/instant.js'
import { type EntryRef, inLogOrder, isOf, type Recorded, type RecordedOf, refOf } from '../log/recorded.js'
import type { BitemporalIndex } from './bitemporal-index.js'
import { UNLISTED, UNTOUCHED, type Worth } from './acting.js'
import type { ProgramState } from './program-state.js'
import { endOf, type LicenseNode, milestonesUnder, type ProgramNode, type VersionNode } from './program.js'
import { boundsUpTo, stateAt } from './track.js'

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

const entryAt = ({ acts }: BitemporalIndex, position: number): Recorded => {
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

const versionOf = ({ versions }: ProgramNode, state: ProgramState | undefined): VersionNode | undefined => {
  const latest = state?.versions.at(-1)
  return latest === undefined ? undefined : versions.findLast(({ position }) => position === latest)
}

/** What a tie comes to at a point; undefined where it makes no listing. */
export const tieAt = (index: BitemporalIndex, tie: number, point: Point): TieState | undefined => {
  const { acts, ties, designations } = index
  const designation = ties.designation.at(tie)
  const match = ties.match.at(tie)
  const worth = index.actingSets.worthOf(actingAt(index, designation, point))
  const program = designations.program[designation]
  if (worth === undefined || program === undefined) return undefined
  const versions = programAt(index, program, point)
  const version = versionOf(program, versions)
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

const refAt = (index: BitemporalIndex, position: number): EntryRef => refOf(entryAt(index, position))

const injunctionAt = (index: BitemporalIndex, position: number): PartyInjunction => {
  const entry = index.acts.entries[position]?.entry
  const parties = entry?.type === 'InjunctionGranted' ? (entry.parties ?? []) : []
  return { ...refAt(index, position), parties }
}

const isLicenseInForce = (index: BitemporalIndex, license: LicenseNode, point: Point): boolean => {
  if (license.track !== null) return stateAt(index.store, license.track, point) === 1
  return license.ref.index < point.size && license.from <= point.at && point.at < license.until
}

/** The licenses in force for a tie at a point. */
export const licensesAt = (
  index: BitemporalIndex,
  { designation, program, version }: TieState,
  point: Point,
): readonly LicenseNode[] => {
  if (program.licenses.length === 0) return NO_LICENSES
  const { entry } = designationAt(index, designation)
  return program.licenses.filter(
    (license) =>
      isLicenseInForce(index, license, point) && point.at < (endOf(license, entry, version) ?? Infinity),
  )
}

const licenseInWords = ({ ref, entry: { license, authorizes } }: LicenseNode): LicenseInForce => ({
  ...ref,
  license,
  authorizes,
})

/** How a tie reaches its company. */
export const viaOf = (index: BitemporalIndex, { match }: TieState): Listing['via'] => {
  if (match === -1) return 'listed'
  return isCloseName(index, match) ? 'close-name' : 'exact-name'
}

/** The milestones of a tie at a point. */
export const milestonesAt = (index: BitemporalIndex, { designation, version }: TieState): Milestones =>
  version === undefined ? NO_MILESTONES : milestonesUnder(version, designationAt(index, designation).entry)

const becauseOf = (
  index: BitemporalIndex,
  { designation, match, worth, version }: TieState,
): readonly EntryRef[] =>
  inLogOrder([
    ...(match === -1 ? [] : [refAt(index, match)]),
    refOf(designationAt(index, designation)),
    ...(version === undefined ? [] : [version.ref]),
    ...worth.suppressedBy.map((position) => refAt(index, position)),
  ])

/** The injunctions for named parties on a tie's designation, or on the version, at a point. */
export const injunctionsOf = (
  index: BitemporalIndex,
  { worth, versions }: TieState,
): readonly PartyInjunction[] => {
  const positions = [...worth.injunctions, ...(versions?.injunctions ?? [])]
  return positions.length === 0 ? [] : inLogOrder(positions.map((position) => injunctionAt(index, position)))
}

/** A tie's state in words: the listing. */
export const listingOf = (
  index: BitemporalIndex,
  state: TieState,
  point: Point & { readonly entity: string },
): Listing => {
  const { match, worth, program, versions, version } = state
  const designation = designationAt(index, state.designation)
  const milestones = milestonesAt(index, state)
  const at = point.at as Instant
  return {
    entity: point.entity,
    designation: designation.entry.id,
    program: program.program,
    via: viaOf(index, state),
    match: match === -1 ? null : entryAt(index, match).entry.id,
    listedAt: index.designations.listedAt.at(state.designation) as Instant,
    index: designation.index,
    standing: worth.standing,
    ...(worth.standing === 'designated' && version !== undefined ? bansOf(milestones, at) : NO_BANS),
    ...milestones,
    version: version?.ref.id ?? null,
    conflict: (versions?.versions.length ?? 0) > 1,
    enjoinedFor: injunctionsOf(index, state),
    licenses: licensesAt(index, state, point).map(licenseInWords),
    because: becauseOf(index, state),
  }
}

const programOfTie = ({ ties, designations }: BitemporalIndex, tie: number): ProgramNode | undefined =>
  designations.program[ties.designation.at(tie)]

const tiesIn = (index: BitemporalIndex, { entity, program }: Scope): readonly number[] => {
  const ties = index.tiesOf.of(entity)
  return program === undefined ? ties : ties.filter((tie) => programOfTie(index, tie)?.program === program)
}

const boundariesOfTie = (index: BitemporalIndex, tie: number, size: number): readonly (number | null)[] => {
  const { ties, designations, store } = index
  const designation = ties.designation.at(tie)
  const { entry } = designationAt(index, designation)
  const { versions = [], licenses = [] } = designations.program[designation] ?? {}
  const track = designations.track[designation] ?? null
  const ends = (version: VersionNode | undefined) => licenses.map((license) => endOf(license, entry, version))
  return [
    designations.listedAt.at(designation),
    ties.matchedAt.at(tie),
    ...(track === null ? [] : boundsUpTo(store, track, size)),
    ...versions.flatMap((version) => [...Object.values(milestonesUnder(version, entry)), ...ends(version)]),
    ...ends(undefined),
  ]
}

const boundariesOfProgram = (
  index: BitemporalIndex,
  { track, licenses }: ProgramNode,
  size: number,
): readonly number[] => [
  ...boundsUpTo(index.store, track, size),
  ...licenses.flatMap((license) => [
    license.from,
    license.until,
    ...(license.track === null ? [] : boundsUpTo(index.store, license.track, size)),
  ]),
]

/** The law at a log size, as the index has it. */
export const lawAt = (index: BitemporalIndex, size: number, known: Known): Law => ({
  known,
  size,
  listingsAt: (scope, at) => {
    const point = { size, at, entity: scope.entity }
    return tiesIn(index, scope).flatMap((tie) => {
      const state = tieAt(index, tie, point)
      return state === undefined ? [] : [listingOf(index, state, point)]
    })
  },
  boundariesOf: (scope) => {
    const ties = tiesIn(index, scope)
    const programs = new Set(ties.flatMap((tie) => programOfTie(index, tie) ?? []))
    const instants = [
      ...ties.flatMap((tie) => boundariesOfTie(index, tie, size)),
      ...[...programs].flatMap((program) => boundariesOfProgram(index, program, size)),
    ]
    const finite = instants.filter(
      (instant): instant is Instant => instant !== null && Number.isFinite(instant),
    )
    return [...new Set(finite)].toSorted((a, b) => a - b)
  },
})
