/** What is in the stream: what an entry becomes, what is no entry, what is too large, what was deleted. */
import { EventStoreDBClient } from '@eventstore/db-client'
import type { EventLog } from '@vacatur/core'
import { describe, expect, it } from 'vitest'
import { anEntity, entities } from '../contract/entries.js'
import { all, append, failure, first, heard, refused, settableClock, sizeOf } from '../contract/harness.js'
import type { RawEvent } from '../eventstoredb-server/protocol.js'
import { aLog, aStandIn, freshStream, matching, standInForAll } from './server.js'

const standIn = standInForAll()

const theEvents = async (stream: string) => {
  const client = EventStoreDBClient.connectionString(standIn().url)
  const events = []
  for await (const { event } of client.readStream(stream)) if (event !== undefined) events.push(event)
  await client.dispose()
  return events
}

/** What a reading of all ends with. */
const endOf = async (log: EventLog): Promise<unknown> => {
  let last: unknown
  for await (const page of log.read()) last = page
  return last
}

describe('an entry in the stream', () => {
  it('is a JSON event of its type, with its instant, digest and hash beside it, under a UUID made of its id', async () => {
    const stream = freshStream()
    const log = await aLog(standIn(), { stream, now: settableClock(1_600_000_000_000).now })
    await append(log, [anEntity(1)])
    const [event] = await theEvents(stream)
    const [recorded] = await all(log)
    expect(event).toMatchObject({ type: 'EntityRegistered', data: anEntity(1), revision: 0n, isJson: true })
    expect(event?.metadata).toMatchObject({
      recordedAt: '2020-09-13T12:26:40.000Z',
      digest: recorded?.digest,
    })
    expect(event?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5/)
    expect(recorded?.recordedAt).toBe(1_600_000_000_000)
  })
  it('has another event id at another place, so that the server never takes one for the other', async () => {
    const streams = [freshStream(), freshStream()]
    for (const stream of streams) await append(await aLog(standIn(), { stream }), [anEntity(1)])
    const [one, other] = await Promise.all(streams.map(theEvents))
    expect(one?.[0]?.id).not.toBe(other?.[0]?.id)
  })
})

describe('what is no entry', () => {
  const wrong: readonly (readonly [string, RawEvent])[] = [
    ['JSON that is none', { data: '{"id": ' }],
    ['a text', { data: '"entity/2"' }],
    ['bytes', { isJson: false }],
    ['an unreadable instant', { created: 'yesterday' }],
    ['an instant out of range', { created: '999999999999999999999999' }],
    ['metadata that is no JSON', { metadata: '{"recordedAt": ' }],
    ['no metadata', { metadata: '' }],
    ['metadata of another program', { metadata: '{"$correlationId": "1"}' }],
    ['other content', { data: JSON.stringify(anEntity(2, { names: ['Other'] })) }],
    ['another type', { type: 'EntityRenamed' }],
  ]
  it.each(wrong)('%s is LogCorrupt at its index', async (_, event) => {
    const stream = freshStream()
    const log = await aLog(standIn(), { stream })
    await append(log, entities(3))
    await standIn().tell({ ask: 'tamper', stream, revision: 1, event })
    const corrupt = { tag: 'LogCorrupt', log: log.name, index: 1 }
    expect(await endOf(log)).toMatchObject({ left: corrupt })
    expect(await first(log.follow())).toMatchObject({ left: corrupt })
    const other = await aLog(standIn(), { stream })
    expect(await failure(other, [anEntity(4)])).toMatchObject(corrupt)
  })
  it('an event that another program put at the end is LogCorrupt to readers, writers and followers', async () => {
    const stream = freshStream()
    const log = await aLog(standIn(), { stream })
    await append(log, entities(2))
    const following = (async () => {
      const steps: unknown[] = []
      for await (const step of log.follow()) steps.push(step)
      return steps.at(-1)
    })()
    await heard(log, {}, (steps) => steps.length >= 3)
    await standIn().tell({ ask: 'put', stream, event: { data: '{"hello": 1}' } })
    const corrupt = { tag: 'LogCorrupt', index: 2 }
    expect(await following).toMatchObject({ left: corrupt })
    expect(await endOf(log)).toMatchObject({ left: corrupt })
    expect(await failure(log, [anEntity(3)])).toMatchObject(corrupt)
  })
  it('a stream that was truncated is LogCorrupt at the first entry that is missing', async () => {
    const stream = freshStream()
    const log = await aLog(standIn(), { stream })
    await append(log, entities(3))
    await standIn().tell({ ask: 'put', stream: `$$${stream}`, event: { data: '{"$tb": 2}' } })
    expect(await endOf(log)).toMatchObject({ left: { tag: 'LogCorrupt', index: 0 } })
    expect(await failure(await aLog(standIn(), { stream }), [anEntity(4)])).toMatchObject({
      tag: 'LogCorrupt',
    })
  })
})

describe('more than the server takes in one append', () => {
  const large = (number: number) => anEntity(number, { note: 'x'.repeat(400_000) })
  it('is refused before it is sent, at the first entry that does not fit', async () => {
    const log = await aLog(standIn())
    const before = (await standIn().facts()).calls['append'] ?? 0
    const refusal = await failure(log, [large(1), large(2), large(3)])
    const accepted = matching(/1048576 bytes in one append to EventStoreDB/)
    expect(refusal).toMatchObject({ tag: 'EntryInvalid', position: 2, problems: [{ accepted }] })
    expect((await standIn().facts()).calls['append'] ?? 0).toBe(before)
    expect(await sizeOf(log)).toBe(0)
  })
  it('is not refused for what is there already', async () => {
    const log = await aLog(standIn())
    await append(log, [large(1), large(2)])
    expect(await append(log, [large(1), large(2), large(3)])).toEqual({
      indexes: [0, 1, 2],
      added: 1,
      size: 3,
    })
  })
  it('is refused by a server that takes less, in the same words', async () => {
    const server = await aStandIn({ maxAppendBytes: 10_000 })
    const log = await aLog(server)
    const refusal = await failure(log, entities(50))
    const accepted = matching(/10000 bytes/)
    expect(refusal).toMatchObject({ tag: 'EntryInvalid', problems: [{ accepted }] })
    expect(await append(log, entities(5))).toMatchObject({ added: 5 })
  })
})

describe('a stream that was deleted', () => {
  it.each(['delete', 'tombstone'] as const)('(%s) is LogCorrupt to whoever had it open', async (ask) => {
    const stream = freshStream()
    const log = await aLog(standIn(), { stream, timeouts: { patienceMs: 500 } })
    await append(log, entities(2))
    await standIn().tell({ ask, stream })
    const corrupt = { tag: 'LogCorrupt', log: log.name, reason: matching(/the stream was/) }
    expect(refused(await log.size()())).toMatchObject(corrupt)
    expect(await first(log.read())).toMatchObject({ left: corrupt })
    expect(await first(log.follow())).toMatchObject({ left: corrupt })
    expect(await failure(log, [anEntity(3)])).toMatchObject({ tag: 'LogCorrupt' })
    expect(await failure(log, [anEntity(1)])).toMatchObject({ tag: 'LogCorrupt' })
  })
  it.each(['delete', 'tombstone'] as const)('(%s) cannot be opened, though it looks empty', async (ask) => {
    const stream = freshStream()
    await append(await aLog(standIn(), { stream }), entities(2))
    await standIn().tell({ ask, stream })
    await expect(aLog(standIn(), { stream })).rejects.toMatchObject({ failure: { tag: 'LogCorrupt' } })
  })
  it('is LogCorrupt to a follower that is caught up', async () => {
    const stream = freshStream()
    const log = await aLog(standIn(), { stream })
    await append(log, entities(2))
    let last: unknown
    for await (const step of log.follow()) {
      last = step
      if ('right' in step && step.right.kind === 'caught-up')
        await standIn().tell({ ask: 'tombstone', stream })
    }
    expect(last).toMatchObject({ left: { tag: 'LogCorrupt' } })
  })
  it.each(['$all', '$ce-x', ''])('a stream of the server itself cannot be a log: `%s`', async (stream) => {
    await expect(aLog(standIn(), { stream })).rejects.toMatchObject({ failure: { tag: 'LogUnavailable' } })
  })
})
