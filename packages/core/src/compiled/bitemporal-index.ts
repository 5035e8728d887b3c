/**
 * The law over (log size × valid time), built one entry at a time: each costs what it touches. Holds nothing that the oracle does not
 * say; what it answers is held against it. The recorded clock only: for the published clock see published.ts.
 */
import type { EntryOf } from '../entry/entry.js'
import { msOfEntryInstant } from '../entry/field.js'
import { IDENTIFIER_SCHEMES, type IdentifierScheme } from '../entry/reference.js'
import type { ProgramVersion } from '../entry/targets.js'
import { spanOf } from '../force/force.js'
import type { Recorded } from '../log/recorded.js'
import { type Milestones, milestonesOf } from '../status/schedule.js'
import { type Acts, actsOf } from './acts.js'
import { type Column, firstPlace, instantColumn } from './column.js'
import { designationSteps, forceSteps, programSteps } from './derive.js'
import {
  designationKey,
  type DesignationState,
  interned,
  type Interned,
  programKey,
  type ProgramState,
} from './intern.js'
import { addTo, type Multimap } from './multimap.js'
import type { DesignationNode, EntityNode, LicenseNode, ProgramNode, TieNode, VersionNode } from './node.js'
import { edit, type EditionStore, editionStore, emptyTrack, type Steps, type Track } from './track.js'

/** The index. Read it through index-law.ts and index-resolver.ts. */
export interface BitemporalIndex {
  readonly acts: Acts
  readonly store: EditionStore
  readonly designationStates: Interned<DesignationState>
  readonly programStates: Interned<ProgramState>
  readonly entities: ReadonlyMap<string, EntityNode>
  readonly programs: ReadonlyMap<string, ProgramNode>
  /** By scheme and value, the positions of the registrations that bear an identifier, in log order. */
  readonly bearers: Readonly<Record<IdentifierScheme, Multimap<string>>>
  /** By slug, the positions of a security's registrations, in log order. */
  readonly securities: Multimap<string>
  /** By slug, the positions of an entity's registrations, in log order. */
  readonly registrations: Multimap<string>
  /** Positions of published rulesets. */
  readonly rulesets: readonly number[]
  /** How many entries the log has, as far as it was told. */
  readonly size: () => number
  /** The log size at a recorded instant (inclusive). */
  readonly sizeAt: (knownAt: number) => number
  /** Takes the next entry of the log. */
  readonly take: (recorded: Recorded) => void
}

const getOr = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  const found = map.get(key)
  if (found !== undefined) return found
  const made = make()
  map.set(key, made)
  return made
}

/** The milestones of a designation under a version, found once for each day of listing. */
export const milestonesUnder = (version: VersionNode, { entry, own }: DesignationNode): Milestones => {
  if (own !== null) return getOr(own, version.position, () => milestonesOf(version.entry, entry))
  return getOr(version.milestones, entry.listedOn, () => milestonesOf(version.entry, entry))
}

/** A track that starts with what an entry was by itself, before anything acted on it. */
const trackFrom = (store: EditionStore, size: number, steps: Steps): Track => {
  const track = emptyTrack()
  edit(store, track, { size, steps })
  return track
}

const plainSteps = (from: number, until: number, state: number): Steps => ({
  bounds: until === Infinity ? [from] : [from, until],
  states: until === Infinity ? [0, state] : [0, state, 0],
})

const noBearers = (): Record<IdentifierScheme, Map<string, number | number[]>> =>
  Object.fromEntries(
    IDENTIFIER_SCHEMES.map((scheme) => [scheme, new Map<string, number | number[]>()]),
  ) as Record<IdentifierScheme, Map<string, number | number[]>>

const compareTies = (one: TieNode, other: TieNode): number =>
  one.designation.position - other.designation.position || one.match - other.match

/** An index of no entries. */
export const emptyIndex = (): BitemporalIndex => {
  const acts = actsOf()
  const store = editionStore()
  const recordedAt: Column = instantColumn()
  const designationStates = interned(designationKey)
  const programStates = interned(programKey)
  const entities = new Map<string, EntityNode>()
  const programs = new Map<string, ProgramNode>()
  const designations = new Map<number, DesignationNode>()
  const licenses = new Map<number, LicenseNode>()
  const versions = new Map<number, ProgramNode>()
  const bearers = noBearers()
  const securities = new Map<string, number | number[]>()
  const registrations = new Map<string, number | number[]>()
  const rulesets: number[] = []
  const designated = designationStates.numberOf({ standing: 'designated', suppressedBy: [], injunctions: [] })
  let size = 0

  const entityNode = (entity: string): EntityNode => getOr(entities, entity, () => ({ entity, ties: [] }))
  const programNode = (program: string): ProgramNode =>
    getOr(programs, program, () => ({
      program,
      versions: [],
      licenses: [],
      track: emptyTrack(),
    }))
  const refOf = ({ index, entry: { id } }: Recorded) => ({ id, index })

  const tie = (entity: string, node: TieNode): void => {
    const { ties } = entityNode(entity)
    const place = ties.findIndex((other) => compareTies(node, other) < 0)
    ties.splice(place === -1 ? ties.length : place, 0, node)
  }

  const takeDesignation = (
    recorded: Recorded,
    entry: EntryOf<'EntityDesignated'>,
    position: number,
  ): void => {
    const program = programNode(entry.program)
    const own = entry.schedule === undefined ? null : new Map<number, Milestones>()
    const listedAt = msOfEntryInstant(entry.validAt)
    const node: DesignationNode = {
      position,
      entry,
      ref: refOf(recorded),
      listedAt,
      program,
      track: null,
      own,
    }
    designations.set(position, node)
    tie(entry.entity, { designation: node, match: -1, matchedAt: -Infinity, isClose: false, encoded: null })
  }

  const takeMatch = (entry: EntryOf<'EntityMatched'>, position: number): void => {
    for (const target of new Set(acts.targets(position))) {
      const designation = designations.get(target)
      if (designation === undefined) continue
      const matchedAt = msOfEntryInstant(entry.validAt)
      tie(entry.entity, {
        designation,
        match: position,
        matchedAt,
        isClose: entry.match === 'close',
        encoded: [],
      })
    }
  }

  const takeVersion = (recorded: Recorded, entry: ProgramVersion, position: number): void => {
    const program = programNode(entry.program)
    program.versions.push({ position, entry, ref: refOf(recorded), milestones: new Map() })
    versions.set(position, program)
  }

  const takeLicense = (recorded: Recorded, entry: EntryOf<'LicenseIssued'>, position: number): void => {
    const [span] = spanOf(entry)
    const node: LicenseNode = {
      position,
      entry,
      ref: refOf(recorded),
      authorizes: entry.authorizes,
      from: span?.from ?? Infinity,
      until: span?.until ?? Infinity,
      track: null,
    }
    licenses.set(position, node)
    programNode(entry.program).licenses.push(node)
  }

  const enter = (recorded: Recorded, position: number): void => {
    const { entry } = recorded
    switch (entry.type) {
      case 'EntityDesignated':
        return takeDesignation(recorded, entry, position)
      case 'EntityMatched':
        return takeMatch(entry, position)
      case 'ProgramEstablished':
      case 'ProgramAmended':
        return takeVersion(recorded, entry, position)
      case 'LicenseIssued':
        return takeLicense(recorded, entry, position)
      case 'EntityRegistered':
        addTo(registrations, entry.entity, position)
        for (const { scheme, value } of entry.identifiers) addTo(bearers[scheme], value, position)
        return undefined
      case 'SecurityRegistered':
        addTo(securities, entry.security, position)
        for (const { scheme, value } of entry.identifiers) addTo(bearers[scheme], value, position)
        return undefined
      case 'RulesetPublished':
        rulesets.push(position)
        return undefined
      default:
        return undefined
    }
  }

  const refreshDesignation = (node: DesignationNode): void => {
    const isUntouched = acts.actingOn(node.position).length === 0 && acts.isVisible(node.position)
    if (node.track === null && isUntouched) return
    node.track ??= trackFrom(store, node.ref.index + 1, plainSteps(node.listedAt, Infinity, designated))
    edit(store, node.track, { size, steps: designationSteps(acts, node.position, designationStates) })
  }

  const refreshLicense = (node: LicenseNode): void => {
    const isUntouched = acts.actingOn(node.position).length === 0 && acts.isVisible(node.position)
    if (node.track === null && isUntouched) return
    node.track ??= trackFrom(store, node.ref.index + 1, plainSteps(node.from, node.until, 1))
    edit(store, node.track, { size, steps: forceSteps(acts, node.position) })
  }

  const refreshProgram = (program: ProgramNode): void => {
    const positions = program.versions.map(({ position }) => position)
    edit(store, program.track, { size, steps: programSteps(acts, positions, programStates) })
  }

  const refresh = (touched: readonly number[]): void => {
    const touchedPrograms = new Set<ProgramNode>()
    for (const position of touched) {
      const designation = designations.get(position)
      if (designation !== undefined) refreshDesignation(designation)
      const license = licenses.get(position)
      if (license !== undefined) refreshLicense(license)
      const program = versions.get(position)
      if (program !== undefined) touchedPrograms.add(program)
    }
    for (const program of touchedPrograms) refreshProgram(program)
  }

  const take = (recorded: Recorded): void => {
    size = recorded.index + 1
    recordedAt.push(recorded.recordedAt)
    const touched = acts.take(recorded)
    enter(recorded, acts.entries.length - 1)
    refresh(touched)
  }

  return {
    acts,
    store,
    designationStates,
    programStates,
    entities,
    programs,
    bearers,
    securities,
    registrations,
    rulesets,
    size: () => size,
    sizeAt: (knownAt) => firstPlace(0, recordedAt.length(), (place) => recordedAt.at(place) > knownAt),
    take,
  }
}

/** An index of entries, in log order. */
export const indexOf = (entries: Iterable<Recorded>): BitemporalIndex => {
  const index = emptyIndex()
  for (const recorded of entries) index.take(recorded)
  return index
}
