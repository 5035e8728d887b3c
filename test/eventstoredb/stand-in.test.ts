/** The stand-in itself: that it says what it is, and answers as EventStoreDB does where the adapter does not look. */
import {
  BACKWARDS,
  END,
  EventStoreDBClient,
  eventTypeFilter,
  jsonEvent,
  START,
  streamNameFilter,
} from '@eventstore/db-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshStream, standInForAll } from './server.js'

const standIn = standInForAll()
let client: EventStoreDBClient

beforeAll(() => {
  client = EventStoreDBClient.connectionString(standIn().url)
})
afterAll(async () => client.dispose())

const anEvent = (number: number, id = crypto.randomUUID()) =>
  jsonEvent({ id, type: `T${number}`, data: { number } })

const typesOf = async (events: AsyncIterable<{ event?: { type: string } }>): Promise<readonly string[]> => {
  const types: string[] = []
  for await (const { event } of events) if (event !== undefined) types.push(event.type)
  return types
}

const thrown = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'nothing',
    (error: unknown) => error,
  )

describe('the stand-in', () => {
  it('says that it is one, and not EventStoreDB', () => {
    expect(standIn().said()).toMatch(/stand-in for the tests.*not EventStoreDB/)
  })
  it.each([
    ['batch append', {}],
    ['append', { credentials: { username: 'any', password: 'any' } }],
  ])('checks the expected revision (%s)', async (_, options) => {
    const stream = freshStream()
    const append = async (expectedRevision: bigint | 'no_stream' | 'stream_exists' | 'any') =>
      client.appendToStream(stream, anEvent(1), { expectedRevision, ...options })
    expect(await thrown(append(0n))).toMatchObject({
      type: 'wrong-expected-version',
      actualVersion: 'no_stream',
    })
    expect(await thrown(append('stream_exists'))).toMatchObject({ type: 'wrong-expected-version' })
    expect(await append('no_stream')).toMatchObject({ success: true, nextExpectedRevision: 0n })
    expect(await thrown(append('no_stream'))).toMatchObject({
      actualVersion: 0n,
      expectedVersion: 'no_stream',
    })
    expect(await append(0n)).toMatchObject({ nextExpectedRevision: 1n })
    expect(await thrown(append(5n))).toMatchObject({ actualVersion: 1n, expectedVersion: 5n })
    expect(await append('any')).toMatchObject({ nextExpectedRevision: 2n })
  })
  it('takes an append for one that was made: at a revision for ever, at any as long as it remembers', async () => {
    const stream = freshStream()
    const events = [anEvent(1), anEvent(2)]
    await client.appendToStream(stream, events, { expectedRevision: 'no_stream' })
    expect(await client.appendToStream(stream, events)).toMatchObject({ nextExpectedRevision: 1n })
    await standIn().tell({ ask: 'forget' })
    const again = await client.appendToStream(stream, events, { expectedRevision: 'no_stream' })
    expect(again).toMatchObject({ nextExpectedRevision: 1n })
    expect(await client.appendToStream(stream, events)).toMatchObject({ nextExpectedRevision: 3n })
    const longer = client.appendToStream(stream, [...events, anEvent(3)], { expectedRevision: 'no_stream' })
    expect(await thrown(longer)).toMatchObject({ type: 'wrong-expected-version' })
  })
  it('answers an append of nothing to a stream that is not there as the client reads it: 0', async () => {
    expect(await client.appendToStream(freshStream(), [])).toMatchObject({ nextExpectedRevision: 0n })
  })
  it('reads streams and all of them, in both directions, with filters', async () => {
    const [stream, other] = [freshStream(), freshStream()]
    await client.appendToStream(stream, [anEvent(1), anEvent(2)])
    await client.appendToStream(other, [anEvent(3)])
    expect(await typesOf(client.readStream(stream))).toEqual(['T1', 'T2'])
    expect(await typesOf(client.readStream(stream, { fromRevision: 1n }))).toEqual(['T2'])
    const backwards = { direction: BACKWARDS, fromRevision: END, maxCount: 1 } as const
    expect(await typesOf(client.readStream(stream, backwards))).toEqual(['T2'])
    expect((await typesOf(client.readAll())).slice(-3)).toEqual(['T1', 'T2', 'T3'])
    expect(await typesOf(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 2 }))).toEqual([
      'T3',
      'T2',
    ])
    const heard: string[] = []
    const filter = streamNameFilter({ prefixes: [other] })
    for await (const { event } of client.subscribeToAll({ fromPosition: START, filter })) {
      heard.push(event?.type ?? '')
      if (heard.length === 1) await client.appendToStream(other, anEvent(4))
      if (heard.length === 2) break
    }
    expect(heard).toEqual(['T3', 'T4'])
    const ofType = client.subscribeToAll({ fromPosition: START, filter: eventTypeFilter({ regex: '^T4$' }) })
    for await (const { event } of ofType) {
      expect(event?.streamId).toBe(other)
      break
    }
  })
  it('hides a stream that was deleted, lets it go on, and ends one that was tombstoned', async () => {
    const stream = freshStream()
    await client.appendToStream(stream, [anEvent(1), anEvent(2)])
    expect(await thrown(client.deleteStream(stream, { expectedRevision: 0n }))).toMatchObject({
      type: 'wrong-expected-version',
    })
    await client.deleteStream(stream, { expectedRevision: 1n })
    expect(await thrown(typesOf(client.readStream(stream)))).toMatchObject({ type: 'stream-not-found' })
    await client.appendToStream(stream, anEvent(3), { expectedRevision: 'no_stream' })
    expect(await typesOf(client.readStream(stream))).toEqual(['T3'])
    await client.tombstoneStream(stream)
    const deleted = { type: 'stream-deleted', streamName: stream }
    expect(await thrown(typesOf(client.readStream(stream)))).toMatchObject(deleted)
    expect(await thrown(client.appendToStream(stream, anEvent(4)))).toMatchObject(deleted)
  })
  it('shows why a client that does not throw on conflicts must not be used: revision 1, whatever is there', async () => {
    const unwise = EventStoreDBClient.connectionString(`${standIn().url}&throwOnAppendFailure=false`)
    const stream = freshStream()
    await client.appendToStream(
      stream,
      [1, 2, 3, 4, 5].map((number) => anEvent(number)),
    )
    const answer = await unwise.appendToStream(stream, anEvent(6), { expectedRevision: 'no_stream' })
    expect(answer).toMatchObject({ success: false, nextExpectedRevision: 1n })
    await unwise.dispose()
  })
})
