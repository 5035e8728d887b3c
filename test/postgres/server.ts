/** A real PostgreSQL for the tests of one file: started, stopped and started again by them; or the one at POSTGRES_URL. */
import { afterAll, describe, expect, it } from 'vitest'
import { findBinaries, HOW_TO_GET_ONE } from './binaries.js'
import { ownServer, type TestServer } from './start.js'

export { NOBODY, PASSWORD, type TestServer } from './start.js'

const notOurs = async (): Promise<void> => Promise.reject(new Error('this server is not ours'))

/** A server, to be asked for at the top of a test file; undefined where there is none to be had. */
export const testServer = async (): Promise<TestServer | undefined> => {
  const url = process.env['POSTGRES_URL']
  if (url !== undefined) {
    return { url, restarts: 'the server at POSTGRES_URL is not ours to stop', start: notOurs, stop: notOurs }
  }
  const binaries = findBinaries()
  if (binaries === undefined) return undefined
  const server = await ownServer(binaries)
  afterAll(server.end)
  return server
}

/** Runs tests on a server; where there is none, one that is skipped says how to get one. */
export const onServer = (
  name: string,
  server: TestServer | undefined,
  tests: (server: TestServer) => void,
): void => {
  describe.each([name])('%s', () => {
    if (server !== undefined) tests(server)
    it('has a server to run on', (context) => {
      if (server === undefined) context.skip(HOW_TO_GET_ONE)
      expect(server).toBeDefined()
    })
  })
}
