/** Which events a Read call asks for. */
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js'
import { streams } from './generated.js'
import { DELETED, type Kept, type Store } from './store.js'

/** A read of one stream or of all, with what it asks for. */
export interface Selection {
  /** The stream; undefined: all of them. */
  readonly stream: string | undefined
  readonly isBackwards: boolean
  readonly count: number
  readonly isWanted: (event: Kept) => boolean
}

type Options = ReadReq.Options

const everything = (): boolean => true

const filterOf = (options: Options): ((event: Kept) => boolean) => {
  const filter = options.getFilter()
  const expression = filter?.getStreamIdentifier() ?? filter?.getEventType()
  if (filter === undefined || expression === undefined) return everything
  const ofStream = filter.hasStreamIdentifier()
  const regex = expression.getRegex() === '' ? undefined : new RegExp(expression.getRegex())
  const prefixes = expression.getPrefixList()
  return (event) => {
    const text = ofStream ? event.stream : event.type
    return regex === undefined ? prefixes.some((prefix) => text.startsWith(prefix)) : regex.test(text)
  }
}

/** What the request asks for. */
export const selectionOf = (options: Options): Selection => {
  const identifier = options.getStream()?.getStreamIdentifier()
  return {
    stream:
      identifier === undefined ? undefined : Buffer.from(identifier.getStreamName_asU8()).toString('utf8'),
    isBackwards: options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS,
    count: options.getCount() === '0' ? Number.MAX_SAFE_INTEGER : Number(options.getCount()),
    isWanted: filterOf(options),
  }
}

/** The place from which to read: `start`, `end`, or a revision or position. */
export const fromOf = (options: Options): 'start' | 'end' | bigint => {
  const stream = options.getStream()
  const all = options.getAll()
  if (stream?.hasStart() === true || all?.hasStart() === true) return 'start'
  if (stream?.hasEnd() === true || all?.hasEnd() === true) return 'end'
  return BigInt(stream?.getRevision() ?? all?.getPosition()?.getCommitPosition() ?? 0)
}

/** Events of a stream that can be read; undefined where there is none, or all were deleted. */
const readable = (store: Store, name: string): readonly Kept[] | undefined => {
  const before = store.truncatedBefore(name)
  const { events } = store.stream(name)
  if (before === DELETED || events.length === 0) return undefined
  return before === 0n ? events : events.filter(({ revision }) => revision >= before)
}

const placeOf = ({ stream }: Selection): ((event: Kept) => bigint) =>
  stream === undefined ? ({ position }) => BigInt(position) : ({ revision }) => revision

/** The events that a read gives, in its direction; undefined: no such stream. */
export const select = (
  store: Store,
  selection: Selection,
  from: 'start' | 'end' | bigint,
): readonly Kept[] | undefined => {
  const { stream, isBackwards, count, isWanted } = selection
  const events = stream === undefined ? store.all : readable(store, stream)
  if (events === undefined) return undefined
  const place = placeOf(selection)
  if (!isBackwards) {
    if (from === 'end') return []
    const first = from === 'start' ? 0 : events.findIndex((event) => place(event) >= from)
    return first < 0 ? [] : events.slice(first).filter(isWanted).slice(0, count)
  }
  if (from === 'start') return stream === undefined ? [] : events.slice(0, 1)
  // Backwards, a position of all streams is after the event that has it; a revision is the event itself.
  const isBefore = (event: Kept): boolean =>
    from === 'end' || place(event) < from || (stream !== undefined && place(event) === from)
  if (from === 'end' && stream !== undefined) return events.slice(-count).toReversed()
  return events.filter(isBefore).toReversed().filter(isWanted).slice(0, count)
}
