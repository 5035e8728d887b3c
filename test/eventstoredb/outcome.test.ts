/** What became of an append: in doubt it is looked up; what stays in doubt is said to be. */
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client'
import { eventStoreLog, openEventStoreLog } from '@vacatur/adapters/eventstoredb'
import type { EventLog } from '@vacatur/core'
import { describe, expect, it } from 'vitest'
import { anEntity, entities } from '../contract/entries.js'
import { all, append, failure, first, idsOf, must, pause, refused, sizeOf } from '../contract/harness.js'
import type { Fault } from '../eventstoredb-server/protocol.js'
import type { StandIn } from '../eventstoredb-server/stand-in.js'
import { aLog, aStandIn, freshStream, matching, standInForAll } from './server.js'

const standIn = standInForAll()

const QUICK = { timeouts: { callMs: 200, patienceMs: 3000 } }
const IMPATIENT = { timeouts: { callMs: 200, patienceMs: 300 } }

/** The entries are there once, in order, and the log can be appended to. */
const expectOnce = async (log: EventLog, count: number): Promise<void> => {
  expect(await idsOf(log)).toEqual(entities(count).map(({ id }) => id))
  await append(log, [anEntity(99)])
  expect(await sizeOf(log)).toBe(count + 1)
}

const untilAsked = async (server: StandIn, count: number): Promise<void> => {
  while (((await server.facts()).calls['append'] ?? 0) < count) await pause(5)
}

describe('an append whose answer is lost', () => {
  const faults: readonly (readonly [string, readonly Fault[]])[] = [
    ['before it was written', [{ kind: 'drop-before' }]],
    ['after it was written', [{ kind: 'drop-after' }]],
    ['twice, before and after', [{ kind: 'drop-before' }, { kind: 'drop-after' }]],
    ['since it is late', [{ kind: 'answer-late', ms: 600 }]],
    ['since it is written late, when it was given up', [{ kind: 'act-late', ms: 600 }]],
    ['since there is none', [{ kind: 'silent' }]],
    ['since replication took too long', [{ kind: 'commit-timeout' }]],
  ]
  it.each(faults)('%s, is answered rightly all the same', async (_, given) => {
    const log = await aLog(standIn(), QUICK)
    await append(log, entities(2))
    await standIn().fail('append', ...given)
    expect(await append(log, entities(2, 3))).toEqual({ indexes: [2, 3], added: 2, size: 4 })
    await pause(given.some(({ kind }) => kind === 'act-late') ? 500 : 0)
    await expectOnce(log, 4)
  })
  it('is the first of all: answered rightly', async () => {
    const log = await aLog(standIn(), QUICK)
    await standIn().fail('append', { kind: 'drop-after' })
    expect(await append(log, entities(2), { expectedSize: 0 })).toEqual({
      indexes: [0, 1],
      added: 2,
      size: 2,
    })
  })
  it('was written, and others appended since: answered with its own places', async () => {
    const stream = freshStream()
    const [log, other] = [await aLog(standIn(), { stream, ...QUICK }), await aLog(standIn(), { stream })]
    await standIn().fail('append', { kind: 'answer-late', ms: 600 })
    const asked = (await standIn().facts()).calls['append'] ?? 0
    const answer = append(log, entities(2))
    await untilAsked(standIn(), asked + 1)
    await append(other, entities(1, 3))
    expect(await answer).toEqual({ indexes: [0, 1], added: 2, size: 3 })
  })
  it('was not written, and others appended since: planned again, or refused at its expected size', async () => {
    const stream = freshStream()
    const [log, other] = [await aLog(standIn(), { stream, ...QUICK }), await aLog(standIn(), { stream })]
    await append(log, entities(1))
    await standIn().fail('append', { kind: 'silent' })
    const asked = (await standIn().facts()).calls['append'] ?? 0
    const answer = failure(log, entities(1, 3), { expectedSize: 1 })
    await untilAsked(standIn(), asked + 1)
    await append(other, entities(1, 2))
    expect(await answer).toEqual({ tag: 'SizeConflict', expectedSize: 1, size: 2 })
  })
})

describe('a server that goes away during an append', () => {
  it.each([
    { written: true, fault: { kind: 'answer-late', ms: 60_000 } as const, added: 0 },
    { written: false, fault: { kind: 'silent' } as const, added: 1 },
  ])(
    'leaves the outcome unknown (written: $written); appending again finds out',
    async ({ fault, added }) => {
      const server = await aStandIn()
      const log = await aLog(server, IMPATIENT)
      await append(log, [anEntity(1)])
      await server.fail('append', fault)
      const answer = failure(log, [anEntity(2)])
      await untilAsked(server, 2)
      await server.tell({ ask: 'away' })
      expect(await answer).toMatchObject({ tag: 'OutcomeUnknown', log: log.name })
      await server.tell({ ask: 'back' })
      expect(await append(log, [anEntity(2)])).toEqual({ indexes: [1], added, size: 2 })
    },
  )
  it('and is killed, and comes back in time: the append is answered', async () => {
    const server = await aStandIn({ isDurable: true })
    const log = await aLog(server, { timeouts: { patienceMs: 20_000 } })
    await append(log, [anEntity(1)])
    await server.fail('append', { kind: 'answer-late', ms: 60_000 })
    const answer = append(log, [anEntity(2)])
    await untilAsked(server, 2)
    await server.restart()
    expect(await answer).toEqual({ indexes: [1], added: 1, size: 2 })
    expect(await idsOf(log)).toEqual(['entity/1', 'entity/2'])
  })
})

describe('a server that is down', () => {
  it('is LogUnavailable to open, append, size and read', async () => {
    const server = await aStandIn()
    const log = await aLog(server, IMPATIENT)
    await append(log, [anEntity(1)])
    await server.kill()
    const unavailable = {
      tag: 'LogUnavailable',
      log: log.name,
      reason: matching(/ECONNREFUSED/),
    }
    expect(await failure(log, [anEntity(2)])).toMatchObject(unavailable)
    expect(refused(await log.size()())).toMatchObject(unavailable)
    expect(await first(log.read())).toMatchObject({ left: unavailable })
    const again = await eventStoreLog({ url: server.url, ...IMPATIENT })()
    expect(refused(again)).toMatchObject({ tag: 'LogUnavailable' })
    await expect(openEventStoreLog({ url: server.url, ...IMPATIENT })).rejects.toMatchObject({
      name: 'LogError',
      failure: { tag: 'LogUnavailable' },
    })
  })
  it('is an Error without a type to the client itself: why troubles are told by code as well', async () => {
    const server = await aStandIn()
    await server.kill()
    const client = EventStoreDBClient.connectionString(server.url)
    const thrown: unknown = await client
      .appendToStream('s', jsonEvent({ type: 'T', data: {} }))
      .catch((e: unknown) => e)
    expect(thrown).toMatchObject({ code: 14 })
    expect(thrown).not.toHaveProperty('type')
  })
  it('is silent: reads end all the same', async () => {
    const log = await aLog(standIn(), IMPATIENT)
    await append(log, [anEntity(1)])
    await standIn().fail('read', { kind: 'silent' }, { kind: 'silent' }, { kind: 'silent' })
    expect(refused(await log.size()())).toMatchObject({
      tag: 'LogUnavailable',
      reason: 'no answer within 200 ms',
    })
    await standIn().fail('read', { kind: 'silent' })
    expect(must(await (await aLog(standIn(), { ...QUICK, stream: freshStream() })).size()())).toBe(0)
    expect(await all(log)).toHaveLength(1)
  })
  it('is starting: nothing is lost, the append waits', async () => {
    const log = await aLog(standIn(), QUICK)
    await standIn().fail('append', { kind: 'not-ready' }, { kind: 'not-ready' })
    expect(await append(log, [anEntity(1)])).toMatchObject({ added: 1 })
    await standIn().fail('append', ...Array.from({ length: 30 }, () => ({ kind: 'not-ready' }) as const))
    const hasty = await aLog(standIn(), IMPATIENT)
    expect(await failure(hasty, [anEntity(1)])).toMatchObject({
      tag: 'LogUnavailable',
      reason: 'Server Is Not Ready',
    })
  })
})
