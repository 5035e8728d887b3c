/** A gate on a log in PostgreSQL: a server that is killed makes it refuse; one that is back, with what came, decide again. */
import { afterEach, describe, expect, it } from 'vitest'
import { aDesignation, anEntity, aProgram, entities } from '../contract/entries.js'
import { aGate, ORDER, until } from '../contract/gate-contract.js'
import { append } from '../contract/harness.js'
import { freshSchemas, openedAt, urlOf } from './logs.js'
import { onServer, testServer } from './server.js'

const server = await testServer()

onServer('a gate on a log in PostgreSQL', server, ({ url, restarts, start, stop }) => {
  const freshSchema = freshSchemas(url)
  describe.each(['immediate', 'fast'] as const)('a server that is stopped (%s)', (mode) => {
    afterEach(async () => (restarts === true ? start() : undefined))
    it('turns it stale, and live again when it is back, with what came meanwhile', async (context) => {
      if (restarts !== true) context.skip(restarts)
      const place = urlOf(url, { schema: freshSchema() })
      const log = await openedAt({ url: place, heartbeatMs: 50 })
      await append(log, [aProgram(1, { program: 'us-ccmc' }), anEntity(1), ...entities(2, 7)])
      const gate = await aGate(log, 400)
      await until(gate, 'live', 4)
      await stop(mode)
      await until(gate, 'stale', 4)
      expect(gate.check(ORDER)).toMatchObject({ outcome: 'undetermined', reasons: [{ code: 'log-stale' }] })
      await start()
      await until(gate, 'live', 4)
      await append(await openedAt({ url: place }), [aDesignation(1, { program: 'us-ccmc' })])
      await until(gate, 'live', 5)
      expect(gate.check(ORDER)).toMatchObject({ outcome: 'deny', reasons: [{ code: 'buy-banned' }] })
    })
  })
})
