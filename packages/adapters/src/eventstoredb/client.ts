/**
 * The EventStoreDB client: one a process and server, shared by the logs on it, closed with the last of them. Here is what its version
 * 6.2.1 needs to be safe in a process that must not stop.
 */
import * as fs from 'node:fs'
import type * as db from '@eventstore/db-client'
import type { ChannelCredentialOptions, EventStoreDBClient, SingleNodeOptions } from '@eventstore/db-client'
import type { Connection } from './connection-string.js'

type Package = typeof db

/** A client that can be asked whether it has a connection, and closed. */
export type SafeClient = EventStoreDBClient & {
  /** Finds a node, where one has to be found; rejects if none answers. Nothing is sent yet. */
  readonly reach: () => Promise<void>
  readonly shut: () => Promise<void>
}

type Construct = new (
  settings: SingleNodeOptions,
  channel: ChannelCredentialOptions,
  credentials: Connection['credentials'],
) => SafeClient

const safeClass = ({ EventStoreDBClient: Client }: Package): Construct =>
  class extends Client {
    #channel: { close: () => void } | undefined

    constructor(...given: ConstructorParameters<Construct>) {
      super(...given)
      const { handleError, getChannel } = this
      // The client does not wait for this promise: where it rejects (discovery failed meanwhile, a trailer is missing), Node ends.
      this.handleError = async (...failed) => handleError(...failed).catch(() => undefined)
      this.getChannel = async () => {
        const channel = await getChannel()
        this.#channel = channel
        return channel
      }
      // No batch appends: their answers are matched in a map that all clients of a process share, and which one stream's error
      // empties; an answer that comes after that throws where nobody can catch it.
      this.supports = async () => Promise.resolve(false)
    }

    async reach(): Promise<void> {
      await this.getChannel()
    }

    async shut(): Promise<void> {
      await this.dispose()
      this.#channel?.close()
    }
  }

const channelOf = (connection: Connection): ChannelCredentialOptions => {
  const { tls = true, tlsVerifyCert = true, tlsCAFile, userCertFile, userKeyFile } = connection
  if (!tls) return { insecure: true }
  return {
    insecure: false,
    ...(tlsCAFile === undefined ? {} : { rootCertificate: fs.readFileSync(tlsCAFile) }),
    ...(userCertFile === undefined ? {} : { userCertFile: fs.readFileSync(userCertFile) }),
    ...(userKeyFile === undefined ? {} : { userKeyFile: fs.readFileSync(userKeyFile) }),
    ...(tlsVerifyCert
      ? {}
      : { verifyOptions: { rejectUnauthorized: false, checkServerIdentity: () => undefined } }),
  }
}

const PASSED_ON = [
  'nodePreference',
  'maxDiscoverAttempts',
  'discoveryInterval',
  'keepAliveInterval',
  'keepAliveTimeout',
  'defaultDeadline',
  'connectionName',
] as const

const MS_PER_SECOND = 1000

const settingsOf = (connection: Connection): SingleNodeOptions => {
  const { hosts, isDiscover, gossipTimeout } = connection
  const passedOn = Object.fromEntries(
    PASSED_ON.filter((key) => connection[key] !== undefined).map((key) => [key, connection[key]]),
  )
  // This client counts the gossip timeout in seconds, all others and the documentation in milliseconds.
  const timeout =
    gossipTimeout === undefined ? {} : { gossipTimeout: Math.ceil(gossipTimeout / MS_PER_SECOND) }
  const where =
    hosts.length > 1
      ? { endpoints: [...hosts] }
      : isDiscover
        ? { discover: hosts[0] }
        : { endpoint: hosts[0] }
  // The constructor is overloaded by the three ways to say where; each is right at run time.
  return { ...passedOn, ...timeout, ...where } as SingleNodeOptions
}

interface Shared {
  readonly client: SafeClient
  users: number
}

const shared = new Map<string, Shared>()

/** The use of a client, until it is given back. */
export interface Lease {
  readonly client: SafeClient
  readonly giveBack: () => Promise<void>
}

const create = async (connection: Connection): Promise<SafeClient> => {
  const Safe = safeClass(await import('@eventstore/db-client'))
  const credentials = connection.tls === false ? undefined : connection.credentials
  return new Safe(settingsOf(connection), channelOf(connection), credentials)
}

const keyOf = ({ stream: _, ...connection }: Connection): string =>
  JSON.stringify(Object.entries(connection).toSorted(([a], [b]) => (a < b ? -1 : 1)))

const found = (key: string, client: SafeClient): Shared => {
  const there = shared.get(key) ?? { client, users: 0 }
  shared.set(key, there)
  return there
}

/** The process's client for a connection. Rejects where a certificate cannot be read, or the client is not installed. */
export const leaseClient = async (connection: Connection): Promise<Lease> => {
  const key = keyOf(connection)
  const used = found(key, shared.get(key)?.client ?? (await create(connection)))
  used.users += 1
  let isGivenBack = false
  return {
    client: used.client,
    giveBack: async () => {
      if (isGivenBack) return
      isGivenBack = true
      used.users -= 1
      if (used.users > 0) return
      shared.delete(key)
      await used.client.shut()
    },
  }
}
