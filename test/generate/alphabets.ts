/** What small logs are made of: the acts on a designation; and the regimes around it: programs, matches, licenses. */
import type { EntryInput, EntryType } from '@vacatur/core'
import { common, gridDay, gridMs } from './universe.js'

/** The days of the grid at which entries take effect. */
export const VALID_DAYS = [10, 20, 30]

/** An act without its target: the type and what else distinguishes it. */
interface Act {
  readonly type: EntryType
  readonly payload: object
}

/** What logs are made of. */
export interface Alphabet {
  /** What a log can begin with, and any entry can be: at its place in the log, of a day. */
  readonly roots: readonly ((place: number, day: number) => EntryInput)[]
  /** What acts on an entry before it, wherever the model lets it. */
  readonly acts: readonly Act[]
}

const named = (place: number, day: number) => common(`e${place}`, gridMs(day), gridMs(place))

const designation = (place: number, day: number): EntryInput => ({
  ...named(place, day),
  type: 'EntityDesignated',
  program: 'us-ccmc',
  entity: 'acme',
  listedOn: gridDay(day),
})

const retraction: Act = { type: 'EntryRetracted', payload: { basis: 'source-withdrawn', reason: 'r' } }

/** A designation, and what authorities and courts do to it. */
export const ACTS: Alphabet = {
  roots: [designation],
  acts: [
    { type: 'EntityDelisted', payload: { basis: 'agency-removal' } },
    { type: 'InjunctionGranted', payload: { docket: 'X', stage: 'preliminary', relief: 'issuer-wide' } },
    { type: 'InjunctionDissolved', payload: { docket: 'X' } },
    { type: 'StayGranted', payload: {} },
    { type: 'StayLifted', payload: {} },
    { type: 'DesignationVacated', payload: { docket: 'X', reach: 'ab-initio' } },
    { type: 'DesignationVacated', payload: { docket: 'X', reach: 'prospective' } },
    { type: 'OrderReversed', payload: { docket: 'X', reach: 'ab-initio' } },
    { type: 'OrderReversed', payload: { docket: 'X', reach: 'prospective' } },
    retraction,
  ],
}

/** How many days after a listing the ban on buying starts, and the license runs out. */
export const BAN_AFTER_DAYS = 5
export const LICENSED_DAYS = 12

/** The first version bans, and lets close names count; an amendment bans nothing any more, and does not. */
const version = (schedule: object, closeNames: boolean) => ({
  program: 'us-ccmc',
  title: 'small',
  schedule: { zone: 'UTC', ...schedule },
  closeNames,
})

const program = (place: number, day: number): EntryInput => ({
  ...named(place, day),
  type: 'ProgramEstablished',
  ...version({ buyBannedFrom: { days: BAN_AFTER_DAYS, at: '00:00' } }, true),
})

const license = (place: number, day: number): EntryInput => ({
  ...named(place, day),
  type: 'LicenseIssued',
  program: 'us-ccmc',
  license: 'L',
  authorizes: { activities: ['sell'] },
  untilDaysAfterListing: LICENSED_DAYS,
})

/** A designation, its program's versions and licenses, the matches to another company, and an injunction for parties only. */
export const REGIMES: Alphabet = {
  roots: [designation, program, license],
  acts: [
    { type: 'ProgramAmended', payload: version({}, false) },
    { type: 'ProgramTerminated', payload: {} },
    { type: 'EntityMatched', payload: { entity: 'bolt', match: 'exact' } },
    { type: 'EntityMatched', payload: { entity: 'bolt', match: 'close' } },
    {
      type: 'InjunctionGranted',
      payload: { docket: 'X', stage: 'preliminary', relief: 'parties-only', parties: ['fund-a'] },
    },
    { type: 'LicenseEnded', payload: { basis: 'revoked' } },
    { type: 'StayGranted', payload: {} },
    retraction,
  ],
}
