/** The contract over the log in EventStoreDB: over gRPC, against the stand-in or a real server. */
import { openEventStoreLog } from '@vacatur/adapters/eventstoredb'
import { contractOf } from '../contract/contract.js'
import type { Trial } from '../contract/harness.js'
import type { StandIn, StandInOptions } from '../eventstoredb-server/stand-in.js'
import {
  aStandIn,
  CONTRACT_APPEND_BYTES,
  freshStream,
  REAL_URL,
  standInForAll,
  withStream,
} from './server.js'

const standIn = REAL_URL === undefined ? standInForAll({ maxAppendBytes: CONTRACT_APPEND_BYTES }) : undefined

const urlOf = (stream: string): string => withStream(REAL_URL ?? standIn?.().url ?? '', stream)

const trial = (
  name: string,
  disturb: (server: StandIn, time: number) => Promise<unknown>,
  options: StandInOptions = {},
): Trial => ({
  name,
  begin: async () => {
    const server = await aStandIn(options)
    const place = withStream(server.url, freshStream())
    const timeouts = { callMs: 2000, patienceMs: 30_000 }
    let times = 0
    return {
      location: { open: async () => openEventStoreLog({ url: place, heartbeatMs: 50, timeouts }) },
      disturb: async () => {
        times += 1
        await disturb(server, times)
      },
    }
  },
})

const TRIALS: readonly Trial[] = [
  trial('the connection is cut', async (server) => server.tell({ ask: 'cut' })),
  trial('the answer to an append is lost', async (server) => server.fail('append', { kind: 'drop-after' })),
  trial('another node leads', async (server, time) => server.tell({ ask: 'elect', leader: time % 3 }), {
    nodes: 3,
  }),
  trial(
    'the server is killed and starts again',
    async (server) => {
      await server.kill()
      await server.restart()
    },
    { isDurable: true },
  ),
]

contractOf(REAL_URL === undefined ? 'the log in EventStoreDB (stand-in)' : 'the log in EventStoreDB', {
  fresh: () => {
    const url = urlOf(freshStream())
    return {
      open: async (options) =>
        openEventStoreLog({ url, maxAppendBytes: CONTRACT_APPEND_BYTES, heartbeatMs: 50, ...options }),
      worker: { kind: 'eventstoredb', path: url },
    }
  },
  reopens: true,
  processes: true,
  trials: REAL_URL === undefined ? TRIALS : 'the server at EVENTSTOREDB_URL is not ours to disturb',
})
