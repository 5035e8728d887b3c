/** The milestones of a listing: when its bans start and its window closes. They run even while it is enjoined. */
import type { EntryOf } from '../entry/entry.js'
import { type EntryInstant, msOfEntryInstant } from '../entry/field.js'
import type { Schedule } from '../entry/program.js'
import type { ProgramVersion } from '../entry/targets.js'
import type { Instant } from '../time/instant.js'
import { type DayOffset, instantAfterDays } from '../time/wall-clock.js'

/** The names of the milestones. */
export const MILESTONES = ['buyBannedFrom', 'sellBannedFrom', 'divestUntil', 'holdBannedFrom'] as const

/** The name of a milestone. */
export type Milestone = (typeof MILESTONES)[number]

/** When each ban starts, and the window closes (exclusive); null where there is no such ban or window. */
export type Milestones = Readonly<Record<Milestone, Instant | null>>

/** Of a listing under no program version: nothing is scheduled. */
export const NO_MILESTONES: Milestones = {
  buyBannedFrom: null,
  sellBannedFrom: null,
  divestUntil: null,
  holdBannedFrom: null,
}

const instantOfScheduled = (value: DayOffset | EntryInstant, zone: string, listedOn: string): Instant =>
  typeof value === 'object' && 'days' in value
    ? instantAfterDays(listedOn, value, zone)
    : msOfEntryInstant(value)

/** The version's schedule counted from the day of listing, its values replaced by the designation's own where that states them. */
export const milestonesOf = (
  version: ProgramVersion,
  designation: EntryOf<'EntityDesignated'>,
): Milestones => {
  const general = version.schedule
  const own: Schedule | undefined = designation.schedule
  const milestone = (key: Milestone): Instant | null => {
    const stated = general[key]
    if (stated === undefined) return null
    const replaced = own?.[key]
    return own !== undefined && replaced !== undefined
      ? instantOfScheduled(replaced, own.zone, designation.listedOn)
      : instantOfScheduled(stated, general.zone, designation.listedOn)
  }
  return {
    buyBannedFrom: milestone('buyBannedFrom'),
    sellBannedFrom: milestone('sellBannedFrom'),
    divestUntil: milestone('divestUntil'),
    holdBannedFrom: milestone('holdBannedFrom'),
  }
}
