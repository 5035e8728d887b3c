/** The server that the tests of EventStoreDB run against: the stand-in, or the one that EVENTSTOREDB_URL names. */
import { openEventStoreLog, type EventStoreLogOptions } from '@vacatur/adapters/eventstoredb'
import type { CopyTarget } from '@vacatur/core'
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest'
import { startStandIn, type StandIn, type StandInOptions } from '../eventstoredb-server/stand-in.js'

/** The connection string of a real server, where there is one to test against. */
export const REAL_URL: string | undefined = process.env['EVENTSTOREDB_URL']

/** What the contract appends at once; a real server has to be started with as much (see docs/eventstoredb.md). */
export const CONTRACT_APPEND_BYTES = 16 * 1024 * 1024

/** A name that no other stream has, on this run or an earlier one. */
export const freshStream = (): string => `vacatur-test-${crypto.randomUUID()}`

/** A connection string with the stream in it. */
export const withStream = (url: string, stream: string): string =>
  `${url}${url.includes('?') ? '&' : '?'}stream=${stream}`

/** The stand-in, for the tests of one file. */
export const standInForAll = (options: StandInOptions = {}): (() => StandIn) => {
  let standIn: StandIn | undefined
  beforeAll(async () => {
    standIn = await startStandIn(options)
  })
  afterAll(async () => {
    await standIn?.stop()
  })
  return () => {
    if (standIn === undefined) throw new Error('the stand-in is started before all tests')
    return standIn
  }
}

/** A stand-in for one test. */
export const aStandIn = async (options: StandInOptions = {}): Promise<StandIn> => {
  const standIn = await startStandIn(options)
  onTestFinished(async () => standIn.stop())
  return standIn
}

/** Opens a log in a fresh stream, or the one that is named, without much patience; it is closed when the test ends. */
export const aLog = async (
  { url }: Pick<StandIn, 'url'>,
  options: Partial<EventStoreLogOptions> = {},
): Promise<CopyTarget> => {
  const log = await openEventStoreLog({ url, stream: freshStream(), heartbeatMs: 50, ...options })
  onTestFinished(async () => {
    await log.close()()
  })
  return log
}

/** Any text that matches, in what is expected. */
export const matching = (text: RegExp): unknown => expect.stringMatching(text)
