/** EventStoreDB: our log, and its client, on the stand-in for tests. That is not the server: only the ratio says anything. */
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client'
import { openEventStoreLog } from '@vacatur/adapters/eventstoredb'
import { startStandIn } from '../../eventstoredb-server/stand-in.js'
import { type Kind, oursOn, type Side } from './side.js'

const STREAM = 'bare'
const PART = 1000n

const bareOn = (url: string): Side => {
  const [client, second] = [
    EventStoreDBClient.connectionString(url),
    EventStoreDBClient.connectionString(url),
  ]
  return {
    append: async (entries) => {
      const events = entries.map((entry) => jsonEvent({ type: entry.type, data: { ...entry } }))
      await client.appendToStream(STREAM, events)
    },
    read: async () => {
      let count = 0n
      for (;;) {
        let part = 0n
        const options = { fromRevision: count, maxCount: PART }
        for await (const { event } of second.readStream(STREAM, options)) if (event !== undefined) part += 1n
        count += part
        if (part < PART) return Number(count)
      }
    },
    follow: async (hear) => {
      const subscription = second.subscribeToStream(STREAM, { fromRevision: 'end' })
      subscription.on('data', ({ event }) => {
        if (event !== undefined) hear((event.data as { readonly id: string }).id)
      })
      return new Promise((resolve) => subscription.once('confirmation', () => resolve()))
    },
    close: async () => {
      await client.dispose()
      await second.dispose()
    },
  }
}

/** Both, on a stand-in of their own that writes to disk. */
export const eventStoreKind = async (): Promise<Kind> => {
  const server = await startStandIn({ isDurable: true })
  return {
    name: 'EventStoreDB (stand-in)',
    ours: await oursOn(async () => openEventStoreLog({ url: server.url })),
    bare: bareOn(server.url),
    end: server.stop,
  }
}
