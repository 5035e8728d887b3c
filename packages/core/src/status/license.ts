/** Licenses in force for a listing: what suspends the ban, for whom and what they say. */
import type { EntryOf } from '../entry/entry.js'
import type { Authorizes } from '../entry/license.js'
import type { ProgramVersion } from '../entry/targets.js'
import { forceOf } from '../force/force.js'
import { type Knowledge, ofType } from '../force/knowledge.js'
import type { EntryRef } from '../log/recorded.js'
import type { Instant } from '../time/instant.js'
import { contains } from '../time/interval-set.js'
import { instantAfterDays } from '../time/wall-clock.js'
import type { Designation, Version } from './tie.js'

/** A license in force for a listing. */
export interface LicenseInForce extends EntryRef {
  readonly license: string
  readonly authorizes: Authorizes
}

/** When a license that runs out some days after each listing does so for this one; null where no such day is stated. */
export const licenseEnd = (
  license: EntryOf<'LicenseIssued'>,
  designation: EntryOf<'EntityDesignated'>,
  version: ProgramVersion | undefined,
): Instant | null => {
  if (license.untilDaysAfterListing === undefined) return null
  const zone = version?.schedule.zone ?? designation.schedule?.zone ?? 'UTC'
  return instantAfterDays(designation.listedOn, { days: license.untilDaysAfterListing, at: '00:00' }, zone)
}

/** The licenses of a designation's program that are in force for it at an instant, under the version in force then. */
export const licensesInForce = (
  knowledge: Knowledge,
  { designation, version }: { readonly designation: Designation; readonly version: Version | undefined },
  at: Instant,
): readonly LicenseInForce[] =>
  ofType(knowledge, 'LicenseIssued')
    .filter(({ entry }) => entry.program === designation.entry.program)
    .filter((license) => contains(forceOf(knowledge, license), at))
    .filter(({ entry }) => at < (licenseEnd(entry, designation.entry, version?.entry) ?? Infinity))
    .map(({ index, entry: { id, license, authorizes } }) => ({ id, index, license, authorizes }))
