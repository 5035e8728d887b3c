/** Writes into the tracks of the index what the acts at the head have become. */
import { type Changes, logSize } from './acts.js'
import type { BitemporalIndex } from './bitemporal-index.js'
import { designationSteps, forceSteps, programSteps } from './derive.js'
import { DESIGNATED } from './intern.js'
import type { LicenseNode, ProgramNode } from './program.js'
import { edit, emptyTrack, isSame, type Steps, type Track } from './track.js'

const plainSteps = (from: number, until: number, state: number): Steps => ({
  bounds: until === Infinity ? [from] : [from, until],
  states: until === Infinity ? [0, state] : [0, state, 0],
})

/** What a designation or license was before anything acted on it, and what it is now. */
interface Change {
  readonly position: number
  readonly track: Track | null
  readonly plain: Steps
  readonly steps: Steps
}

/** The track with the change written to it; a new one starts with what was before. Null while nothing has changed. */
const changed = (
  { acts, store }: BitemporalIndex,
  { position, track, plain, steps }: Change,
): Track | null => {
  if (track === null && isSame(plain, steps)) return null
  const changing = track ?? emptyTrack()
  if (track === null) edit(store, changing, { size: (acts.entries[position]?.index ?? 0) + 1, steps: plain })
  edit(store, changing, { size: logSize(acts), steps })
  return changing
}

const refreshDesignation = (index: BitemporalIndex, designation: number, from: number): void => {
  const { acts, designations, designationStates } = index
  const position = designations.position.at(designation)
  const listedAt = designations.listedAt.at(designation)
  const track = designations.track[designation] ?? null
  const plain = plainSteps(listedAt, Infinity, designationStates.numberOf(DESIGNATED))
  const before = { steps: track?.head ?? plain, listedAt, from }
  const steps = designationSteps(acts, position, { before, states: designationStates })
  designations.track[designation] = changed(index, { position, track, plain, steps })
}

const refreshLicense = (index: BitemporalIndex, license: LicenseNode): void => {
  const { position, track, from, until } = license
  const steps = forceSteps(index.acts, position)
  license.track = changed(index, { position, track, plain: plainSteps(from, until, 1), steps })
}

/** Which versions of a program are in force, anew. */
export const refreshProgram = (index: BitemporalIndex, { versions, track }: ProgramNode): void => {
  const { acts, store, programStates } = index
  const positions = versions.map(({ position }) => position)
  edit(store, track, { size: logSize(acts), steps: programSteps(acts, positions, programStates) })
}

/** Brings up to date what stands at the positions that an entry touched. */
export const refresh = (index: BitemporalIndex, touched: Changes): void => {
  const programs = new Set<ProgramNode>()
  for (const [position, from] of touched) {
    const designation = index.designations.numberAt(position)
    if (designation !== undefined) refreshDesignation(index, designation, from)
    const license = index.licenseAt.get(position)
    if (license !== undefined) refreshLicense(index, license)
    const program = index.programOf.get(position)
    if (program !== undefined) programs.add(program)
  }
  for (const program of programs) refreshProgram(index, program)
}
