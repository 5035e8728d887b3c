/** What the index notes down of an entry that comes: what it registers, designates, matches, establishes, licenses, publishes. */
import type { EntryOf } from '../entry/entry.js'
import { msOfEntryInstant } from '../entry/field.js'
import type { ProgramVersion } from '../entry/targets.js'
import type { EntryRef, Recorded } from '../log/recorded.js'
import type { BitemporalIndex } from './bitemporal-index.js'
import { newLicense, newProgram, type ProgramNode } from './program.js'
import { refreshProgram } from './refresh.js'

/** An entry of a type with where it stands. */
interface Entered<E> {
  readonly entry: E
  readonly ref: EntryRef
  readonly position: number
}

const programOf = ({ programs }: BitemporalIndex, program: string): ProgramNode => {
  const node = programs.get(program) ?? newProgram(program)
  programs.set(program, node)
  return node
}

interface Tie {
  readonly entity: string
  readonly designation: number
  readonly match: number
  readonly matchedAt: number
}

const tie = ({ ties, tiesOf }: BitemporalIndex, { entity, designation, match, matchedAt }: Tie): void => {
  ties.designation.push(designation)
  ties.match.push(match)
  ties.matchedAt.push(matchedAt)
  tiesOf.add(entity, ties.designation.length - 1)
}

const designate = (
  index: BitemporalIndex,
  { entry, ref, position }: Entered<EntryOf<'EntityDesignated'>>,
): void => {
  const { designations } = index
  designations.position.push(position)
  designations.index.push(ref.index)
  designations.listedAt.push(msOfEntryInstant(entry.validAt))
  designations.program.push(programOf(index, entry.program))
  const designation = designations.track.push(null) - 1
  tie(index, { entity: entry.entity, designation, match: -1, matchedAt: -Infinity })
}

const match = (index: BitemporalIndex, { entry, position }: Entered<EntryOf<'EntityMatched'>>): void => {
  for (const target of new Set(index.acts.targets(position))) {
    const designation = index.designations.numberAt(target)
    if (designation === undefined) continue
    tie(index, {
      entity: entry.entity,
      designation,
      match: position,
      matchedAt: msOfEntryInstant(entry.validAt),
    })
  }
}

const establish = (index: BitemporalIndex, { entry, ref, position }: Entered<ProgramVersion>): void => {
  const program = programOf(index, entry.program)
  program.versions.push({ position, entry, ref, milestones: new Map() })
  index.programOf.set(position, program)
  refreshProgram(index, program)
}

const license = (
  index: BitemporalIndex,
  { entry, ref, position }: Entered<EntryOf<'LicenseIssued'>>,
): void => {
  const node = newLicense(entry, ref, position)
  index.licenseAt.set(position, node)
  programOf(index, entry.program).licenses.push(node)
}

const register = (
  { bearers, securities, registrations }: BitemporalIndex,
  { entry, position }: Entered<EntryOf<'EntityRegistered' | 'SecurityRegistered'>>,
): void => {
  if (entry.type === 'EntityRegistered') registrations.add(entry.entity, position)
  else securities.add(entry.security, position)
  for (const { scheme, value } of entry.identifiers) bearers[scheme].add(value, position)
}

/** Enters an entry that the acts have just taken. */
export const enter = (index: BitemporalIndex, { index: place, entry }: Recorded): void => {
  const position = index.acts.entries.length - 1
  const ref = { id: entry.id, index: place }
  switch (entry.type) {
    case 'EntityDesignated':
      designate(index, { entry, ref, position })
      break
    case 'EntityMatched':
      match(index, { entry, ref, position })
      break
    case 'ProgramEstablished':
    case 'ProgramAmended':
      establish(index, { entry, ref, position })
      break
    case 'LicenseIssued':
      license(index, { entry, ref, position })
      break
    case 'EntityRegistered':
    case 'SecurityRegistered':
      register(index, { entry, ref, position })
      break
    case 'RulesetPublished':
      index.rulesets.push(position)
      break
    default:
  }
}
