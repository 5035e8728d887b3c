/** The command line on logs in EventStoreDB, by URL alone. */
import { byUrl } from '../cli/by-url.js'
import { freshStream, standInForAll, withStream } from './server.js'

const SECRET = 's3cret-of-the-desk'
const standIn = standInForAll()

byUrl('a log in EventStoreDB', {
  fresh: () => withStream(standIn().url.replace('esdb://', `esdb://desk:${SECRET}@`), freshStream()),
  secret: SECRET,
  unreachable: `esdb://desk:${SECRET}@127.0.0.1:1?tls=false`,
})
