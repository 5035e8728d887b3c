/** A gate on a log in EventStoreDB: a server that is killed makes it refuse; one that is back, with what came, decide again. */
import { openGate } from '@vacatur/core'
import { catalogue } from '@vacatur/rules'
import { describe, expect, it, onTestFinished } from 'vitest'
import { entities } from '../contract/entries.js'
import { append, pause } from '../contract/harness.js'
import { aLog, aStandIn, freshStream } from './server.js'

describe('a gate', () => {
  it('goes stale when the server is killed, and live again when it is back, with what came meanwhile', async () => {
    const stream = freshStream()
    const server = await aStandIn({ isDurable: true })
    const log = await aLog(server, { stream })
    await append(log, entities(3))
    const gate = await openGate({ log, rulesets: catalogue, staleAfterMs: 400 })
    onTestFinished(async () => gate.close())
    const until = async (state: string, size: number): Promise<void> => {
      while (gate.status().state !== state || gate.status().size !== size) await pause(5)
    }
    const order = {
      activity: 'buy',
      instrument: { isin: 'KYG9830T1067' },
      tradedAt: '2021-03-15T13:30:00.000Z',
    } as const
    await until('live', 3)
    await server.kill()
    await until('stale', 3)
    expect(gate.check(order)).toMatchObject({ outcome: 'undetermined', reasons: [{ code: 'log-stale' }] })
    await server.restart()
    await until('live', 3)
    await append(await aLog(server, { stream }), entities(2, 4))
    await until('live', 5)
    expect(gate.check(order).outcome).toBe('review')
  })
})
