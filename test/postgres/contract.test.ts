/** The contract over the log in PostgreSQL. */
import { contractOf } from '../contract/contract.js'
import { freshLocations } from './logs.js'
import { onServer, testServer } from './server.js'

const server = await testServer()

onServer('a server', server, ({ url }) => {
  contractOf('the log in PostgreSQL', { fresh: freshLocations(url), reopens: true, processes: true })
})
