/** Copying a log: whole, resumed, refused; and cut off in the middle, by the command. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { copyLog, type CopyProgress, explainCopyFailure } from '@vacatur/adapters/copy'
import { openEventStoreLog } from '@vacatur/adapters/eventstoredb'
import { memoryLog } from '@vacatur/adapters/memory'
import { openSqliteLog } from '@vacatur/adapters/sqlite'
import type { CopyTarget, EventLog } from '@vacatur/core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { root, vacatur } from '../cli/vacatur.js'
import { anEntity, entities } from '../contract/entries.js'
import { freshPaths } from '../contract/files.js'
import { all, append, must, refused, requireBuild, settableClock } from '../contract/harness.js'
import { freshStream, standInForAll, withStream } from '../eventstoredb/server.js'

const freshPath = freshPaths()
const standIn = standInForAll()

/** A log of so many entries, ten a second. */
const aLogOf = async (count: number, log: EventLog & CopyTarget = memoryLog()): Promise<CopyTarget> => {
  const clock = settableClock(1_600_000_000_000)
  const recording = memoryLog({ now: clock.now })
  for (let from = 0; from < count; from += 10) {
    clock.set(1_600_000_000_000 + from * 100)
    await append(recording, entities(Math.min(10, count - from), from))
  }
  must(await copyLog({ from: recording, to: log })())
  return log
}

describe('copyLog', () => {
  it('copies places, instants and digests, and tells how far it is', async () => {
    const [from, to] = [await aLogOf(2500), memoryLog()]
    const told: CopyProgress[] = []
    const copied = must(await copyLog({ from, to, onProgress: (progress) => told.push(progress) })())
    expect(copied).toMatchObject({ size: 2500, added: 2500 })
    expect(await all(to)).toEqual(await all(from))
    expect(told.findLast(({ phase }) => phase === 'copying')).toMatchObject({ done: 2500, size: 2500 })
    expect(told.at(-1)).toEqual({ phase: 'verifying', done: 2500, size: 2500 })
  })
  it('goes on where an earlier copy stopped, and ends with the same digest', async () => {
    const [from, to] = [await aLogOf(50), memoryLog()]
    must(await to.appendRecorded((await all(from)).slice(0, 20))())
    const resumed = must(await copyLog({ from, to })())
    expect(resumed).toMatchObject({ size: 50, added: 30 })
    expect(must(await copyLog({ from, to })())).toEqual({ ...resumed, added: 0 })
    expect(must(await copyLog({ from, to: memoryLog() })()).digest).toBe(resumed.digest)
  })
  it('of an empty log is an empty log', async () => {
    expect(must(await copyLog({ from: memoryLog(), to: memoryLog() })())).toMatchObject({ size: 0, added: 0 })
  })
  it('has another digest if one instant is another', async () => {
    const [early, late] = [memoryLog({ now: settableClock(1).now }), memoryLog({ now: settableClock(2).now })]
    for (const log of [early, late]) await append(log, entities(1))
    const digestOf = async (from: EventLog) => must(await copyLog({ from, to: memoryLog() })()).digest
    expect(await digestOf(early)).not.toBe(await digestOf(late))
  })
  it.each([
    ['another entry', async (to: CopyTarget) => append(to, [anEntity(7)]), 0, 'entity/7'],
    [
      'the same, recorded at another instant',
      async (to: CopyTarget) => append(to, entities(1, 0)),
      0,
      'instant',
    ],
  ])('writes nothing to a log that has %s', async (_, fill, index, words) => {
    const [from, to] = [await aLogOf(3), memoryLog()]
    await fill(to)
    const failure = refused(await copyLog({ from, to })())
    expect(failure).toMatchObject({ tag: 'CopyDiffers', index })
    expect(explainCopyFailure(failure)).toContain(words)
    expect(await all(to)).toHaveLength(1)
  })
  it('refuses a log that has more', async () => {
    const [from, to] = [await aLogOf(3), await aLogOf(5)]
    expect(refused(await copyLog({ from, to })())).toMatchObject({ tag: 'CopyDiffers', index: 3 })
  })
  it('splits what one append to EventStoreDB does not take', async () => {
    const from = memoryLog()
    const large = Array.from({ length: 9 }, (_, number) => anEntity(number, { note: 'ß'.repeat(200_000) }))
    await append(from, [...large, ...entities(3000, 100)])
    const to = await openEventStoreLog({ url: withStream(standIn().url, freshStream()) })
    onTestFinished(async () => {
      await to.close()()
    })
    expect(must(await copyLog({ from, to })())).toMatchObject({ size: 3009, added: 3009 })
    expect(await all(to)).toEqual(await all(from))
  })
  it('splits further where a server takes less than that', async () => {
    const from = memoryLog()
    await append(from, entities(400))
    const url = withStream(standIn().url, freshStream())
    const to = await openEventStoreLog({ url, maxAppendBytes: 20_000 })
    onTestFinished(async () => {
      await to.close()()
    })
    expect(must(await copyLog({ from, to })())).toMatchObject({ added: 400 })
  })
  it('tells of an entry that a server does not take at all', async () => {
    const from = memoryLog()
    await append(from, [anEntity(1), anEntity(2, { note: 'x'.repeat(30_000) })])
    const url = withStream(standIn().url, freshStream())
    const to = await openEventStoreLog({ url, maxAppendBytes: 20_000 })
    onTestFinished(async () => {
      await to.close()()
    })
    expect(refused(await copyLog({ from, to })())).toMatchObject({ tag: 'EntryInvalid', position: 0 })
  })
})

const BIN = join(root, 'packages/adapters/bin/vacatur.js')

/** Starts a copy, and kills it once something has arrived. */
const killedInTheMiddle = async (from: string, to: string, sizeNow: () => Promise<number>): Promise<void> => {
  const child = spawn(process.execPath, [BIN, 'copy', '--from', from, '--to', to], { stdio: 'ignore' })
  const ended = once(child, 'exit')
  while ((await sizeNow()) === 0 && child.exitCode === null) await new Promise(setImmediate)
  child.kill('SIGKILL')
  await ended
}

const sizeWhere = async (open: () => Promise<EventLog>): Promise<number> => {
  try {
    const log = await open()
    const size = must(await log.size()())
    await log.close()()
    return size
  } catch {
    return 0
  }
}

describe('vacatur copy', () => {
  const SIZE = 12_000
  const targets = [
    {
      kind: 'a file',
      place: () => {
        const path = freshPath()
        return { url: `sqlite:${path}`, open: async () => openSqliteLog({ path, create: false }) }
      },
    },
    {
      kind: 'EventStoreDB',
      place: () => {
        const url = withStream(standIn().url, freshStream())
        return { url, open: async () => openEventStoreLog({ url }) }
      },
    },
  ]
  it.each(targets)('into $kind, killed in the middle, is finished by the next', async ({ place }) => {
    requireBuild()
    const path = freshPath()
    const original = await aLogOf(SIZE, await openSqliteLog({ path }))
    const { url, open } = place()
    await killedInTheMiddle(`sqlite:${path}`, url, async () => sizeWhere(open))
    const half = await sizeWhere(open)
    expect(half).toBeGreaterThan(0)
    expect(half).toBeLessThan(SIZE)
    const finished = await vacatur(['copy', '--from', `sqlite:${path}`, '--to', url, '--json'])
    expect(finished).toMatchObject({ code: 0, err: '' })
    expect(JSON.parse(finished.out)).toMatchObject({ size: SIZE, added: SIZE - half })
    const copy = await open()
    expect(await all(copy)).toEqual(await all(original))
    for (const log of [copy, original]) await log.close()()
  })
  it('tells what it did, and refuses to mix two logs', async () => {
    const [one, other] = [freshPath(), freshPath()]
    await (await aLogOf(30, await openSqliteLog({ path: one }))).close()()
    const copied = await vacatur(['copy', '--from', `sqlite:${one}`, '--to', `sqlite:${other}`])
    expect(copied).toMatchObject({ code: 0, err: '' })
    expect(copied.out).toMatch(
      /^30 entries copied; sqlite:\S+ has 30 entries, verified\nsha256 over all: [0-9a-f]{64}\n$/,
    )
    const third = `sqlite:${freshPath()}`
    await vacatur(['init', '--log', third])
    const mixed = await vacatur(['copy', '--from', `sqlite:${one}`, '--to', third])
    expect(mixed).toMatchObject({ code: 65, out: '' })
    expect(mixed.err).toContain('is no copy of')
    const missing = await vacatur([
      'copy',
      '--from',
      `sqlite:${freshPath()}`,
      '--to',
      `sqlite:${freshPath()}`,
    ])
    expect(missing.code).toBe(69)
  })
})
