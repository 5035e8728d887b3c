/** The protocol as @eventstore/db-client ships it: CommonJS made from the .proto files, with its types. */
import { createRequire } from 'node:module'
import type * as gossipService from '@eventstore/db-client/generated/gossip_grpc_pb.js'
import type * as gossipTypes from '@eventstore/db-client/generated/gossip_pb.js'
import type * as featuresService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js'
import type * as featuresTypes from '@eventstore/db-client/generated/serverfeatures_pb.js'
import type * as sharedTypes from '@eventstore/db-client/generated/shared_pb.js'
import type * as statusTypes from '@eventstore/db-client/generated/status_pb.js'
import type * as codeTypes from '@eventstore/db-client/generated/code_pb.js'
import type * as streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js'
import type * as streamsTypes from '@eventstore/db-client/generated/streams_pb.js'
import type * as anyTypes from 'google-protobuf/google/protobuf/any_pb.js'
import type * as emptyTypes from 'google-protobuf/google/protobuf/empty_pb.js'

const require = createRequire(import.meta.url)
const PACKAGE = '@eventstore/db-client/generated'
const PROTOBUF = 'google-protobuf/google/protobuf'

/** Requests and responses of the Streams service. */
export const streams = require(`${PACKAGE}/streams_pb.js`) as typeof streamsTypes

/** UUIDs, stream names, and the errors that a batch append answers with. */
export const shared = require(`${PACKAGE}/shared_pb.js`) as typeof sharedTypes

/** The status that a batch append answers with. */
export const status = require(`${PACKAGE}/status_pb.js`) as typeof statusTypes

/** The codes of that status. */
export const { Code } = require(`${PACKAGE}/code_pb.js`) as typeof codeTypes

/** Gossip. */
export const gossip = require(`${PACKAGE}/gossip_pb.js`) as typeof gossipTypes

/** What a server says that it can do. */
export const features = require(`${PACKAGE}/serverfeatures_pb.js`) as typeof featuresTypes

/** google.protobuf.Any. */
export const any = require(`${PROTOBUF}/any_pb.js`) as typeof anyTypes

/** google.protobuf.Empty, which is not the client's own Empty. */
export const empty = require(`${PROTOBUF}/empty_pb.js`) as typeof emptyTypes

/** The service definitions. */
export const services = {
  streams: (require(`${PACKAGE}/streams_grpc_pb.js`) as typeof streamsService).StreamsService,
  gossip: (require(`${PACKAGE}/gossip_grpc_pb.js`) as typeof gossipService).GossipService,
  features: (require(`${PACKAGE}/serverfeatures_grpc_pb.js`) as typeof featuresService).ServerFeaturesService,
}
