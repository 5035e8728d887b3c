/** The log in EventStoreDB: its public names. */
export { eventStoreLog, eventStoreLogName, openEventStoreLog } from './log.js'
export type { EventStoreLogOptions, EventStoreTimeouts } from './options.js'
export type { Credentials } from './connection-string.js'
export { LogError, orReject } from '../shared/log-error.js'
