/** Writing to a stream of responses no faster than they are read. */
import { once } from 'node:events'
import type { ServerWritableStream } from '@grpc/grpc-js'
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js'

/** The Read call, which is read and subscription at once. */
export type ReadCall = ServerWritableStream<ReadReq, ReadResp>

/** Sends, and waits until there is room for more; a call that is over takes nothing. */
export const send = async (call: ReadCall, response: ReadResp): Promise<void> => {
  if (call.cancelled || call.destroyed || call.writableEnded) return
  if (call.write(response)) return
  await Promise.race(['drain', 'cancelled', 'close'].map(async (event) => once(call, event))).catch(
    () => undefined,
  )
}
