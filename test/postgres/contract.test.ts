/** The contract over the log in PostgreSQL. */
import { openPostgresLog } from '@vacatur/adapters/postgres'
import { contractOf } from '../contract/contract.js'
import type { Trial } from '../contract/harness.js'
import { freshLocations, freshSchemas, sql, urlOf } from './logs.js'
import { onFirst, proxyTo } from './proxy.js'
import { onServer, type TestServer, testServer } from './server.js'

const server = await testServer()

const TERMINATE = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'vacatur'`

const trialsOn = ({ url, restarts, stop, start }: TestServer): readonly Trial[] => {
  const schema = freshSchemas(url)()
  let made = 0
  const freshUrl = (): string => {
    made += 1
    return urlOf(url, { schema, log: `trial-${made}` })
  }
  const locationOf = (place: string) => ({
    open: async () => openPostgresLog({ url: place, patienceMs: 30_000 }),
  })
  const onPlace = (name: string, disturb: () => Promise<void>): Trial => ({
    name,
    begin: async () => Promise.resolve({ location: locationOf(freshUrl()), disturb }),
  })
  const ended = onPlace('the server ends all connections', async () => void (await sql(url, TERMINATE)))
  const restarted = onPlace('the server crashes and starts again', async () => {
    await stop('immediate')
    await start()
  })
  const lost: Trial = {
    name: 'the answer to an append is lost',
    begin: async () => {
      const proxy = await proxyTo(freshUrl())
      const disturb = async (): Promise<void> => {
        proxy.decide = onFirst('vacatur_write', 'cut-answer')
        return Promise.resolve()
      }
      return { location: locationOf(proxy.url), disturb }
    },
  }
  return restarts === true ? [ended, lost, restarted] : [ended, lost]
}

onServer('a server', server, (own) => {
  const fresh = freshLocations(own.url)
  contractOf('the log in PostgreSQL', { fresh, reopens: true, processes: true, trials: trialsOn(own) })
})
