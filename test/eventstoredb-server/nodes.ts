/** Several nodes over one store, as a cluster whose replication is perfect: one leads, gossip tells which and who is there. */
import { HOST, type NodeOptions, type Running, startNode } from './node.js'
import type { GossipMember } from './protocol.js'

/** The nodes. */
export interface Cluster {
  readonly nodes: readonly Running[]
  /** Makes a node the leader; -1: there is none. */
  readonly elect: (leader: number) => void
}

/** How to start the nodes: like one, at several ports. */
export type ClusterOptions = Omit<NodeOptions, 'port' | 'leader' | 'members'> & {
  readonly ports: readonly number[]
}

/** Starts the nodes; the first leads. */
export const startCluster = async ({ ports, ...options }: ClusterOptions): Promise<Cluster> => {
  const nodes: Running[] = []
  let leader = 0
  const members = (): readonly GossipMember[] =>
    nodes.map((node, place) => ({
      host: HOST,
      port: node.port,
      state: place === leader ? 'leader' : 'follower',
      isAlive: !node.isAway(),
    }))
  for (const [place, port] of ports.entries()) {
    const leads = () => {
      if (place === leader) return 'here'
      const there = nodes[leader]
      return there === undefined ? 'none' : { host: HOST, port: there.port }
    }
    nodes.push(await startNode({ ...options, port, leader: leads, members }))
  }
  return {
    nodes,
    elect: (next) => {
      leader = next
    },
  }
}
