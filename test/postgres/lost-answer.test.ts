/** Appends whose answer is lost: the log finds out what became of them, or says that it is unknown; never twice, never a guess. */
import type { EventLog } from '@vacatur/core'
import { describe, expect, it } from 'vitest'
import { aDesignation, anEntity, anInjunction, entities } from '../contract/entries.js'
import { append, failure, idsOf, pause } from '../contract/harness.js'
import { freshSchemas, openedAt, sql, urlOf } from './logs.js'
import { type Fate, onFirst, type Proxy, proxyTo } from './proxy.js'
import { PASSWORD, onServer, type TestServer, testServer } from './server.js'

const server = await testServer()

interface Between {
  readonly proxy: Proxy
  readonly place: { readonly schema: string; readonly log: string }
  /** By way of the proxy. */
  readonly log: EventLog
  /** Not by way of it. */
  readonly other: EventLog
}

const tests = ({ url }: TestServer): void => {
  const schema = freshSchemas(url)()
  let made = 0
  const between = async (patienceMs = 10_000): Promise<Between> => {
    made += 1
    const place = { schema, log: `log-${made}` }
    const proxy = await proxyTo(url)
    const log = await openedAt({ url: urlOf(proxy.url, place), patienceMs })
    return { proxy, place, log, other: await openedAt({ url: urlOf(url, place) }) }
  }
  const cuts: readonly Fate[] = ['cut-before', 'cut-at-once', 'cut-answer']

  describe('an append in one statement', () => {
    it.each(cuts)('whose connection is lost (%s) is answered as if nothing had happened', async (fate) => {
      const { proxy, log, other } = await between()
      await append(log, [anEntity(1)])
      proxy.decide = onFirst('vacatur_write', fate)
      expect(await append(log, entities(3, 2))).toEqual({ indexes: [1, 2, 3], added: 3, size: 4 })
      expect(await idsOf(other)).toEqual(['entity/1', 'entity/2', 'entity/3', 'entity/4'])
    })
    it.each(cuts)(
      'at an expected size, whose connection is lost (%s), is no conflict with itself',
      async (fate) => {
        const { proxy, log } = await between()
        proxy.decide = onFirst('vacatur_write', fate)
        expect(await append(log, [anEntity(1)], { expectedSize: 0 })).toMatchObject({
          indexes: [0],
          added: 1,
        })
      },
    )
    it('is OutcomeUnknown if the server does not come back; appending again finds out', async () => {
      const { proxy, log, other } = await between(300)
      proxy.decide = (sent) => {
        const isWrite = sent.includes('vacatur_write')
        if (isWrite) proxy.isOpen = false
        return isWrite ? 'cut-answer' : 'pass'
      }
      const answer = await failure(log, [anEntity(1)])
      expect(answer).toMatchObject({ tag: 'OutcomeUnknown', log: log.name })
      expect(JSON.stringify(answer)).not.toContain(PASSWORD)
      expect(await idsOf(other)).toEqual(['entity/1'])
      proxy.isOpen = true
      proxy.decide = () => 'pass'
      expect(await append(log, [anEntity(1)])).toEqual({ indexes: [0], added: 0, size: 1 })
    })
    it('is LogUnavailable if it never left', async () => {
      const { proxy, log } = await between(300)
      proxy.isOpen = false
      proxy.cutAll()
      await pause(50)
      expect(await failure(log, [anEntity(1)])).toMatchObject({ tag: 'LogUnavailable' })
      proxy.isOpen = true
      expect(await append(log, [anEntity(1)])).toMatchObject({ indexes: [0], added: 1 })
    })
  })

  describe('an append in a transaction', () => {
    const messages = ['BEGIN', 'vacatur_lock', 'vacatur_find', 'vacatur_write', 'COMMIT']
    const cases = messages.flatMap((message) => cuts.map((fate) => [message, fate] as const))
    it.each(cases)(
      'whose connection is lost at %s (%s) is answered once and for all',
      async (message, fate) => {
        const { proxy, log, other } = await between()
        await append(other, [aDesignation(1), anEntity(1)])
        proxy.decide = onFirst(message, fate)
        const appended = await append(log, [anInjunction(1), anEntity(2)])
        expect(appended).toEqual({ indexes: [2, 3], added: 2, size: 4 })
        expect(await idsOf(other)).toEqual(['designation/1', 'entity/1', 'injunction/1', 'entity/2'])
      },
    )
  })

  describe('an append that the server carries out after the client gave it up', () => {
    it('and one that the client repeats are one', async () => {
      const { proxy, place, log, other } = await between()
      await append(log, [anEntity(1)])
      const lock = `SELECT FROM ${schema}.logs WHERE name = '${place.log}' FOR UPDATE`
      const isHeld = sql(url, `BEGIN; ${lock}; SELECT pg_sleep(0.5); COMMIT`)
      await pause(100)
      // The statement waits for the lock, on a server that does not know that nobody wants the answer.
      proxy.decide = onFirst('vacatur_write', 'cut-at-once')
      expect(await append(log, [anEntity(2)])).toMatchObject({ indexes: [1], size: 2 })
      await isHeld
      await append(other, [anEntity(3)])
      expect(await idsOf(other)).toEqual(['entity/1', 'entity/2', 'entity/3'])
    })
  })
}

onServer('an answer that is lost', server, tests)
