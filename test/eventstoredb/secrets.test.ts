/** TLS and passwords: they are used, and nowhere printed. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { eventStoreLog } from '@vacatur/adapters/eventstoredb'
import { explainFailure } from '@vacatur/core'
import { describe, expect, it } from 'vitest'
import { entities } from '../contract/entries.js'
import { append, refused, requireBuild } from '../contract/harness.js'
import { aLog, matching, standInForAll } from './server.js'

const PASSWORD = 'hunter2-secret'
const FORMS = [PASSWORD, Buffer.from(`admin:${PASSWORD}`).toString('base64'), encodeURIComponent(PASSWORD)]

const standIn = standInForAll({ isTls: true, user: `admin:${PASSWORD}` })

const expectNoSecret = (text: string): void => {
  for (const form of FORMS) expect(text).not.toContain(form)
}

const withoutLogin = (): string => standIn().url.replace(/\/\/.*@/, '//')

const HASTY = { patienceMs: 200 }

describe('a server with TLS', () => {
  it('is used with the user and password of the connection string', async () => {
    const log = await aLog(standIn())
    expect(await append(log, entities(3))).toMatchObject({ added: 3 })
    expectNoSecret(log.name)
  })
  it('is used with the user and password that are given beside it', async () => {
    const log = await aLog(
      { url: withoutLogin() },
      { credentials: { username: 'admin', password: PASSWORD } },
    )
    expect(await append(log, entities(3))).toMatchObject({ added: 3 })
  })
  it.each([
    ['a wrong password', { username: 'admin', password: `${PASSWORD}x` }],
    ['no user', undefined],
  ])('refuses %s: LogUnavailable, at once', async (_, credentials) => {
    const given = credentials === undefined ? {} : { credentials }
    const failure = refused(await eventStoreLog({ url: withoutLogin(), ...given })())
    expect(failure).toMatchObject({ tag: 'LogUnavailable', reason: matching(/^access denied/) })
    expectNoSecret(JSON.stringify(failure))
  })
  it('is not trusted without its authority', async () => {
    const url = standIn().url.replace(/&tlsCAFile=[^&]*/, '')
    const failure = refused(await eventStoreLog({ url, timeouts: HASTY })())
    expect(failure).toMatchObject({ tag: 'LogUnavailable', reason: matching(/certificate/) })
    expectNoSecret(explainFailure(failure))
  })
  it('is trusted without it when the string says so', async () => {
    const url = standIn().url.replace(/tlsCAFile=[^&]*/, 'tlsVerifyCert=false')
    expect(await append(await aLog({ url }), entities(1))).toMatchObject({ added: 1 })
  })
  it('needs the authority to be there', async () => {
    const url = standIn().url.replace(/tlsCAFile=[^&]*/, 'tlsCAFile=/nowhere.crt')
    expect(refused(await eventStoreLog({ url })())).toMatchObject({
      tag: 'LogUnavailable',
      reason: matching(/ENOENT/),
    })
  })
})

describe('a password', () => {
  it('is not in what is wrong with a connection string', async () => {
    const url = `esdb://admin:${PASSWORD}@127.0.0.1:1?colour=red`
    const failure = refused(await eventStoreLog({ url })())
    expect(failure).toMatchObject({ tag: 'LogUnavailable', reason: matching(/`colour`/) })
    expectNoSecret(explainFailure(failure))
  })
  it('is not printed, not even when everything is debugged', () => {
    requireBuild()
    const worker = fileURLToPath(new URL('../contract/worker.mjs', import.meta.url))
    const job = {
      what: 'append',
      count: 2,
      prefix: 'debug',
      kind: 'eventstoredb',
      path: `${standIn().url}&stream=debug`,
    }
    const { status, stdout, stderr } = spawnSync(process.execPath, [worker, JSON.stringify(job)], {
      input: 'go\n',
      encoding: 'utf8',
      // Not GRPC_TRACE, which prints the headers of every call: that is gRPC's own, and nobody turns it on by accident.
      env: { ...process.env, DEBUG: '*' },
    })
    expect({ status, debugged: stderr.includes('esdb:connection') }).toEqual({ status: 0, debugged: true })
    expectNoSecret(`${stdout}\n${stderr}`)
  })
})
