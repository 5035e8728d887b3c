/** The Streams service's BatchAppend: many appends over one call, each with an id of its own, answered as they are done. */
import { type ServerDuplexStream, status as grpc } from '@grpc/grpc-js'
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js'
import type * as codes from '@eventstore/db-client/generated/code_pb.js'
import type { Message as ProtobufMessage } from 'google-protobuf'
import { proposedOf, sizeOf } from './append.js'
import { any, Code, empty, shared, status, streams } from './generated.js'
import type { Appended, Expected, Judged } from './judge.js'
import { type Node, type Outcome, perform } from './perform.js'
import type { Refusal } from './refusals.js'
import type { Proposed } from './store.js'

interface Pending {
  readonly stream: string
  readonly expected: Expected
  readonly events: Proposed[]
  size: number
}

const expectedOf = (options: BatchAppendReq.Options): Expected => {
  if (options.hasNoStream()) return 'no_stream'
  if (options.hasStreamExists()) return 'stream_exists'
  return options.hasAny() ? 'any' : BigInt(options.getStreamPosition())
}

const pendingOf = (options: BatchAppendReq.Options): Pending => ({
  stream: Buffer.from(options.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8'),
  expected: expectedOf(options),
  events: [],
  size: 0,
})

const errorOf = (
  code: codes.Code,
  text: string,
  details: { readonly message: ProtobufMessage; readonly type: string },
): BatchAppendResp => {
  const packed = new any.Any()
  packed.pack(details.message.serializeBinary(), details.type)
  const error = new status.Status()
  error.setCode(code)
  error.setMessage(text)
  error.setDetails(packed)
  return new streams.BatchAppendResp().setError(error)
}

const wrongRevisionOf = (expected: Expected, current: bigint): BatchAppendResp => {
  const wrong = new shared.WrongExpectedVersion()
  if (current < 0n) wrong.setCurrentNoStream(new empty.Empty())
  else wrong.setCurrentStreamRevision(String(current))
  if (expected === 'any') wrong.setExpectedAny(new empty.Empty())
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new empty.Empty())
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new empty.Empty())
  else wrong.setExpectedStreamPosition(String(expected))
  const type = 'event_store.client.WrongExpectedVersion'
  return errorOf(Code.ALREADY_EXISTS, 'WrongExpectedVersion', { message: wrong, type })
}

const successOf = ({ revision, position }: Appended): BatchAppendResp => {
  const success = new streams.BatchAppendResp.Success()
  if (revision < 0n) success.setNoStream(new empty.Empty())
  else success.setCurrentRevision(String(revision))
  if (position === null) success.setNoPosition(new empty.Empty())
  else {
    const at = new shared.AllStreamPosition()
    at.setCommitPosition(String(position))
    at.setPreparePosition(String(position))
    success.setPosition(at)
  }
  return new streams.BatchAppendResp().setSuccess(success)
}

const answerOf = (judged: Judged | Appended, { expected }: Pending): BatchAppendResp => {
  if (judged.result === 'done') return successOf(judged)
  if (judged.result === 'wrong-revision') return wrongRevisionOf(expected, judged.current)
  const type = 'event_store.client.StreamDeleted'
  return errorOf(Code.FAILED_PRECONDITION, 'StreamDeleted', { message: new shared.StreamDeleted(), type })
}

const tooLarge = (limit: number): BatchAppendResp => {
  const message = new shared.MaximumAppendSizeExceeded()
  message.setMaxappendsize(limit)
  const type = 'event_store.client.MaximumAppendSizeExceeded'
  return errorOf(Code.INVALID_ARGUMENT, 'MaximumAppendSizeExceeded', { message, type })
}

/** Refusals that have no message of their own: not ready, timed out. A node that is not leader ends the whole call. */
const refusalOf = ({ details, metadata, code }: Refusal): BatchAppendResp | undefined => {
  if (metadata.get('exception')[0] === 'not-leader') return undefined
  const isTimeout = code === grpc.ABORTED
  return isTimeout
    ? errorOf(Code.DEADLINE_EXCEEDED, 'Timeout', {
        message: new shared.Timeout(),
        type: 'event_store.client.Timeout',
      })
    : errorOf(Code.UNKNOWN, details, { message: new empty.Empty(), type: 'google.protobuf.Empty' })
}

type Call = ServerDuplexStream<BatchAppendReq, BatchAppendResp>

const answered = (response: BatchAppendResp, request: BatchAppendReq, stream: string): BatchAppendResp => {
  const identifier = new shared.StreamIdentifier()
  identifier.setStreamName(Buffer.from(stream).toString('base64'))
  response.setCorrelationId(request.getCorrelationId())
  response.setStreamIdentifier(identifier)
  return response
}

const finish = async (node: Node, call: Call, given: { request: BatchAppendReq; pending: Pending }) => {
  const { request, pending } = given
  const { stream, expected, events } = pending
  const outcome = await perform(node, { call, on: 'append' }, (): Outcome<BatchAppendResp> => {
    node.noteAppend(
      stream,
      String(expected),
      events.map(({ id }) => id),
    )
    return { answer: answerOf(node.store.append(pending), pending) }
  })
  if (outcome === 'never' || call.cancelled) return
  const response = 'answer' in outcome ? outcome.answer : refusalOf(outcome.refusal)
  if (response !== undefined) call.write(answered(response, request, stream))
  else if ('refusal' in outcome) call.emit('error', outcome.refusal)
}

/** Answers BatchAppend. */
export const batchAppendOn =
  (node: Node) =>
  (call: Call): void => {
    const pendings = new Map<string, Pending>()
    call.on('error', () => undefined)
    call.on('end', () => call.end())
    call.on('data', (request: BatchAppendReq) => {
      const id = request.getCorrelationId()?.getString() ?? ''
      const options = request.getOptions()
      if (options !== undefined) pendings.set(id, pendingOf(options))
      const pending = pendings.get(id)
      if (pending === undefined) return
      for (const message of request.getProposedMessagesList()) {
        const proposed = proposedOf(message)
        if ('code' in proposed) return
        pending.events.push(proposed)
        pending.size += sizeOf(proposed)
      }
      if (pending.size > node.maxAppendBytes) {
        pendings.delete(id)
        call.write(answered(tooLarge(node.maxAppendBytes), request, pending.stream))
      } else if (request.getIsFinal()) {
        pendings.delete(id)
        void finish(node, call, { request, pending })
      }
    })
  }
