/** The other process: appends designations to the log at the path given, one after another, while the gateway runs. */
import { setTimeout as pause } from 'node:timers/promises'
import { Instant } from '@vacatur/adapters/clock'
import { openSqliteLog, orReject } from '@vacatur/adapters/sqlite'
import { COMPANIES, designated } from './harbour.js'

const BETWEEN_MS = 60

const [, , path = 'gateway.db'] = process.argv
const log = await openSqliteLog({ path })
for (const company of COMPANIES) {
  await pause(BETWEEN_MS)
  await orReject(log.append([designated(company, Instant.now())]))
}
await orReject(log.close())
