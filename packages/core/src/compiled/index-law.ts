/** The law at a log size, read from the index: the same listings as the oracle's, found by binary search. */
import type { LicenseInForce } from '../status/license.js'
import type { Law } from '../status/law.js'
import { bansOf, type Listing, NO_BANS, type PartyInjunction } from '../status/listing.js'
import { type Milestones, NO_MILESTONES } from '../status/schedule.js'
import { licenseEnd } from '../status/license.js'
import type { Scope } from '../status/subject.js'
import type { Known } from '../time/as-of.js'
import type { Instant } from '../time/instant.js'
import { type EntryRef, inLogOrder } from '../log/recorded.js'
import { type BitemporalIndex, milestonesUnder } from './bitemporal-index.js'
import type { DesignationState, ProgramState } from './intern.js'
import type { DesignationNode, LicenseNode, ProgramNode, TieNode, VersionNode } from './node.js'
import { boundsUpTo, stateAt } from './track.js'

/** A point on both clocks: a log size and an instant of valid time. */
export interface Point {
  readonly size: number
  readonly at: number
}

/** What a tie comes to at a point, before it is put in words. */
export interface TieState {
  readonly tie: TieNode
  readonly worth: DesignationState
  readonly program: ProgramState | undefined
  /** The version in force, the latest in the log. */
  readonly version: VersionNode | undefined
}

const PLAINLY_DESIGNATED: DesignationState = { standing: 'designated', suppressedBy: [], injunctions: [] }

const worthAt = (
  index: BitemporalIndex,
  node: DesignationNode,
  point: Point,
): DesignationState | undefined => {
  if (node.track !== null) return index.designationStates.stateOf(stateAt(index.store, node.track, point))
  return node.ref.index < point.size && node.listedAt <= point.at ? PLAINLY_DESIGNATED : undefined
}

/** What is in force of a program at a point. */
const programAt = (index: BitemporalIndex, { track }: ProgramNode, point: Point): ProgramState | undefined =>
  index.programStates.stateOf(stateAt(index.store, track, point))

const versionOf = ({ versions }: ProgramNode, state: ProgramState | undefined): VersionNode | undefined => {
  const latest = state?.versions.at(-1)
  return latest === undefined ? undefined : versions.findLast(({ position }) => position === latest)
}

/** What a tie comes to at a point; undefined where it makes no listing. */
export const tieAt = (index: BitemporalIndex, tie: TieNode, point: Point): TieState | undefined => {
  const { designation, match } = tie
  const worth = worthAt(index, designation, point)
  if (worth === undefined) return undefined
  const program = programAt(index, designation.program, point)
  const version = versionOf(designation.program, program)
  if (match !== -1) {
    if (point.at < tie.matchedAt || !index.acts.isVisibleAt(match, point.size)) return undefined
    if (tie.isClose && version?.entry.closeNames !== true) return undefined
  }
  return { tie, worth, program, version }
}

const refAt = ({ acts }: BitemporalIndex, position: number): EntryRef => {
  const recorded = acts.entries[position]
  if (recorded === undefined) throw new Error(`no entry at position ${position}`)
  return { id: recorded.entry.id, index: recorded.index }
}

const injunctionAt = (index: BitemporalIndex, position: number): PartyInjunction => {
  const entry = index.acts.entries[position]?.entry
  const parties = entry?.type === 'InjunctionGranted' ? (entry.parties ?? []) : []
  return { ...refAt(index, position), parties }
}

const isLicenseInForce = (index: BitemporalIndex, license: LicenseNode, point: Point): boolean => {
  if (license.track !== null) return stateAt(index.store, license.track, point) === 1
  return license.ref.index < point.size && license.from <= point.at && point.at < license.until
}

const endOf = ({ entry }: LicenseNode, designation: DesignationNode, version: VersionNode | undefined) =>
  licenseEnd(entry, designation.entry, version?.entry)

/** The licenses in force for a tie at a point. */
const licensesAt = (
  index: BitemporalIndex,
  { tie: { designation }, version }: TieState,
  point: Point,
): readonly LicenseInForce[] =>
  designation.program.licenses
    .filter((license) => isLicenseInForce(index, license, point))
    .filter((license) => point.at < (endOf(license, designation, version) ?? Infinity))
    .map(({ ref: { id, index: place }, entry: { license, authorizes } }) => ({
      id,
      index: place,
      license,
      authorizes,
    }))

const viaOf = ({ match, isClose }: TieNode): Listing['via'] => {
  if (match === -1) return 'listed'
  return isClose ? 'close-name' : 'exact-name'
}

/** The milestones of a tie at a point. */
export const milestonesAt = ({ tie, version }: TieState): Milestones =>
  version === undefined ? NO_MILESTONES : milestonesUnder(version, tie.designation)

const becauseOf = (index: BitemporalIndex, { tie, worth, version }: TieState): readonly EntryRef[] =>
  inLogOrder([
    ...(tie.match === -1 ? [] : [refAt(index, tie.match)]),
    tie.designation.ref,
    ...(version === undefined ? [] : [version.ref]),
    ...worth.suppressedBy.map((position) => refAt(index, position)),
  ])

const injunctionsOf = (index: BitemporalIndex, { worth, program }: TieState): readonly PartyInjunction[] => {
  const positions = [...worth.injunctions, ...(program?.injunctions ?? [])]
  return positions.length === 0 ? [] : inLogOrder(positions.map((position) => injunctionAt(index, position)))
}

/** A tie's state in words: the listing. */
export const listingOf = (
  index: BitemporalIndex,
  state: TieState,
  point: Point & { readonly entity: string },
): Listing => {
  const { tie, worth, program, version } = state
  const { designation } = tie
  const milestones = milestonesAt(state)
  const at = point.at as Instant
  return {
    entity: point.entity,
    designation: designation.ref.id,
    program: designation.program.program,
    via: viaOf(tie),
    match: tie.match === -1 ? null : refAt(index, tie.match).id,
    listedAt: designation.listedAt as Instant,
    index: designation.ref.index,
    standing: worth.standing,
    ...(worth.standing === 'designated' && version !== undefined ? bansOf(milestones, at) : NO_BANS),
    ...milestones,
    version: version?.ref.id ?? null,
    conflict: (program?.versions.length ?? 0) > 1,
    enjoinedFor: injunctionsOf(index, state),
    licenses: licensesAt(index, state, point),
    because: becauseOf(index, state),
  }
}

const tiesIn = (index: BitemporalIndex, { entity, program }: Scope): readonly TieNode[] => {
  const ties = index.entities.get(entity)?.ties ?? []
  return program === undefined
    ? ties
    : ties.filter(({ designation }) => designation.program.program === program)
}

const boundariesOfTie = (
  index: BitemporalIndex,
  { designation, matchedAt }: TieNode,
  size: number,
): readonly (number | null)[] => {
  const { program } = designation
  const ends = (version: VersionNode | undefined) =>
    program.licenses.map((license) => endOf(license, designation, version))
  return [
    designation.listedAt,
    matchedAt,
    ...(designation.track === null ? [] : boundsUpTo(index.store, designation.track, size)),
    ...program.versions.flatMap((version) => [
      ...Object.values(milestonesUnder(version, designation)),
      ...ends(version),
    ]),
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
    const programs = new Set(ties.map(({ designation }) => designation.program))
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
