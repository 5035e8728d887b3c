/** The log in a SQLite file: its public names. */
export { openSqliteLog, sqliteLog, type SqliteLogOptions } from './log.js'
export { LogError, orReject } from '../shared/log-error.js'
