/** The log in PostgreSQL: its public names. */
export { openPostgresLog, postgresLog } from './log.js'
export type { PostgresLogOptions, PostgresPoolOptions } from './options.js'
export { postgresLogExists, postgresLogName } from './reach.js'
export { LogError, orReject } from '../shared/log-error.js'
