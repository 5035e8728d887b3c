/** The index, piece by piece: for those who hold it against the oracle, or measure it. */
export { logSize } from './acts.js'
export { ask, type Asked } from './ask.js'
export { type BitemporalIndex, emptyIndex, indexOf, take } from './bitemporal-index.js'
export { groundsFor, lawFor, recordOn } from './indexed-record.js'
export { lawAt } from './index-law.js'
export { rulesetsInForce } from './rulesets-in-force.js'
export { standingAt } from './tie-state.js'
