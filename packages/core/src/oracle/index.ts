/** The slow, plain reading of the law, piece by piece: for auditors who want to see it, and for tests that hold the rest against it. */
export { mayTarget, SUITABLE_TARGETS } from '../entry/targets.js'
export { forceOf, reachOf, spanOf } from '../force/force.js'
export { actsOn, type Knowledge, knowledgeOf, ofType } from '../force/knowledge.js'
export type { RecordedOf } from '../log/recorded.js'
export { sizeOf, visibleOf } from '../force/visible.js'
export { bearingOn, boundariesOf } from '../status/boundaries.js'
export { type Law, lawOf } from '../status/law.js'
export { licensesInForce } from '../status/license.js'
export { bansOf, listingsAt, NO_BANS } from '../status/listing.js'
export { milestonesOf, NO_MILESTONES } from '../status/schedule.js'
export { type Version, versionsOf } from '../status/tie.js'
export { statusAt, statusJson } from '../status/status.js'
export { intervalAt, timelineOf } from '../status/timeline.js'
export { conclude, type Conclusion, isSameConclusion, winning } from '../decision/conclude.js'
export { concludeNow, decide } from '../decision/decide.js'
export { type Resolver, resolverOf } from '../decision/instrument.js'
export { type Grounds, inquire } from '../decision/inquiry.js'
export { candidatesOf, rulesetBoundaries } from '../decision/select.js'
export {
  ALWAYS,
  boundsOf,
  contains,
  hasNoEnd,
  type Interval,
  type IntervalSet,
  interval,
  NEVER,
  subtract,
  union,
} from '../time/interval-set.js'
