/** The Streams service's Delete, which hides a stream's events, and Tombstone, which ends the stream for ever. */
import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js'
import type {
  DeleteReq,
  DeleteResp,
  TombstoneReq,
  TombstoneResp,
} from '@eventstore/db-client/generated/streams_pb.js'
import { streams } from './generated.js'
import { doorOf, type Node } from './perform.js'
import * as refusals from './refusals.js'
import type { Refusal } from './refusals.js'

type Options = DeleteReq.Options | TombstoneReq.Options

const nameOf = (options: Options): string =>
  Buffer.from(options.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8')

/** Why the stream cannot be deleted, if so. */
const refusalOf = ({ store }: Node, options: Options): Refusal | undefined => {
  const name = nameOf(options)
  const { events, isTombstoned } = store.stream(name)
  if (isTombstoned) return refusals.streamDeleted(name)
  const current = BigInt(events.length) - 1n
  if (options.hasAny()) return undefined
  const expected = options.hasNoStream() ? -1n : BigInt(options.getRevision() || '0')
  if (options.hasStreamExists()) {
    return current < 0n ? refusals.wrongRevision(name, -4n, current) : undefined
  }
  return expected === current ? undefined : refusals.wrongRevision(name, expected, current)
}

/** Answers Delete. */
export const deleteOn =
  (node: Node) =>
  (call: ServerUnaryCall<DeleteReq, DeleteResp>, respond: sendUnaryData<DeleteResp>): void => {
    const options = call.request.getOptions() ?? new streams.DeleteReq.Options()
    const refusal = doorOf(node, call) ?? refusalOf(node, options)
    if (refusal !== undefined) {
      respond(refusal)
      return
    }
    node.store.softDelete(nameOf(options))
    const position = new streams.DeleteResp.Position()
    position.setCommitPosition(String(node.store.all.length - 1))
    position.setPreparePosition(String(node.store.all.length - 1))
    respond(null, new streams.DeleteResp().setPosition(position))
  }

/** Answers Tombstone. */
export const tombstoneOn =
  (node: Node) =>
  (call: ServerUnaryCall<TombstoneReq, TombstoneResp>, respond: sendUnaryData<TombstoneResp>): void => {
    const options = call.request.getOptions() ?? new streams.TombstoneReq.Options()
    const refusal = doorOf(node, call) ?? refusalOf(node, options)
    if (refusal !== undefined) {
      respond(refusal)
      return
    }
    node.store.tombstone(nameOf(options))
    const position = new streams.TombstoneResp.Position()
    position.setCommitPosition(String(node.store.all.length - 1))
    position.setPreparePosition(String(node.store.all.length - 1))
    respond(null, new streams.TombstoneResp().setPosition(position))
  }
