/** Which entries an entry acts on, and of which types those can be: the table of the model, as data. */
import type { Entry, EntryOf, EntryType } from './entry.js'

/** A program version: an establishment or an amendment. */
export type ProgramVersion = EntryOf<'ProgramEstablished' | 'ProgramAmended'>

const VERSIONS = ['ProgramEstablished', 'ProgramAmended'] as const

const STAYABLE = [
  ...VERSIONS,
  'EntityDesignated',
  'EntityDelisted',
  'InjunctionGranted',
  'DesignationVacated',
  'OrderReversed',
  'LicenseIssued',
  'ProgramTerminated',
  'InjunctionDissolved',
  'LicenseEnded',
] as const

/** For each type that has targets, the types that they can be of; null means every type. */
export const SUITABLE_TARGETS: Readonly<Partial<Record<EntryType, readonly EntryType[] | null>>> = {
  ProgramAmended: VERSIONS,
  ProgramTerminated: VERSIONS,
  EntityMatched: ['EntityDesignated'],
  EntityDelisted: ['EntityDesignated'],
  InjunctionGranted: ['EntityDesignated', 'EntityDelisted', ...VERSIONS],
  InjunctionDissolved: ['InjunctionGranted'],
  StayGranted: STAYABLE,
  StayLifted: ['StayGranted'],
  DesignationVacated: ['EntityDesignated'],
  OrderReversed: ['InjunctionGranted', 'StayGranted', 'DesignationVacated', 'OrderReversed'],
  LicenseEnded: ['LicenseIssued'],
  EntryRetracted: null,
}

/** The ids of the entries that this one acts on; empty for most. */
export const targetsOf = (entry: Entry): readonly string[] => ('targets' in entry ? entry.targets : [])

/** Whether an entry of the one type may target an entry of the other. */
export const mayTarget = (type: EntryType, target: EntryType): boolean => {
  const suitable = SUITABLE_TARGETS[type]
  return suitable === null || (suitable?.includes(target) ?? false)
}
