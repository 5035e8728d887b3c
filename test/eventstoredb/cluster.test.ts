/** A cluster: the leader is found, changes, is gone. */
import { openEventStoreLog } from '@vacatur/adapters/eventstoredb'
import { describe, expect, it } from 'vitest'
import { anEntity, entities } from '../contract/entries.js'
import { append, failure, heard, heardIds, idsOf, sizeOf } from '../contract/harness.js'
import { aLog, aStandIn, freshStream, matching } from './server.js'

const PATIENT = { timeouts: { callMs: 1000, patienceMs: 10_000 } }

describe('a cluster', () => {
  it('is asked at its leader, wherever the string points', async () => {
    const server = await aStandIn({ nodes: 3 })
    await server.tell({ ask: 'elect', leader: 2 })
    const log = await aLog(server)
    await append(log, entities(3))
    expect((await server.facts(2)).calls['append']).toBe(1)
    expect((await server.facts(0)).calls['append']).toBeUndefined()
  })
  it('is asked at its leader though the string names one node that follows', async () => {
    const server = await aStandIn({ nodes: 2 })
    await server.tell({ ask: 'elect', leader: 1 })
    const log = await aLog({ url: `esdb://127.0.0.1:${server.ports[0]}?tls=false` })
    expect(await append(log, entities(3))).toEqual({ indexes: [0, 1, 2], added: 3, size: 3 })
  })
  it('that elects another leader between appends loses none of them and writes none twice', async () => {
    const server = await aStandIn({ nodes: 3 })
    const log = await aLog(server, PATIENT)
    const following = heard(log, {}, (steps) => heardIds(steps).length >= 30)
    for (let number = 1; number <= 30; number += 1) {
      if (number % 5 === 0) await server.tell({ ask: 'elect', leader: (number / 5) % 3 })
      await append(log, [anEntity(number)])
    }
    const ids = entities(30).map(({ id }) => id)
    expect(await idsOf(log)).toEqual(ids)
    expect(heardIds(await following)).toEqual(ids)
  })
  it('whose leader dies, and that elects another after a while, goes on', async () => {
    const server = await aStandIn({ nodes: 3 })
    const log = await aLog(server, PATIENT)
    await append(log, entities(2))
    const following = heard(log, {}, (steps) => heardIds(steps).length >= 4)
    await server.tell({ ask: 'elect', leader: -1 })
    await server.tell({ ask: 'away' }, 0)
    const answer = append(log, entities(2, 3))
    setTimeout(() => void server.tell({ ask: 'elect', leader: 1 }), 300)
    expect(await answer).toEqual({ indexes: [2, 3], added: 2, size: 4 })
    expect(heardIds(await following)).toHaveLength(4)
  })
  it('in which nobody leads is LogUnavailable, for now', async () => {
    const server = await aStandIn({ nodes: 2 })
    const log = await aLog(server, { timeouts: { patienceMs: 300 } })
    await append(log, entities(1))
    await server.tell({ ask: 'elect', leader: -1 })
    expect(await failure(log, entities(1, 2))).toMatchObject({ tag: 'LogUnavailable' })
    await server.tell({ ask: 'elect', leader: 1 })
    expect(await append(log, entities(1, 2))).toMatchObject({ indexes: [1] })
  })
  it('that sends an append to a leader that is not there says so', async () => {
    const server = await aStandIn()
    const log = await aLog(server, { timeouts: { patienceMs: 300 } })
    await append(log, entities(1))
    const fault = { kind: 'not-leader', host: '127.0.0.1', port: 1 } as const
    await server.fail('append', ...Array.from({ length: 20 }, () => fault))
    const refusal = await failure(log, entities(1, 2))
    expect(refusal).toMatchObject({
      tag: 'LogUnavailable',
      reason: matching(/leader|ECONNREFUSED/),
    })
  })
  it('of which no node answers ends neither the process nor the log', async () => {
    const server = await aStandIn({ nodes: 2, isDurable: true })
    const unhandled: unknown[] = []
    const note = (reason: unknown): void => void unhandled.push(reason)
    process.on('unhandledRejection', note)
    const stream = freshStream()
    const url = `${server.url}&maxDiscoverAttempts=2&discoveryInterval=20`
    const log = await openEventStoreLog({ url, stream, heartbeatMs: 50, timeouts: { patienceMs: 300 } })
    await append(log, entities(1))
    const following = heard(log, {}, (steps) => heardIds(steps).length >= 2)
    await server.kill()
    const answers = await Promise.all(
      Array.from({ length: 4 }, async (_, number) => (await log.append([anEntity(number + 2)])())._tag),
    )
    expect(new Set(answers)).toEqual(new Set(['Left']))
    await server.restart()
    while ((await log.append([anEntity(50)])())._tag === 'Left');
    await following
    expect(await sizeOf(log)).toBe(2)
    await log.close()()
    process.off('unhandledRejection', note)
    expect(unhandled).toEqual([])
  })
})
