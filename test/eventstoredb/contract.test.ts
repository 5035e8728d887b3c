/** The contract over the log in EventStoreDB: over gRPC, against the stand-in or a real server. */
import { openEventStoreLog } from '@vacatur/adapters/eventstoredb'
import { contractOf } from '../contract/contract.js'
import { CONTRACT_APPEND_BYTES, freshStream, REAL_URL, standInForAll, withStream } from './server.js'

const standIn = REAL_URL === undefined ? standInForAll({ maxAppendBytes: CONTRACT_APPEND_BYTES }) : undefined

const urlOf = (stream: string): string => withStream(REAL_URL ?? standIn?.().url ?? '', stream)

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
})
