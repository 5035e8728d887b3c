/** The Streams service's Append: one call, one append. */
import type { sendUnaryData, ServerReadableStream } from '@grpc/grpc-js'
import type { AppendReq, AppendResp } from '@eventstore/db-client/generated/streams_pb.js'
import { shared, streams } from './generated.js'
import type { Appended, Expected, Judged } from './judge.js'
import { type Node, type Outcome, perform } from './perform.js'
import * as refusals from './refusals.js'
import type { Refusal } from './refusals.js'
import type { Proposed } from './store.js'

/** An event of either kind of append, as it arrives. */
export interface Message {
  getId(): { getString(): string } | undefined
  getMetadataMap(): { get(key: string): string | undefined }
  getData_asU8(): Uint8Array
  getCustomMetadata_asU8(): Uint8Array
}

/** Bytes as EventStoreDB counts them towards its limit on appends. */
export const sizeOf = ({ type, data, metadata }: Proposed): number =>
  data.length + metadata.length + type.length * 2

/** An event as it was proposed, or why it is refused. */
export const proposedOf = (message: Message): Proposed | Refusal => {
  const type = message.getMetadataMap().get('type')
  const contentType = message.getMetadataMap().get('content-type')
  if (type === undefined) return refusals.metadataMissing('type')
  if (contentType === undefined) return refusals.metadataMissing('content-type')
  return {
    id: message.getId()?.getString() ?? '',
    type,
    isJson: contentType === 'application/json',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  }
}

const nameOf = (options: AppendReq.Options): string =>
  Buffer.from(options.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8')

const expectedOf = (options: AppendReq.Options): Expected => {
  if (options.hasNoStream()) return 'no_stream'
  if (options.hasStreamExists()) return 'stream_exists'
  return options.hasAny() ? 'any' : BigInt(options.getRevision())
}

/** A write that arrived whole. */
interface Arrived {
  readonly stream: string
  readonly expected: Expected
  readonly events: readonly Proposed[]
}

const arrivedOf = (requests: readonly AppendReq[], limit: number): Arrived | Refusal => {
  const options = requests[0]?.getOptions()
  if (options === undefined) return refusals.invalid('options come first')
  const events: Proposed[] = []
  let size = 0
  for (const request of requests.slice(1)) {
    const message = request.getProposedMessage()
    if (message === undefined) return refusals.invalid('a proposed message was expected')
    const proposed = proposedOf(message)
    if ('code' in proposed) return proposed
    size += sizeOf(proposed)
    if (size > limit) return refusals.tooLarge(limit)
    events.push(proposed)
  }
  return { stream: nameOf(options), expected: expectedOf(options), events }
}

const successOf = ({ revision, position }: Appended): AppendResp => {
  const success = new streams.AppendResp.Success()
  if (revision < 0n) success.setNoStream(new shared.Empty())
  else success.setCurrentRevision(String(revision))
  if (position === null) success.setNoPosition(new shared.Empty())
  else {
    const at = new streams.AppendResp.Position()
    at.setCommitPosition(String(position))
    at.setPreparePosition(String(position))
    success.setPosition(at)
  }
  return new streams.AppendResp().setSuccess(success)
}

const wrongRevisionOf = (expected: Expected, current: bigint): AppendResp => {
  const wrong = new streams.AppendResp.WrongExpectedVersion()
  if (current < 0n) wrong.setCurrentNoStream(new shared.Empty())
  else wrong.setCurrentRevision(String(current))
  if (expected === 'any') wrong.setExpectedAny(new shared.Empty())
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new shared.Empty())
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new shared.Empty())
  else wrong.setExpectedRevision(String(expected))
  return new streams.AppendResp().setWrongExpectedVersion(wrong)
}

const answerOf = (judged: Judged | Appended, { stream, expected }: Arrived): Outcome<AppendResp> => {
  switch (judged.result) {
    case 'done':
      return { answer: successOf(judged) }
    case 'wrong-revision':
      return { answer: wrongRevisionOf(expected, judged.current) }
    case 'deleted':
      return { refusal: refusals.streamDeleted(stream) }
    default:
      throw new Error('the store answers only when it has written')
  }
}

/** Answers Append. */
export const appendOn =
  (node: Node) =>
  (call: ServerReadableStream<AppendReq, AppendResp>, respond: sendUnaryData<AppendResp>): void => {
    const requests: AppendReq[] = []
    const answer = async (): Promise<void> => {
      const outcome = await perform(node, { call, on: 'append' }, (): Outcome<AppendResp> => {
        const arrived = arrivedOf(requests, node.maxAppendBytes)
        if ('code' in arrived) return { refusal: arrived }
        const { stream, expected, events } = arrived
        node.noteAppend(
          stream,
          String(expected),
          events.map(({ id }) => id),
        )
        return answerOf(node.store.append(arrived), arrived)
      })
      if (outcome === 'never' || call.cancelled) return
      if ('answer' in outcome) respond(null, outcome.answer)
      else respond(outcome.refusal)
    }
    call.on('data', (request: AppendReq) => requests.push(request))
    call.on('error', () => undefined)
    call.on('end', () => void answer())
  }
