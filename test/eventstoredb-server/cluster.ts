/** What a node says of itself and of the others: ServerFeatures and Gossip. */
import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js'
import type { ClusterInfo, MemberInfo } from '@eventstore/db-client/generated/gossip_pb.js'
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js'
import type { Empty } from '@eventstore/db-client/generated/shared_pb.js'
import { features, gossip, shared } from './generated.js'
import type { GossipMember } from './protocol.js'

/** The version that the stand-in gives out as its own: that of the servers whose answers it imitates. */
const IMITATED_VERSION = '24.10.0'

const METHODS = ['read', 'append', 'batchappend', 'delete', 'tombstone']

/** Answers GetSupportedMethods. */
export const supportedMethods = (
  _call: ServerUnaryCall<Empty, SupportedMethods>,
  respond: sendUnaryData<SupportedMethods>,
): void => {
  const supported = new features.SupportedMethods()
  supported.setEventStoreServerVersion(IMITATED_VERSION)
  supported.setMethodsList(
    METHODS.map((name) => {
      const method = new features.SupportedMethod()
      method.setMethodName(name)
      method.setServiceName('event_store.client.streams.streams')
      return method
    }),
  )
  respond(null, supported)
}

const { VNodeState } = gossip.MemberInfo
const STATES = { leader: VNodeState.LEADER, follower: VNodeState.FOLLOWER, unknown: VNodeState.UNKNOWN }

const memberOf = ({ host, port, state, isAlive }: GossipMember): MemberInfo => {
  const member = new gossip.MemberInfo()
  const id = new shared.UUID()
  id.setString(crypto.randomUUID())
  const at = new gossip.EndPoint()
  at.setAddress(host)
  at.setPort(port)
  member.setInstanceId(id)
  member.setTimeStamp(String(Date.now() * 10_000))
  member.setState(STATES[state])
  member.setIsAlive(isAlive)
  member.setHttpEndPoint(at)
  return member
}

/** Answers Gossip's Read with the members that the test has named. */
export const gossipOn =
  (members: () => readonly GossipMember[]) =>
  (_call: ServerUnaryCall<Empty, ClusterInfo>, respond: sendUnaryData<ClusterInfo>): void => {
    const info = new gossip.ClusterInfo()
    info.setMembersList(members().map(memberOf))
    respond(null, info)
  }
