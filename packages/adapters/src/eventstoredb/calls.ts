/** The five things that the log asks of the server, each with an end: an answer, or trouble. Knows the client, nothing of entries. */
import type { ResolvedEvent, StreamingRead } from '@eventstore/db-client'
import * as E from 'fp-ts/lib/Either.js'
import type { SafeClient } from './client.js'
import type { EventRead, EventToWrite } from './event.js'
import { type Trouble, troubleOf } from './trouble.js'

/** What calls are made on. */
export interface Line {
  readonly client: SafeClient
  readonly stream: string
  /** How long the server may be silent. */
  readonly callMs: number
  /** Whether only the leader may answer: it alone knows what was appended last. */
  readonly requiresLeader: boolean
}

/** Part of a stream: `count` events from a revision on. */
export interface Part {
  readonly from: number
  readonly count: number
}

/** Hears what a subscription brings. `ended` is called once, unless the subscription was stopped from here. */
export interface Subscriber {
  readonly event: (event: EventRead) => void
  readonly caughtUp: () => void
  readonly ended: (trouble: Trouble) => void
}

type Reading = StreamingRead<ResolvedEvent> & { readonly cancel: () => Promise<void> }

const readOf = ({ event }: ResolvedEvent): EventRead | undefined => event

const silent = (ms: number): Trouble => ({ kind: 'lost', reason: `no answer within ${ms} ms` })

/** Gives each event to `take` until it has enough or there are no more. The client lets reads wait for ever; this one does not. */
const drain = async (
  reading: Reading,
  ms: number,
  take: (event: EventRead) => boolean,
): Promise<E.Either<Trouble, void>> =>
  new Promise((resolve) => {
    let isOver = false
    const finish = (result: E.Either<Trouble, void>): void => {
      if (isOver) return
      isOver = true
      clearTimeout(timer)
      resolve(result)
    }
    const stop = (result: E.Either<Trouble, void>): void => {
      finish(result)
      reading.cancel().catch(() => undefined)
    }
    const timer = setTimeout(() => stop(E.left(silent(ms))), ms)
    reading.on('error', (thrown: unknown) => finish(E.left(troubleOf(thrown))))
    reading.on('end', () => finish(E.right(undefined)))
    reading.on('data', (resolved: ResolvedEvent) => {
      const event = readOf(resolved)
      if (isOver || event === undefined) return
      timer.refresh()
      if (!take(event)) stop(E.right(undefined))
    })
  })

const lastOf = async (line: Line, stream: string): Promise<E.Either<Trouble, EventRead | undefined>> => {
  let last: EventRead | undefined
  const { client, callMs, requiresLeader } = line
  const options = { direction: 'backwards', fromRevision: 'end', maxCount: 1, requiresLeader } as const
  const read = await drain(client.readStream(stream, options) as Reading, callMs, (event) => {
    last = event
    return true
  })
  return E.isLeft(read) && read.left.kind !== 'not-found' ? read : E.right(last)
}

/** A stream that was deleted looks like one that never was, but for what its metadata says. */
const unlessDeleted = async (line: Line): Promise<E.Either<Trouble, undefined>> => {
  const metadata = await lastOf(line, `$$${line.stream}`)
  if (E.isLeft(metadata)) return metadata.left.kind === 'refused' ? E.right(undefined) : metadata
  const data = metadata.right?.data as { readonly $tb?: unknown } | null | undefined
  // The largest revision there can be is past what a JavaScript number holds.
  return typeof data?.$tb === 'number' && data.$tb > Number.MAX_SAFE_INTEGER
    ? E.left({ kind: 'deleted' })
    : E.right(undefined)
}

/** The last event; undefined where there never was one. */
export const readLast = async (line: Line): Promise<E.Either<Trouble, EventRead | undefined>> => {
  const last = await lastOf(line, line.stream)
  return E.isRight(last) && last.right === undefined ? unlessDeleted(line) : last
}

/** Gives the events of a part to `take`, in order, until it answers false. No events where there is no such stream. */
export const readPart = async (
  line: Line,
  { from, count }: Part,
  take: (event: EventRead) => boolean,
): Promise<E.Either<Trouble, void>> => {
  const { client, stream, callMs, requiresLeader } = line
  const options = {
    direction: 'forwards',
    fromRevision: BigInt(from),
    maxCount: count,
    requiresLeader,
  } as const
  const read = await drain(client.readStream(stream, options) as Reading, callMs, take)
  return E.isLeft(read) && read.left.kind === 'not-found' ? unlessDeleted(line) : read
}

const within = async <A>(ms: number, late: Trouble, call: () => Promise<A>): Promise<E.Either<Trouble, A>> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve(E.left(late)), ms)
    call()
      .then(
        (answer) => resolve(E.right(answer)),
        (thrown: unknown) => resolve(E.left(troubleOf(thrown))),
      )
      .finally(() => clearTimeout(timer))
  })

/** What the client takes longer than the server may, it takes until its timer notices. */
const NOTICE_MS = 250

/** Appends at a size that the stream must have; answers the size that it has then. */
export const appendAt = async (
  line: Line,
  size: number,
  events: readonly EventToWrite[],
): Promise<E.Either<Trouble, number>> => {
  const { client, stream, callMs, requiresLeader } = line
  const unreached: Trouble = { kind: 'not-reached', reason: `no node was found within ${callMs} ms` }
  const reached = await within(callMs, unreached, async () => client.reach())
  if (E.isLeft(reached)) {
    const { left } = reached
    return E.left(left.kind === 'lost' ? { kind: 'not-reached', reason: left.reason } : left)
  }
  const expectedRevision = size === 0 ? 'no_stream' : BigInt(size - 1)
  const options = { expectedRevision, requiresLeader, deadline: callMs } as const
  const answer = await within(callMs + NOTICE_MS, silent(callMs), async () =>
    client.appendToStream(stream, [...events] as never, options),
  )
  return E.map(
    ({ nextExpectedRevision }: { readonly nextExpectedRevision: bigint }) => Number(nextExpectedRevision) + 1,
  )(answer)
}

/** Subscribes to what comes after the first `size` events; ends when the returned function is called. */
export const subscribe = (line: Line, size: number, subscriber: Subscriber): (() => void) => {
  const { client, stream, requiresLeader } = line
  const fromRevision = size === 0 ? 'start' : BigInt(size - 1)
  const subscription = client.subscribeToStream(stream, { fromRevision, requiresLeader })
  let isOver = false
  const end = (trouble: Trouble): void => {
    if (isOver) return
    isOver = true
    subscriber.ended(trouble)
  }
  subscription.on('data', (resolved) => {
    const event = readOf(resolved)
    if (!isOver && event !== undefined) subscriber.event(event)
  })
  subscription.on('caughtUp', () => {
    if (!isOver) subscriber.caughtUp()
  })
  subscription.on('error', (thrown: unknown) => end(troubleOf(thrown)))
  subscription.on('end', () => end({ kind: 'lost', reason: 'the server ended the subscription' }))
  return () => {
    isOver = true
    subscription.unsubscribe().catch(() => undefined)
  }
}
