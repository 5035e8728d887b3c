/** One client a process and server; what happens to one does not happen to the others. */
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client'
import { describe, expect, it } from 'vitest'
import { anEntity, entities } from '../contract/entries.js'
import { append, failure, pause } from '../contract/harness.js'
import { aLog, aStandIn, standInForAll } from './server.js'

const standIn = standInForAll()

const untilConnections = async (count: number): Promise<void> => {
  while ((await standIn().facts()).connections !== count) await pause(5)
}

describe('logs on one server', () => {
  it('share a connection, which is closed with the last of them', async () => {
    const logs = await Promise.all(Array.from({ length: 5 }, async () => aLog(standIn())))
    for (const log of logs) await append(log, entities(2))
    await untilConnections(1)
    expect((await standIn().facts()).connections).toBe(1)
    for (const log of logs.slice(1)) await log.close()()
    await append(logs[0] ?? (await aLog(standIn())), [anEntity(3)])
    await logs[0]?.close()()
    await untilConnections(0)
    const again = await aLog(standIn())
    expect(await append(again, entities(1))).toMatchObject({ added: 1 })
  })
  it('are closed twice without closing what others use', async () => {
    const [one, other] = [await aLog(standIn()), await aLog(standIn())]
    await one.close()()
    await one.close()()
    expect(await append(other, entities(1))).toMatchObject({ added: 1 })
  })
})

describe('an error of one server', () => {
  it('does not touch appends that wait for another', async () => {
    const [healthy, dying] = [await aStandIn(), await aStandIn()]
    const log = await aLog(healthy)
    const lost = await aLog(dying, { timeouts: { patienceMs: 200, callMs: 1000 } })
    await append(log, [anEntity(1)])
    await append(lost, [anEntity(1)])
    await healthy.fail('append', { kind: 'answer-late', ms: 400 })
    await dying.fail('append', { kind: 'silent' })
    const [late, dead] = [append(log, [anEntity(2)]), failure(lost, [anEntity(2)])]
    await pause(50)
    await dying.kill()
    expect(await dead).toMatchObject({ tag: 'OutcomeUnknown' })
    expect(await late).toEqual({ indexes: [1], added: 1, size: 2 })
    expect((await healthy.facts()).calls['append']).toBe(2)
  })
  it("does not touch them either when it is the error of a batch append of the application's own", async () => {
    const [healthy, dying] = [await aStandIn(), await aStandIn()]
    const log = await aLog(healthy)
    await append(log, [anEntity(1)])
    const own = EventStoreDBClient.connectionString(dying.url)
    await dying.fail('append', { kind: 'silent' })
    const theirs = own
      .appendToStream('s', jsonEvent({ type: 'T', data: {} }))
      .catch((error: unknown) => error)
    await healthy.fail('append', { kind: 'answer-late', ms: 300 })
    const ours = append(log, [anEntity(2)])
    await pause(100)
    await dying.kill()
    expect(await theirs).toBeInstanceOf(Error)
    expect(await ours).toEqual({ indexes: [1], added: 1, size: 2 })
    expect((await healthy.facts()).calls['append']).toBe(2)
  })
})
