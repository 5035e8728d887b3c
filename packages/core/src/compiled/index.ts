/** The index, piece by piece: for those who hold it against the oracle, or measure it. */
export { logSize } from './acts.js'
export { type BitemporalIndex, emptyIndex, indexOf, take } from './bitemporal-index.js'
export { groundsFor, lawFor, recordOn } from './indexed-record.js'
export { lawAt, tieAt } from './index-law.js'
