/** Writes into the tracks of the index what the acts at the head have become. */
import { UNTOUCHED } from './acting.js'
import { type Changes, logSize } from './acts.js'
import type { BitemporalIndex } from './bitemporal-index.js'
import { actedBy, forceSteps, overlaid, programSteps } from './derive.js'
import type { LicenseNode, ProgramNode } from './program.js'
import { edit, emptyTrack, NOTHING, type Tail, type Track } from './track.js'

/** What a designation or license is before anything acts on it. */
interface Plain {
  readonly position: number
  readonly steps: Tail
}

/** The track; a new one starts with what was before. */
const started = (
  { acts, store }: BitemporalIndex,
  track: Track | null,
  { position, steps }: Plain,
): Track => {
  if (track !== null) return track
  const starting = emptyTrack()
  edit(store, starting, { size: (acts.entries[position]?.index ?? 0) + 1, tail: steps })
  return starting
}

/** What of a designation may be another now: from when on, and by which acts, on it or on others. */
interface Touched {
  readonly from: number
  readonly changedActs: readonly number[]
}

const refreshDesignation = (
  index: BitemporalIndex,
  designation: number,
  { from, changedActs }: Touched,
): void => {
  const { acts, store, designations, actingSets } = index
  const position = designations.position.at(designation)
  const listedAt = designations.listedAt.at(designation)
  const steps: Tail = { place: 0, bounds: [listedAt], states: [UNTOUCHED] }
  const track = started(index, designations.track[designation] ?? null, { position, steps })
  designations.track[designation] = track
  const size = logSize(acts)
  if (!acts.isVisible(position)) {
    edit(store, track, { size, tail: NOTHING })
    return
  }
  const isBack = track.head.bounds.length === 0
  if (isBack) edit(store, track, { size, tail: steps })
  const since = isBack ? listedAt : Math.max(listedAt, from)
  for (const act of isBack ? acts.actingOn(position) : changedActs) {
    const acted = acts.isOn(act, position) ? actedBy(acts, act) : undefined
    if (acted === undefined) continue
    edit(store, track, { size, tail: overlaid(actingSets, track.head, { ...acted, since }) })
  }
}

const refreshLicense = (index: BitemporalIndex, license: LicenseNode): void => {
  const { position, from, until } = license
  const steps: Tail =
    until === Infinity
      ? { place: 0, bounds: [from], states: [1] }
      : { place: 0, bounds: [from, until], states: [1, 0] }
  license.track = started(index, license.track, { position, steps })
  edit(index.store, license.track, { size: logSize(index.acts), tail: forceSteps(index.acts, position) })
}

/** Which versions of a program are in force, anew. */
export const refreshProgram = (index: BitemporalIndex, { versions, track }: ProgramNode): void => {
  const { acts, store, programStates } = index
  const positions = versions.map(({ position }) => position)
  edit(store, track, { size: logSize(acts), tail: programSteps(acts, positions, programStates) })
}

/** Brings up to date what stands at the positions that the latest entry touched. */
export const refresh = (index: BitemporalIndex, touched: Changes): void => {
  if (touched.size === 0) return
  const { acts, designations, licenseAt, programOf } = index
  const changedActs = [acts.entries.length - 1, ...touched.keys()]
  const programs = new Set<ProgramNode>()
  for (const [position, from] of touched) {
    const designation = designations.numberAt(position)
    if (designation !== undefined) refreshDesignation(index, designation, { from, changedActs })
    const license = licenseAt.get(position)
    if (license !== undefined) refreshLicense(index, license)
    const program = programOf.get(position)
    if (program !== undefined) programs.add(program)
  }
  for (const program of programs) refreshProgram(index, program)
}
