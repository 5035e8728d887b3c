/** An entry as an event of EventStoreDB, and back. What comes back is an entry only if it is what was written. */
import { canonicalText, explainProblem, parseEntry, type Recorded, type Stamped } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import * as z from 'zod'
import { Instant as Clock } from '../clock/index.js'
import { chainOf } from '../shared/chain.js'
import { sha256Hex } from '../shared/hash.js'
import { eventIdOf } from './uuid.js'

const FORMAT = 1

const Metadata = z.strictObject({
  format: z.number(),
  recordedAt: z.string(),
  digest: z.string(),
  chain: z.string(),
})

/** An event as this adapter writes it. */
export interface EventToWrite {
  readonly id: string
  readonly contentType: 'application/json'
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
  readonly metadata: z.infer<typeof Metadata>
}

/** The part of an event as the client reads it that is looked at. */
export interface EventRead {
  readonly type: string
  readonly revision: bigint
  readonly isJson: boolean
  readonly data: unknown
  readonly metadata?: unknown
  readonly created: Date
}

/** Where an entry goes. */
export interface Place {
  readonly index: number
  /** The hash of the entry before it. */
  readonly previous: string
}

/** The event for an entry at its place. */
export const eventOf = ({ entry, text, digest, recordedAt }: Stamped, place: Place): EventToWrite => {
  const { index, previous } = place
  const chain = chainOf(previous, { index, recordedAt, digest })
  return {
    id: eventIdOf(entry.id, chain),
    contentType: 'application/json',
    type: entry.type,
    data: JSON.parse(text) as EventToWrite['data'],
    metadata: { format: FORMAT, recordedAt: Clock.format(recordedAt), digest, chain },
  }
}

/** Its bytes as the server counts them towards its limit on appends; `text` is the JSON of its data, in any order of keys. */
export const bytesOf = ({ type, metadata }: EventToWrite, text: string): number =>
  Buffer.byteLength(text) + Buffer.byteLength(JSON.stringify(metadata)) + type.length * 2

/** An entry that is what was written, with its hash and the length of its text. */
export interface Verified {
  readonly recorded: Recorded
  readonly chain: string
  readonly length: number
}

const metadataOf = (event: EventRead): E.Either<string, z.infer<typeof Metadata>> => {
  const parsed = Metadata.safeParse(event.metadata)
  if (!parsed.success) return E.left('the event has not the metadata of an entry')
  const { format } = parsed.data
  return format === FORMAT
    ? E.right(parsed.data)
    : E.left(`it was written by another version (format ${format}; this one reads ${FORMAT})`)
}

/** The hash of an entry, read to begin after it; what it covers is not looked at. */
export const chainIn = (event: EventRead): E.Either<string, string> =>
  E.map(({ chain }: z.infer<typeof Metadata>) => chain)(metadataOf(event))

/** The client gives 1970 for an instant that it cannot read, and a date that is none for one out of range. */
const hasInstant = ({ created }: EventRead): boolean => created.getTime() > 0

const textOf = ({ isJson, data }: EventRead): E.Either<string, string> => {
  // The client gives the text itself where it is not JSON.
  if (!isJson || typeof data !== 'object' || data === null) return E.left('the event is not a JSON object')
  return E.tryCatch(
    () => canonicalText(data),
    () => 'the event has no canonical JSON',
  )
}

/** Reads an event at the place where it was looked for. The error says what is wrong with it. */
export const verify = (event: EventRead, index: number, previous: string): E.Either<string, Verified> => {
  if (event.revision !== BigInt(index)) return E.left(`the event is missing (the next is ${event.revision})`)
  if (!hasInstant(event)) return E.left('the server gives no instant at which the event was written')
  const metadata = metadataOf(event)
  if (E.isLeft(metadata)) return metadata
  const text = textOf(event)
  if (E.isLeft(text)) return text
  const digest = sha256Hex(text.right)
  if (digest !== metadata.right.digest) return E.left('the entry was altered (its digest does not match)')
  const recordedAt = Clock.parse(metadata.right.recordedAt)
  if (E.isLeft(recordedAt)) return E.left('its metadata has no recorded instant')
  const chain = chainOf(previous, { index, recordedAt: recordedAt.right, digest })
  if (chain !== metadata.right.chain) {
    return E.left('the entry, or the one before it, was altered (its hash does not match)')
  }
  const entry = parseEntry(event.data)
  if (E.isLeft(entry)) return E.left(`the entry cannot be read: ${entry.left.map(explainProblem).join('; ')}`)
  if (entry.right.type !== event.type) return E.left('the event is of another type than its entry')
  const recorded: Recorded = { index, recordedAt: recordedAt.right, digest, entry: entry.right }
  return E.right({ recorded, chain, length: text.right.length })
}
