/** From a place to a table that can be trusted as far as a look at its end can tell. */
import type { LogCorrupt, LogUnavailable } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { elapsedMs } from '../clock/index.js'
import { corrupt, failureOf, isStarting } from './errors.js'
import { EMPTY } from './head.js'
import { init } from './init.js'
import type { Place } from './options.js'
import { pageOf, type Table } from './page.js'
import { statementsOf } from './schema.js'
import { type Ask, patiently, type Server } from './server.js'

const checkEnd = async (table: Table, ask: Ask, schema: string): Promise<E.Either<LogCorrupt, Table>> => {
  const page = await pageOf(table, ask, { from: 0, until: 0 })
  if (E.isLeft(page)) return page
  const { size } = page.right
  const last = await pageOf(table, ask, { from: Math.max(size - 1, 0), until: size })
  if (E.isLeft(last)) return last
  const [beyond] = await ask({
    text: `
      SELECT place, size FROM ${schema}.entries JOIN ${schema}.logs ON logs.id = log
      WHERE log = $1 AND place >= size LIMIT 1`,
    values: [table.id],
  })
  return beyond === undefined
    ? E.right(table)
    : E.left(
        corrupt(table.name, `there are rows after the ${String(beyond[1])} that it has`, Number(beyond[0])),
      )
}

/** Makes schema and log where that is needed and allowed, and looks at the end of the log. */
export const openTable = async (
  server: Server,
  place: Place,
): Promise<E.Either<LogCorrupt | LogUnavailable, Table>> => {
  const { name, log, schema, patienceMs } = place
  const end = elapsedMs() + patienceMs
  // A server that is not there is told of at once: what is wrong may be the URL.
  const patience = { deadline: () => end, isOver: () => false, isPassing: isStarting }
  try {
    return await patiently(patience, () =>
      server.withClient(async (client, ask) => {
        const id = await init(client, place)
        if (E.isLeft(id)) return id
        const statements = statementsOf(schema)
        return checkEnd({ name, id: id.right, log, statements, seen: { head: EMPTY } }, ask, schema)
      }),
    )
  } catch (thrown) {
    return E.left(failureOf(thrown, place))
  }
}
