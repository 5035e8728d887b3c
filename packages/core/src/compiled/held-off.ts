/** What courts and agencies hold off: a listing of which the ban would be back if their orders fell. */
import { isEnjoinedFor } from '../decision/facts.js'
import type { Standing } from '../status/standing.js'
import { DESIGNATED } from './acting.js'
import type { BitemporalIndex } from './bitemporal-index.js'
import { injunctionsOf } from './index-law.js'
import { type TieState, versionOf } from './tie-state.js'

/** Standings that end when the order that brought them does. */
const HELD_OFF: ReadonlySet<Standing> = new Set(['enjoined', 'stayed'])

/** Whether injunctions or stays hold the designation off, or a version of the program. */
export const isHeldOff = ({ worth, versions }: TieState): boolean =>
  worth.standing === 'designated' ? (versions?.heldOff.length ?? 0) > 0 : HELD_OFF.has(worth.standing)

/** The same, or one for a person by name. */
export const isHeldOffFor = (index: BitemporalIndex, state: TieState, person: string | undefined): boolean =>
  isHeldOff(state) || (person !== undefined && isEnjoinedFor(injunctionsOf(index, state), person))

/** What a tie would come to if those orders fell. */
export const ifOrdersFell = (state: TieState): TieState => {
  const { versions: inForce = [], heldOff = [] } = state.versions ?? {}
  const versions = { versions: inForce, heldOff: [], injunctions: [] }
  const latest = [...inForce, ...heldOff].toSorted((a, b) => a - b).at(-1)
  return { ...state, worth: DESIGNATED, versions, version: versionOf(state.program, latest) }
}
