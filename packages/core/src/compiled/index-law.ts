/** The law at a log size, read from the index: the same listings as the oracle's, in words. */
import type { LicenseInForce } from '../status/license.js'
import type { Law } from '../status/law.js'
import { bansOf, type Listing, NO_BANS, type PartyInjunction } from '../status/listing.js'
import type { Scope } from '../status/subject.js'
import type { Known } from '../time/as-of.js'
import type { Instant } from '../time/instant.js'
import { type EntryRef, inLogOrder, refOf } from '../log/recorded.js'
import type { BitemporalIndex } from './bitemporal-index.js'
import { endOf, type LicenseNode, milestonesUnder, type ProgramNode, type VersionNode } from './program.js'
import {
  designationAt,
  entryAt,
  licensesAt,
  milestonesAt,
  type Point,
  tieAt,
  type TieState,
  viaOf,
} from './tie-state.js'
import { boundsUpTo } from './track.js'

const refAt = (index: BitemporalIndex, position: number): EntryRef => refOf(entryAt(index, position))

const injunctionAt = (index: BitemporalIndex, position: number): PartyInjunction => {
  const entry = index.acts.entries[position]?.entry
  const parties = entry?.type === 'InjunctionGranted' ? (entry.parties ?? []) : []
  return { ...refAt(index, position), parties }
}

const licenseInWords = ({ ref, entry: { license, authorizes } }: LicenseNode): LicenseInForce => ({
  ...ref,
  license,
  authorizes,
})

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
