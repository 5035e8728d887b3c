/** Events as the Read call sends them. */
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js'
import { shared, streams } from './generated.js'
import type { Kept } from './store.js'

const identifierOf = (stream: string) => {
  const identifier = new shared.StreamIdentifier()
  identifier.setStreamName(Buffer.from(stream).toString('base64'))
  return identifier
}

/** An event that was read. */
export const eventOf = (kept: Kept): ReadResp => {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent()
  const id = new shared.UUID()
  id.setString(kept.id)
  recorded.setId(id)
  recorded.setStreamIdentifier(identifierOf(kept.stream))
  recorded.setStreamRevision(String(kept.revision))
  recorded.setPreparePosition(String(kept.position))
  recorded.setCommitPosition(String(kept.position))
  recorded.setData(kept.data)
  recorded.setCustomMetadata(kept.metadata)
  const properties = recorded.getMetadataMap()
  properties.set('type', kept.type)
  properties.set('created', kept.created)
  properties.set('content-type', kept.isJson ? 'application/json' : 'application/octet-stream')
  const event = new streams.ReadResp.ReadEvent()
  event.setEvent(recorded)
  event.setCommitPosition(String(kept.position))
  return new streams.ReadResp().setEvent(event)
}

/** There is no such stream, or all of it was deleted. It is an answer, not an error. */
export const streamNotFound = (stream: string): ReadResp => {
  const missing = new streams.ReadResp.StreamNotFound()
  missing.setStreamIdentifier(identifierOf(stream))
  return new streams.ReadResp().setStreamNotFound(missing)
}

/** The subscription stands. */
export const confirmation = (): ReadResp => {
  const confirmed = new streams.ReadResp.SubscriptionConfirmation()
  confirmed.setSubscriptionId(crypto.randomUUID())
  return new streams.ReadResp().setConfirmation(confirmed)
}

/** The subscriber has everything that there was. */
export const caughtUp = (): ReadResp => new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp())

/** How far a filtered subscription has looked. */
export const checkpoint = (position: number): ReadResp => {
  const point = new streams.ReadResp.Checkpoint()
  point.setCommitPosition(String(position))
  point.setPreparePosition(String(position))
  return new streams.ReadResp().setCheckpoint(point)
}
