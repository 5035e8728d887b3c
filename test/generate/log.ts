/** Generated logs: from a list of small numbers, a move, to an entry that a log takes. Every list gives some log; shrinking works. */
import { type EntryInput, type EntryType, type Instant, type Recorded, recordEntries } from '@vacatur/core'
import { mayTarget } from '@vacatur/core/oracle'
import {
  at,
  common,
  ENTITIES,
  GRID_DAYS,
  gridDay,
  gridMs,
  opening,
  PARTIES,
  PROGRAMS,
  versionFields,
} from './universe.js'

/** What one entry is drawn from: whole numbers from 0. Each is read modulo what it chooses from. */
export interface Move {
  readonly kind: number
  readonly target: number
  readonly second: number
  readonly validDay: number
  readonly publishedDay: number
  readonly laterDays: number
  readonly flags: number
  readonly who: number
}

/** The names of a move's numbers, in order. */
export const MOVE_KEYS = [
  'kind',
  'target',
  'second',
  'validDay',
  'publishedDay',
  'laterDays',
  'flags',
  'who',
] as const

/** How often each kind of entry comes, by repetition. */
const KINDS: readonly EntryType[] = [
  'EntityDesignated',
  'EntityDesignated',
  'EntityDesignated',
  'EntityMatched',
  'EntityMatched',
  'EntityDelisted',
  'EntityDelisted',
  'InjunctionGranted',
  'InjunctionGranted',
  'InjunctionGranted',
  'InjunctionDissolved',
  'StayGranted',
  'StayGranted',
  'StayLifted',
  'DesignationVacated',
  'DesignationVacated',
  'OrderReversed',
  'OrderReversed',
  'EntryRetracted',
  'EntryRetracted',
  'LicenseIssued',
  'LicenseEnded',
  'ProgramEstablished',
  'ProgramAmended',
  'ProgramTerminated',
  'EntityRegistered',
  'ProceedingNoted',
]

const pick = <T>(from: readonly T[], number: number): T => from[number % from.length] as T

type Given = EntryInput & { readonly id: string }

/** A retraction can act on anything; two in three are of designations and of other retractions, on which most hangs. */
const preferred = (type: EntryType, suitable: readonly Given[], { flags }: Move): readonly Given[] => {
  if (type !== 'EntryRetracted' || flags % 3 === 0) return suitable
  const wanted: EntryType = flags % 3 === 1 ? 'EntryRetracted' : 'EntityDesignated'
  const these = suitable.filter((entry) => entry.type === wanted)
  return these.length === 0 ? suitable : these
}

const targetsFor = (type: EntryType, before: readonly Given[], move: Move): readonly string[] => {
  const { target, second, flags } = move
  const allowed = before.filter((entry) => mayTarget(type, entry.type))
  const suitable = preferred(type, allowed, move).map(({ id }) => id)
  if (suitable.length === 0) return []
  const chosen = [pick(suitable, target), ...(flags % 4 === 3 ? [pick(suitable, second)] : [])]
  return [...new Set(chosen)]
}

const ends = ({ laterDays, flags, validDay }: Move) =>
  flags % 3 === 1 ? { validUntil: at(gridMs((validDay % GRID_DAYS) + 1 + (laterDays % 12))) } : {}

const authorizesFor = ({ flags, who }: Move) => {
  const choices = [
    {},
    { via: ['close-name' as const] },
    { kinds: ['equity' as const, 'debt' as const] },
    { activities: ['buy' as const], entities: [pick(ENTITIES, who)] },
    { roles: ['exchange'] },
  ]
  return pick(choices, flags)
}

const payloadOf = (type: EntryType, move: Move, before: readonly Given[]): object => {
  const { flags, who, validDay } = move
  const targets = targetsFor(type, before, move)
  const reach = flags % 2 === 0 ? 'ab-initio' : 'prospective'
  const entity = pick(ENTITIES, who)
  const program = pick(PROGRAMS, flags % 5 === 4 ? who : flags % 5 === 3 ? 1 : 0)
  switch (type) {
    case 'EntityDesignated':
      return {
        program,
        entity,
        listedOn: gridDay(validDay % GRID_DAYS),
        ...(flags % 6 === 5 ? { schedule: { zone: 'UTC', buyBannedFrom: at(gridMs(move.laterDays)) } } : {}),
      }
    case 'EntityMatched':
      return { entity, targets, match: flags % 2 === 0 ? 'exact' : 'close' }
    case 'EntityDelisted':
      return { targets, basis: 'agency-removal' }
    case 'InjunctionGranted':
      return {
        targets,
        docket: 'X',
        stage: 'preliminary',
        relief: flags % 5 === 0 ? 'parties-only' : 'issuer-wide',
        parties: [pick(PARTIES, who)],
        ...ends(move),
      }
    case 'StayGranted':
      return { targets, ...ends(move) }
    case 'InjunctionDissolved':
    case 'StayLifted':
      return { targets, docket: 'X' }
    case 'DesignationVacated':
    case 'OrderReversed':
      return { targets, docket: 'X', reach }
    case 'EntryRetracted':
      return { targets, basis: flags % 2 === 0 ? 'entry-error' : 'source-withdrawn', reason: 'generated' }
    case 'LicenseIssued':
      return {
        program,
        license: 'GL',
        authorizes: authorizesFor(move),
        ...ends(move),
        ...(flags % 4 === 2 ? { untilDaysAfterListing: 1 + (move.laterDays % 20) } : {}),
      }
    case 'LicenseEnded':
      return { targets, basis: 'revoked' }
    case 'ProgramEstablished':
      return { program, ...versionFields(flags) }
    case 'ProgramAmended':
      return { program: 'us-ccmc', targets, ...versionFields(flags) }
    case 'ProgramTerminated':
      return { targets }
    case 'EntityRegistered':
      return { entity, names: [entity], identifiers: [] }
    default:
      return { kind: 'complaint', entities: [entity], summary: 'generated' }
  }
}

const needsTargets = (payload: object): boolean =>
  'targets' in payload && (payload.targets as string[]).length === 0

const entryOf = (move: Move, before: readonly Given[]): Given | undefined => {
  const type = pick(KINDS, move.kind)
  const payload = payloadOf(type, move, before)
  if (needsTargets(payload)) return undefined
  const off = move.flags % 11 === 10 ? 1 : 0
  const validMs = gridMs(move.validDay % GRID_DAYS, off)
  const publishedMs = gridMs(move.publishedDay % GRID_DAYS)
  return { ...common(`x${before.length}`, validMs, publishedMs), type, ...payload } as Given
}

/** The entries that moves make, after the opening; a move that finds nothing to act on makes none. */
export const entriesOf = (moves: readonly Move[]): readonly Given[] => {
  const entries = opening() as Given[]
  for (const move of moves) {
    const entry = entryOf(move, entries)
    if (entry !== undefined) entries.push(entry)
  }
  return entries
}

/** Entries as recorded, one or two a day of the grid, so that some share an instant. */
export const record = (entries: readonly EntryInput[]): readonly Recorded[] => {
  const instants = entries.map((_, place) => gridMs(Math.floor((place * 2) / 3)) as Instant)
  const recorded = recordEntries(entries, instants)
  if (recorded._tag === 'Left')
    throw new Error(`a generated log was refused: ${JSON.stringify(recorded.left)}`)
  return recorded.right
}
