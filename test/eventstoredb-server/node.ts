/** A node of the stand-in: a TCP port that can go away and come back, connections that can be cut, the services behind them. */
import * as net from 'node:net'
import { Server, type ServerCredentials } from '@grpc/grpc-js'
import { appendOn } from './append.js'
import { batchAppendOn } from './batch-append.js'
import { gossipOn, supportedMethods } from './cluster.js'
import { deleteOn, tombstoneOn } from './delete.js'
import { services } from './generated.js'
import type { Node } from './perform.js'
import type { Facts, Fault, Faulty, GossipMember } from './protocol.js'
import { readOn } from './read.js'
import type { Store } from './store.js'

/** How to start a node. */
export interface NodeOptions {
  readonly store: Store
  readonly port: number
  readonly credentials: ServerCredentials
  readonly users?: ReadonlyMap<string, string>
  readonly maxAppendBytes: number
  readonly leader: Node['leader']
  readonly members: () => readonly GossipMember[]
}

/** A node that runs. */
export interface Running {
  readonly node: Node
  readonly port: number
  readonly addFaults: (on: Faulty, faults: readonly Fault[]) => void
  readonly isAway: () => boolean
  /** Cuts every connection. */
  readonly cutAll: () => void
  /** Cuts every connection and takes no more. */
  readonly goAway: () => Promise<void>
  /** Listens again, at the same port. */
  readonly comeBack: () => Promise<void>
  readonly facts: () => Facts
}

/** Where the stand-in listens. */
export const HOST = '127.0.0.1'

const portsOf = (options: NodeOptions) => {
  const sockets = new Map<string, net.Socket>()
  const server = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 })
  const injector = server.createConnectionInjector(options.credentials)
  let everConnected = 0
  const listener = net.createServer((socket) => {
    const peer = `${socket.remoteAddress}:${socket.remotePort}`
    everConnected += 1
    sockets.set(peer, socket)
    socket.setNoDelay(true)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(peer))
    injector.injectConnection(socket)
  })
  const cutAll = (): void => {
    for (const socket of sockets.values()) socket.destroy()
  }
  const listen = async (port: number): Promise<number> =>
    new Promise((resolve, reject) => {
      listener.once('error', reject)
      listener.listen(port, HOST, () => resolve((listener.address() as net.AddressInfo).port))
    })
  const stop = async (): Promise<void> =>
    new Promise((resolve) => {
      listener.close(() => resolve())
      cutAll()
    })
  return { sockets, server, cutAll, listen, stop, everConnected: () => everConnected }
}

const nodeOf = (options: NodeOptions, cut: (peer: string) => void) => {
  const faults: Record<Faulty, Fault[]> = { append: [], read: [], subscribe: [] }
  const calls: Record<string, number> = {}
  const appends: { stream: string; expected: string; ids: readonly string[] }[] = []
  const node: Node = {
    store: options.store,
    maxAppendBytes: options.maxAppendBytes,
    ...(options.users === undefined ? {} : { users: options.users }),
    leader: options.leader,
    nextFault: (on) => faults[on].shift(),
    count: (call) => {
      calls[call] = (calls[call] ?? 0) + 1
    },
    noteAppend: (stream, expected, ids) => appends.push({ stream, expected, ids }),
    cut,
    subscriptions: new Set(),
  }
  return { node, faults, calls, appends }
}

/** Starts a node. */
export const startNode = async (options: NodeOptions): Promise<Running> => {
  const ports = portsOf(options)
  const { node, faults, calls, appends } = nodeOf(options, (peer) => ports.sockets.get(peer)?.destroy())
  const port = await ports.listen(options.port)
  let isAway = false
  ports.server.addService(services.features, { getSupportedMethods: supportedMethods })
  ports.server.addService(services.gossip, { read: gossipOn(options.members) })
  ports.server.addService(services.streams, {
    append: appendOn(node),
    batchAppend: batchAppendOn(node),
    read: readOn(node),
    delete: deleteOn(node),
    tombstone: tombstoneOn(node),
  })
  return {
    node,
    port,
    addFaults: (on, more) => faults[on].push(...more),
    cutAll: ports.cutAll,
    isAway: () => isAway,
    goAway: async () => {
      isAway = true
      await ports.stop()
    },
    comeBack: async () => {
      await ports.listen(port)
      isAway = false
    },
    facts: () => ({
      connections: ports.sockets.size,
      connectionsEver: ports.everConnected(),
      calls: { ...calls },
      subscriptions: node.subscriptions.size,
      appends: [...appends],
    }),
  }
}
