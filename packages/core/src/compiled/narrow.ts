/** How far around an instant a tie, and its listing, stay what they are at the head of the log. */
import { MILESTONES } from '../status/schedule.js'
import type { BitemporalIndex } from './bitemporal-index.js'
import { endOf, milestonesUnder, type ProgramNode } from './program.js'
import type { Stretch } from './stretch.js'
import { designationAt, type Licensed } from './tie-state.js'
import { narrowByHead } from './track.js'

/** Narrows a stretch to where a tie stays what it is, by all that was read. */
export const narrowByTie = (index: BitemporalIndex, tie: number, stretch: Stretch): void => {
  const { ties, designations } = index
  const designation = ties.designation.at(tie)
  const track = designations.track[designation] ?? null
  stretch.turn(designations.listedAt.at(designation))
  stretch.turn(ties.matchedAt.at(tie))
  if (track !== null) narrowByHead(track, stretch)
  const program = designations.program[designation]
  if (program !== undefined) narrowByHead(program.track, stretch)
}

/** The same for which licenses of a program are in force. */
export const narrowByLicenses = ({ licenses }: ProgramNode, stretch: Stretch): void => {
  for (const { from, until, track } of licenses) {
    stretch.turn(from)
    stretch.turn(until)
    if (track !== null) narrowByHead(track, stretch)
  }
}

/** The same for what a listing comes to beside its tie: its milestones, and when it is that licenses in force run out for it. */
export const narrowByListing = (
  index: BitemporalIndex,
  { tie: { designation, version }, inForce }: Licensed,
  stretch: Stretch,
): void => {
  const { entry } = designationAt(index, designation)
  if (version !== undefined) {
    const milestones = milestonesUnder(version, entry)
    for (const name of MILESTONES) stretch.turn(milestones[name])
  }
  for (const license of inForce) stretch.turn(endOf(license, entry, version))
}
