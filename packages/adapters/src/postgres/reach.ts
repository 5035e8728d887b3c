/** From options to what can be connected to: where the log is, and the driver to get there. Also whether there is a log at all. */
import type { LogCorrupt, LogUnavailable } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { type Driver, loadDriver } from './driver.js'
import { failureOf, unavailable } from './errors.js'
import { isThere } from './init.js'
import { type Place, placeOfOptions, type PostgresLogOptions } from './options.js'
import { newServer } from './server.js'

/** What to connect with, and where. */
export interface Reach {
  readonly driver: Driver
  readonly place: Place
}

/** Reads the options and loads the driver; connects to nothing. */
export const reachOf = async (options: PostgresLogOptions): Promise<E.Either<LogUnavailable, Reach>> => {
  const place = placeOfOptions(options)
  if (E.isLeft(place)) return E.left(unavailable(place.left.name, place.left.reason))
  const driver = await loadDriver()
  return driver === undefined
    ? E.left(unavailable(place.right.name, 'the package `pg` is not installed: npm install pg'))
    : E.right({ driver, place: place.right })
}

/** What messages call the log: where it is, without secrets. The error says what is wrong with the options. */
export const postgresLogName = (options: PostgresLogOptions): E.Either<string, string> =>
  E.bimap(
    ({ reason }: { readonly reason: string }) => reason,
    ({ name }: Place) => name,
  )(placeOfOptions(options))

/** Whether there is such a log. Nothing is made, whatever `create` says. */
export const postgresLogExists =
  (options: PostgresLogOptions): TaskEither<LogCorrupt | LogUnavailable, boolean> =>
  async () => {
    const reach = await reachOf(options)
    if (E.isLeft(reach)) return reach
    const { driver, place } = reach.right
    const server = newServer(driver, place)
    try {
      return await server.withClient(async (client) => isThere(client, place))
    } catch (thrown) {
      return E.left(failureOf(thrown, place))
    } finally {
      await server.end()
    }
  }
