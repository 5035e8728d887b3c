/** Several writers of one stream, and entries that several of them have. */
import { describe, expect, it } from 'vitest'
import { anEntity } from '../contract/entries.js'
import { all, append, failure, sizeOf } from '../contract/harness.js'
import { aLog, freshStream, standInForAll } from './server.js'

const standIn = standInForAll()

const twoLogs = async () => {
  const stream = freshStream()
  const logs = [await aLog(standIn(), { stream }), await aLog(standIn(), { stream })] as const
  await append(logs[0], [anEntity(1)])
  await append(logs[1], [anEntity(1)])
  return logs
}

describe('writers of one stream', () => {
  it('ten of them append 1,000 entries: no place is given twice, none is left out', async () => {
    const stream = freshStream()
    const logs = await Promise.all(Array.from({ length: 10 }, async () => aLog(standIn(), { stream })))
    const places = await Promise.all(
      logs.map(async (log, writer) => {
        const indexes: number[] = []
        for (let number = 0; number < 10; number += 1) {
          const batch = Array.from({ length: 10 }, (_, place) =>
            anEntity(writer * 1000 + number * 10 + place),
          )
          indexes.push(...(await append(log, batch)).indexes)
        }
        return indexes
      }),
    )
    const inOrder = Array.from({ length: 1000 }, (_, index) => index)
    expect(places.flat().toSorted((a, b) => a - b)).toEqual(inOrder)
    const [log] = logs
    if (log === undefined) throw new Error('no log')
    expect((await all(log)).map(({ index }) => index)).toEqual(inOrder)
  })
  it('append at the revision that they know, never at any', async () => {
    const [one, other] = await twoLogs()
    await append(other, [anEntity(2)])
    await append(one, [anEntity(3)])
    const { appends } = await standIn().facts()
    expect(appends.map(({ expected }) => expected)).not.toContain('any')
    expect(appends.at(-1)?.expected).toBe('1')
  })
  it('of whom one is behind: its refusals are those of the log as it is', async () => {
    const [one, other] = await twoLogs()
    await append(other, [anEntity(2)])
    expect(await failure(one, [anEntity(3)], { expectedSize: 1 })).toMatchObject({
      tag: 'SizeConflict',
      size: 2,
    })
    expect(await append(one, [anEntity(3)], { expectedSize: 2 })).toMatchObject({ indexes: [2] })
    expect(await append(other, [anEntity(3)])).toEqual({ indexes: [2], added: 0, size: 3 })
  })
})

describe('an entry that another writer put at the very place', () => {
  it('with other content is a conflict: the server does not take the append for one made before', async () => {
    const [one, other] = await twoLogs()
    await append(other, [anEntity(2)])
    const refusal = await failure(one, [anEntity(2, { names: ['Other'] })])
    expect(refusal).toMatchObject({ tag: 'IdConflict', id: 'entity/2', index: 1 })
    expect(await sizeOf(one)).toBe(2)
  })
  it('with the same content is there already, and what is appended next is chained to it', async () => {
    const [one, other] = await twoLogs()
    await append(other, [anEntity(2)])
    expect(await append(one, [anEntity(2)])).toEqual({ indexes: [1], added: 0, size: 2 })
    await append(one, [anEntity(3)])
    expect(await all(other)).toHaveLength(3)
  })
  it('is found after the server has forgotten which ids it saw of late', async () => {
    const [one, other] = await twoLogs()
    await append(other, [anEntity(2)])
    await standIn().tell({ ask: 'forget' })
    expect(await append(one, [anEntity(2)])).toMatchObject({ indexes: [1], added: 0 })
  })
})
