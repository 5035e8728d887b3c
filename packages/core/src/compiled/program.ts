/** What the index keeps of programs: their versions and licenses, ready for look-ups. Few; so objects. */
import type { EntryOf } from '../entry/entry.js'
import type { Authorizes } from '../entry/license.js'
import type { ProgramVersion } from '../entry/targets.js'
import { spanOf } from '../force/force.js'
import type { EntryRef } from '../log/recorded.js'
import { licenseEnd } from '../status/license.js'
import { type Milestones, milestonesOf } from '../status/schedule.js'
import type { Instant } from '../time/instant.js'
import { emptyTrack, type Track } from './track.js'

/** A program version. */
export interface VersionNode {
  readonly position: number
  readonly entry: ProgramVersion
  readonly ref: EntryRef
  /** The milestones of listings under it, found once: by day of listing, or by designation where that has a schedule of its own. */
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
  /** When it runs out for listings of a day under a version, where it does so some days after listing; found once. */
  readonly ends: Map<VersionNode, Map<string, Instant>>
}

/** A program. */
export interface ProgramNode {
  readonly program: string
  readonly versions: VersionNode[]
  readonly licenses: LicenseNode[]
  readonly track: Track
}

/** A program without versions yet. */
export const newProgram = (program: string): ProgramNode => ({
  program,
  versions: [],
  licenses: [],
  track: emptyTrack(),
})

/** A license to which nothing has happened yet. */
export const newLicense = (entry: LicenseNode['entry'], ref: EntryRef, position: number): LicenseNode => {
  const [span] = spanOf(entry)
  return {
    position,
    entry,
    ref,
    authorizes: entry.authorizes,
    from: span?.from ?? Infinity,
    until: span?.until ?? Infinity,
    track: null,
    ends: new Map(),
  }
}

/** When a license runs out for a designation under a version, where it does so some days after listing. */
export const endOf = (
  license: LicenseNode,
  designation: EntryOf<'EntityDesignated'>,
  version: VersionNode | undefined,
): Instant | null => {
  if (license.entry.untilDaysAfterListing === undefined) return null
  if (version === undefined) return licenseEnd(license.entry, designation, undefined)
  const ends = license.ends.get(version) ?? new Map<string, Instant>()
  license.ends.set(version, ends)
  const found = ends.get(designation.listedOn) ?? licenseEnd(license.entry, designation, version.entry)
  if (found !== null) ends.set(designation.listedOn, found)
  return found
}

/** The milestones of a designation under a version. */
export const milestonesUnder = (version: VersionNode, entry: EntryOf<'EntityDesignated'>): Milestones => {
  const key = entry.schedule === undefined ? entry.listedOn : `${entry.listedOn} ${entry.id}`
  const found = version.milestones.get(key) ?? milestonesOf(version.entry, entry)
  version.milestones.set(key, found)
  return found
}
