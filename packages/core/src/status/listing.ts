/** Listings: a designation as it applies to an entity at an as-of, with its standing and what it bans (the model, section 4). */
import { msOfEntryInstant } from '../entry/field.js'
import { forceOf, reachOf } from '../force/force.js'
import { actsOn, type Knowledge } from '../force/knowledge.js'
import type { RecordedOf } from '../log/recorded.js'
import { type EntryRef, inLogOrder, type Recorded } from '../log/recorded.js'
import type { Instant } from '../time/instant.js'
import { contains } from '../time/interval-set.js'
import { type LicenseInForce, licensesInForce } from './license.js'
import { type Milestones, milestonesOf, NO_MILESTONES } from './schedule.js'
import type { Ban, SellBan, Standing, Via } from './standing.js'
import type { Scope } from './subject.js'
import { type Designation, type Match, type Tie, tiesOf, type Version, versionsOf } from './tie.js'

/** An injunction in force for named parties. */
export interface PartyInjunction extends EntryRef {
  readonly parties: readonly string[]
}

/** A designation as it applies to an entity at an as-of. */
export interface Listing extends Milestones {
  /** Id of the designation. */
  readonly designation: string
  readonly program: string
  readonly entity: string
  readonly via: Via
  /** Id of the match through which it applies; null when the entity is listed itself. */
  readonly match: string | null
  /** When the designation takes effect, and its place in the log: by these the listing that governs is chosen. */
  readonly listedAt: Instant
  readonly index: number
  readonly standing: Standing
  readonly buy: Ban
  readonly sell: SellBan
  readonly hold: Ban
  /** Id of the program version in force, the latest in the log if there are several; null if there is none. */
  readonly version: string | null
  /** True where several program versions are in force at once. */
  readonly conflict: boolean
  /** The injunctions in force that name the parties whom alone they protect. */
  readonly enjoinedFor: readonly PartyInjunction[]
  readonly licenses: readonly LicenseInForce[]
  /** The entries that make it so, in log order. */
  readonly because: readonly EntryRef[]
}

/** What takes a designation out of force, from the strongest: the first that does names the standing. */
const SUPPRESSION = [
  ['DesignationVacated', 'vacated'],
  ['EntityDelisted', 'delisted'],
  ['InjunctionGranted', 'enjoined'],
  ['StayGranted', 'stayed'],
] as const

interface Worth {
  readonly standing: Standing
  readonly suppressedBy: readonly Recorded[]
}

const worthOf = (knowledge: Knowledge, designation: Designation, at: Instant): Worth => {
  if (contains(forceOf(knowledge, designation), at)) return { standing: 'designated', suppressedBy: [] }
  const acting = actsOn(knowledge, designation.entry.id).filter((act) =>
    contains(reachOf(knowledge, act), at),
  )
  for (const [type, standing] of SUPPRESSION) {
    const suppressedBy = acting.filter(({ entry }) => entry.type === type)
    if (suppressedBy.length > 0) return { standing, suppressedBy }
  }
  throw new Error(`nothing takes ${designation.entry.id} out of force at ${at}, yet it is not in force`)
}

/** What is banned at an instant by milestones that run. */
export const bansOf = (milestones: Milestones, at: Instant): Pick<Listing, 'buy' | 'sell' | 'hold'> => {
  const begun = (from: Instant | null): boolean => from !== null && from <= at
  const ban = (from: Instant | null): Ban => (begun(from) ? 'banned' : 'open')
  const windowOpen = milestones.divestUntil !== null && at < milestones.divestUntil
  const sell = !begun(milestones.sellBannedFrom) ? 'open' : windowOpen ? 'divest-only' : 'banned'
  return { buy: ban(milestones.buyBannedFrom), sell, hold: ban(milestones.holdBannedFrom) }
}

/** What is banned where nothing is in force. */
export const NO_BANS = { buy: 'open', sell: 'open', hold: 'open' } as const

/** The injunctions in force that name the parties whom they protect, of the designation or of the program version. */
const partyInjunctionsOf = (
  knowledge: Knowledge,
  enjoined: readonly (Recorded | undefined)[],
  at: Instant,
): readonly PartyInjunction[] =>
  enjoined
    .flatMap((one) => (one === undefined ? [] : actsOn(knowledge, one.entry.id)))
    .filter((act): act is RecordedOf<'InjunctionGranted'> => act.entry.type === 'InjunctionGranted')
    .filter((act) => act.entry.relief === 'parties-only' && contains(forceOf(knowledge, act), at))
    .map(({ index, entry: { id, parties } }) => ({ id, index, parties: parties ?? [] }))

const refOf = ({ index, entry: { id } }: Recorded): EntryRef => ({ id, index })

const viaOf = (match: Match | null): Via => {
  if (match === null) return 'listed'
  return match.entry.match === 'exact' ? 'exact-name' : 'close-name'
}

const applies = (
  knowledge: Knowledge,
  { tie: { designation, match }, version }: Versioned,
  at: Instant,
): boolean => {
  if (at < msOfEntryInstant(designation.entry.validAt)) return false
  if (match === null) return true
  if (!contains(forceOf(knowledge, match), at)) return false
  return match.entry.match === 'exact' || (version?.entry.closeNames ?? false)
}

/** A tie with the program versions in force at the instant that is asked about. */
interface Versioned {
  readonly tie: Tie
  readonly version: Version | undefined
  readonly conflict: boolean
}

const versioned = (knowledge: Knowledge, tie: Tie, at: Instant): Versioned => {
  const versions = versionsOf(knowledge, tie.designation.entry.program)
  const inForce = versions.filter((version) => contains(forceOf(knowledge, version), at))
  return { tie, version: inForce.at(-1), conflict: inForce.length > 1 }
}

const listingOf = (
  knowledge: Knowledge,
  { tie, version, conflict }: Versioned,
  at: Instant,
): Omit<Listing, 'entity'> => {
  const { designation, match } = tie
  const { standing, suppressedBy } = worthOf(knowledge, designation, at)
  const milestones = version === undefined ? NO_MILESTONES : milestonesOf(version.entry, designation.entry)
  const bans = standing === 'designated' && version !== undefined ? bansOf(milestones, at) : NO_BANS
  return {
    designation: designation.entry.id,
    program: designation.entry.program,
    via: viaOf(match),
    match: match?.entry.id ?? null,
    listedAt: msOfEntryInstant(designation.entry.validAt),
    index: designation.index,
    standing,
    ...bans,
    ...milestones,
    version: version?.entry.id ?? null,
    conflict,
    enjoinedFor: inLogOrder(partyInjunctionsOf(knowledge, [designation, version], at)),
    licenses: licensesInForce(knowledge, { designation, version }, at),
    because: inLogOrder(
      [match, designation, version, ...suppressedBy].filter((one) => one != null).map(refOf),
    ),
  }
}

/** The listings of an entity at an instant, under one program or all, in log order of their designations. */
export const listingsAt = (knowledge: Knowledge, scope: Scope, at: Instant): readonly Listing[] =>
  tiesOf(knowledge, scope)
    .map((tie) => versioned(knowledge, tie, at))
    .filter((one) => applies(knowledge, one, at))
    .map((one) => ({ entity: scope.entity, ...listingOf(knowledge, one, at) }))
