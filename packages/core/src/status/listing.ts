/** Listings: a designation as it applies to an entity at an as-of, with its standing and what it bans (the model, section 4). */
import type { EntryOf } from '../entry/entry.js'
import { msOfEntryInstant } from '../entry/field.js'
import type { Authorizes } from '../entry/license.js'
import type { ProgramVersion } from '../entry/targets.js'
import { forceOf, reachOf } from '../force/force.js'
import { actsOn, type Knowledge, ofType, type RecordedOf } from '../force/knowledge.js'
import type { Recorded } from '../log/recorded.js'
import type { Instant } from '../time/instant.js'
import { contains } from '../time/interval-set.js'
import { instantAfterDays } from '../time/wall-clock.js'
import { type Milestones, milestonesOf, NO_MILESTONES } from './schedule.js'
import type { Ban, SellBan, Standing, Via } from './standing.js'

/** A license in force for a listing. */
export interface LicenseInForce {
  /** Id of the entry that issued it. */
  readonly id: string
  readonly license: string
  readonly authorizes: Authorizes
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
  /** The parties for whom alone it is enjoined. */
  readonly enjoinedFor: readonly string[]
  readonly licenses: readonly LicenseInForce[]
  /** Ids of the entries that make it so, in log order. */
  readonly because: readonly string[]
}

type Designation = RecordedOf<'EntityDesignated'>
type Version = Recorded & { readonly entry: ProgramVersion }

/** The way in which a designation reaches an entity. */
export interface Tie {
  readonly designation: Designation
  readonly match: RecordedOf<'EntityMatched'> | null
}

/** Every visible designation of the entity, its own and those that a match ties it to, whether in force or not. */
export const tiesOf = (knowledge: Knowledge, entity: string, program?: string): readonly Tie[] =>
  ofType(knowledge, 'EntityDesignated')
    .filter(({ entry }) => program === undefined || entry.program === program)
    .flatMap((designation) => {
      const own: readonly Tie[] = designation.entry.entity === entity ? [{ designation, match: null }] : []
      const matched = actsOn(knowledge, designation.entry.id)
        .filter((act): act is RecordedOf<'EntityMatched'> => act.entry.type === 'EntityMatched')
        .filter((match) => match.entry.entity === entity)
        .map((match): Tie => ({ designation, match }))
      return [...own, ...matched]
    })

/** Every visible version of a program in log order. */
export const versionsOf = (knowledge: Knowledge, program: string): readonly Version[] =>
  [...ofType(knowledge, 'ProgramEstablished'), ...ofType(knowledge, 'ProgramAmended')]
    .filter(({ entry }) => entry.program === program)
    .sort((a, b) => a.index - b.index)

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

const bansOf = (milestones: Milestones, at: Instant): Pick<Listing, 'buy' | 'sell' | 'hold'> => {
  const begun = (from: Instant | null): boolean => from !== null && from <= at
  const ban = (from: Instant | null): Ban => (begun(from) ? 'banned' : 'open')
  const windowOpen = milestones.divestUntil !== null && at < milestones.divestUntil
  const sell = !begun(milestones.sellBannedFrom) ? 'open' : windowOpen ? 'divest-only' : 'banned'
  return { buy: ban(milestones.buyBannedFrom), sell, hold: ban(milestones.holdBannedFrom) }
}

const NO_BANS = { buy: 'open', sell: 'open', hold: 'open' } as const

/** When a license that runs out some days after each listing does so for this one; null where no day is stated. */
export const licenseEndOf = (
  license: EntryOf<'LicenseIssued'>,
  designation: EntryOf<'EntityDesignated'>,
  version: ProgramVersion | undefined,
): Instant | null => {
  if (license.untilDaysAfterListing === undefined) return null
  const zone = version?.schedule.zone ?? designation.schedule?.zone ?? 'UTC'
  return instantAfterDays(designation.listedOn, license.untilDaysAfterListing, '00:00', zone)
}

const licensesOf = (
  knowledge: Knowledge,
  designation: Designation,
  version: Version | undefined,
  at: Instant,
): readonly LicenseInForce[] =>
  ofType(knowledge, 'LicenseIssued')
    .filter(({ entry }) => entry.program === designation.entry.program)
    .filter((license) => contains(forceOf(knowledge, license), at))
    .filter(({ entry }) => at < (licenseEndOf(entry, designation.entry, version?.entry) ?? Infinity))
    .map(({ entry: { id, license, authorizes } }) => ({ id, license, authorizes }))

/** The injunctions in force that name the parties whom they protect, of the designation or of the program version. */
export const partyInjunctionsOf = (
  knowledge: Knowledge,
  ids: readonly (string | null)[],
  at: Instant,
): readonly RecordedOf<'InjunctionGranted'>[] =>
  ids
    .flatMap((id) => (id === null ? [] : actsOn(knowledge, id)))
    .filter((act): act is RecordedOf<'InjunctionGranted'> => act.entry.type === 'InjunctionGranted')
    .filter((act) => act.entry.relief === 'parties-only' && contains(forceOf(knowledge, act), at))

const inLogOrder = (entries: readonly Recorded[]): readonly string[] =>
  entries.toSorted((a, b) => a.index - b.index).map(({ entry }) => entry.id)

const applies = (
  knowledge: Knowledge,
  { designation, match }: Tie,
  version: Version | undefined,
  at: Instant,
): boolean => {
  if (at < msOfEntryInstant(designation.entry.validAt)) return false
  if (match === null) return true
  if (!contains(forceOf(knowledge, match), at)) return false
  return match.entry.match === 'exact' || (version?.entry.closeNames ?? false)
}

const viaOf = (match: Tie['match']): Via => {
  if (match === null) return 'listed'
  return match.entry.match === 'exact' ? 'exact-name' : 'close-name'
}

const listingOf = (knowledge: Knowledge, tie: Tie, entity: string, at: Instant): readonly Listing[] => {
  const { designation, match } = tie
  const { program } = designation.entry
  const inForce = versionsOf(knowledge, program).filter((one) => contains(forceOf(knowledge, one), at))
  const version = inForce.at(-1)
  if (!applies(knowledge, tie, version, at)) return []
  const { standing, suppressedBy } = worthOf(knowledge, designation, at)
  const milestones = version === undefined ? NO_MILESTONES : milestonesOf(version.entry, designation.entry)
  const bans = standing === 'designated' && version !== undefined ? bansOf(milestones, at) : NO_BANS
  const injunctions = partyInjunctionsOf(knowledge, [designation.entry.id, version?.entry.id ?? null], at)
  return [
    {
      designation: designation.entry.id,
      program,
      entity,
      via: viaOf(match),
      match: match?.entry.id ?? null,
      listedAt: msOfEntryInstant(designation.entry.validAt),
      index: designation.index,
      standing,
      ...bans,
      ...milestones,
      version: version?.entry.id ?? null,
      conflict: inForce.length > 1,
      enjoinedFor: [...new Set(injunctions.flatMap(({ entry }) => entry.parties ?? []))].sort(),
      licenses: licensesOf(knowledge, designation, version, at),
      because: inLogOrder([match, designation, version, ...suppressedBy].filter((one) => one != null)),
    },
  ]
}

/** The listings of an entity at an instant, of one program or of all, in log order of their designations. */
export const listingsAt = (
  knowledge: Knowledge,
  entity: string,
  at: Instant,
  program?: string,
): readonly Listing[] =>
  tiesOf(knowledge, entity, program).flatMap((tie) => listingOf(knowledge, tie, entity, at))
