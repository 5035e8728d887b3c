/** The log in memory: its public names. */
export { memoryLog, type MemoryLogOptions, openMemoryLog } from './log.js'
export { LogError, orReject } from '../shared/log-error.js'
