/** The command line on logs in PostgreSQL, by URL alone. */
import { byUrl } from '../cli/by-url.js'
import { freshSchemas, urlOf } from './logs.js'
import { onServer, PASSWORD, testServer } from './server.js'

const server = await testServer()

onServer('the command line', server, ({ url }) => {
  const freshSchema = freshSchemas(url)
  byUrl('a log in PostgreSQL', {
    fresh: () => urlOf(url, { schema: freshSchema(), log: 'law' }),
    secret: decodeURIComponent(new URL(url).password) || PASSWORD,
    unreachable: `postgres://desk:${PASSWORD}@127.0.0.1:1/compliance`,
  })
})
