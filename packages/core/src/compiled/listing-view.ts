/** A listing as an instrument comes upon it. */
import type { Exposure } from '../entry/reference.js'
import type { Milestones } from '../status/schedule.js'
import type { LicenseNode } from './program.js'
import type { TieState } from './tie-state.js'

/** A listing as an instrument comes upon it; what every reason names is close at hand. */
export interface ListingView {
  readonly exposure: Exposure
  readonly entity: string
  readonly program: string
  readonly state: TieState
  /** Id of the designation. */
  readonly designation: string
  readonly milestones: Milestones
  readonly licenses: readonly LicenseNode[]
}
