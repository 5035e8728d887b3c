/** Files that are not what was written: truncated, altered, another program's, of a newer version. Reported, never believed. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { sqliteLog } from '@vacatur/adapters/sqlite'
import type { LogFailure, Recorded } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { beforeAll, describe, expect, it } from 'vitest'
import { anEntity, entities } from './entries.js'
import { fileAt, freshPaths } from './files.js'
import { all, append, heard, heardIds, must, pause, refused } from './harness.js'
import { allDone, started } from './process.js'

const freshPath = freshPaths()

/** What is to be had from a file: its entries, or why there are none. */
const outcomeOf = async (path: string): Promise<readonly Recorded[] | LogFailure> => {
  const opened = await sqliteLog({ path, create: false, busyTimeoutMs: 50 })()
  if (E.isLeft(opened)) return opened.left
  try {
    const entries: Recorded[] = []
    for await (const page of opened.right.read()) {
      if (E.isLeft(page)) return page.left
      entries.push(...page.right)
    }
    return entries
  } finally {
    await opened.right.close()()
  }
}

const isEntries = (outcome: readonly Recorded[] | LogFailure): outcome is readonly Recorded[] =>
  !('tag' in outcome)

const tagOf = (outcome: readonly Recorded[] | LogFailure): string =>
  'tag' in outcome ? outcome.tag : 'entries'

/** A closed log of entries small and large, as bytes, and its entries. */
const aClosedLog = async (): Promise<{ readonly bytes: Buffer; readonly entries: readonly Recorded[] }> => {
  const path = freshPath()
  const log = must(await sqliteLog({ path })())
  await append(log, [...entities(60), anEntity(61, { note: 'x'.repeat(20_000) }), ...entities(30, 62)])
  const read = await all(log)
  await log.close()()
  return { bytes: readFileSync(path), entries: read }
}

const isPrefix = (entries: readonly Recorded[], others: readonly Recorded[]): boolean =>
  isDeepStrictEqual(entries, others.slice(0, entries.length))

/** Whether the file is reported, or read as what was written. */
const isReportedOr = async (path: string, written: readonly Recorded[]): Promise<boolean> => {
  const outcome = await outcomeOf(path)
  return !isEntries(outcome) || isDeepStrictEqual(outcome, written)
}

const altered = (bytes: Buffer, offset: number, mask: number): Buffer => {
  const copy = Buffer.from(bytes)
  copy[offset] = (copy[offset] ?? 0) ^ mask
  return copy
}

const steps = (end: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, step) => Math.floor((end * step) / count))

let whole: Awaited<ReturnType<typeof aClosedLog>>
beforeAll(async () => {
  whole = await aClosedLog()
})

describe('a closed log', () => {
  it('is one file', async () => {
    const path = freshPath()
    await allDone(fileAt(path), [{ what: 'append', count: 3, prefix: 'w' }])
    const files = readdirSync(dirname(path)).filter((name) => name.startsWith(basename(path)))
    expect(files).toEqual([basename(path)])
  })
  it('that was truncated is reported, wherever it was cut', async () => {
    const path = freshPath()
    for (const length of [...steps(whole.bytes.length, 150), whole.bytes.length - 1]) {
      writeFileSync(path, whole.bytes.subarray(0, length))
      expect([length, tagOf(await outcomeOf(path))]).toEqual([length, 'LogCorrupt'])
    }
  })
  it.each([0x01, 0x80, 0xff])('with one byte altered (%d) is reported, or unharmed', async (mask) => {
    const path = freshPath()
    const offsets = [...steps(400, 100), ...steps(whole.bytes.length, 400)]
    const believed: number[] = []
    for (const offset of offsets) {
      writeFileSync(path, altered(whole.bytes, offset, mask))
      if (!(await isReportedOr(path, whole.entries))) believed.push(offset)
    }
    expect(believed).toEqual([])
  })
  it('with one byte of an entry altered names the entry', async () => {
    const path = freshPath()
    const bytes = Buffer.from(whole.bytes)
    bytes.write('Entity X', bytes.indexOf('Entity 42 Co'))
    writeFileSync(path, bytes)
    expect(await outcomeOf(path)).toMatchObject({ tag: 'LogCorrupt', index: 41 })
  })
  it('with a page of nothing is reported, or unharmed', async () => {
    const path = freshPath()
    const believed: number[] = []
    for (let page = 0; page < whole.bytes.length; page += 4096) {
      writeFileSync(path, Buffer.from(whole.bytes).fill(0, page, page + 4096))
      if (!(await isReportedOr(path, whole.entries))) believed.push(page)
    }
    expect(believed).toEqual([])
  })
})

const SUFFIXES = ['', '-wal', '-size'] as const

const copied = (path: string): string => {
  const copy = freshPath()
  for (const suffix of SUFFIXES) copyFileSync(path + suffix, copy + suffix)
  return copy
}

interface KilledLog {
  readonly path: string
  readonly acknowledged: number
  readonly entries: readonly Recorded[]
}

/** The files of a log whose writer was killed: most of what was acknowledged is in the `-wal` file. */
const aKilledLog = async (): Promise<KilledLog> => {
  const path = freshPath()
  const worker = await started(fileAt(path), { what: 'append', count: 10_000, prefix: 'w' })
  worker.go()
  await worker.hasSaid(40)
  worker.kill()
  await worker.ended
  const entries = must(E.fromPredicate(isEntries, (failure) => failure)(await outcomeOf(copied(path))))
  return { path, acknowledged: worker.said.length, entries }
}

let made: Promise<KilledLog> | undefined
const killedLog = async (): Promise<KilledLog> => (made ??= aKilledLog())

describe('a log whose writer was killed', () => {
  it('is whole', async () => {
    const { entries, acknowledged } = await killedLog()
    expect(entries.length).toBeGreaterThanOrEqual(acknowledged)
  })
  it('whose -wal file was deleted is reported, and left as it is', async () => {
    const { path: original } = await killedLog()
    const path = copied(original)
    rmSync(`${path}-wal`)
    expect(await outcomeOf(path)).toMatchObject({ tag: 'LogCorrupt' })
    expect(await outcomeOf(path)).toMatchObject({ tag: 'LogCorrupt' })
    for (const suffix of ['', '-size'])
      expect(readFileSync(path + suffix)).toEqual(readFileSync(original + suffix))
  })
  it('whose -wal file was truncated is reported, and left as it is', async () => {
    const killed = await killedLog()
    const wal = readFileSync(`${killed.path}-wal`)
    for (const length of steps(wal.length - 4096, 20).slice(1)) {
      const path = copied(killed.path)
      writeFileSync(`${path}-wal`, wal.subarray(0, length))
      expect([length, tagOf(await outcomeOf(path))]).toEqual([length, 'LogCorrupt'])
      expect(readFileSync(`${path}-wal`).length).toBe(length)
    }
  })
  it('whose -wal file was altered is reported, or has all that was acknowledged', async () => {
    const { path, acknowledged, entries } = await killedLog()
    const wal = readFileSync(`${path}-wal`)
    const believed: number[] = []
    for (const offset of steps(wal.length, 60)) {
      const copy = copied(path)
      writeFileSync(`${copy}-wal`, altered(wal, offset, 0xff))
      const outcome = await outcomeOf(copy)
      const isShort = isEntries(outcome) && outcome.length < acknowledged
      if (isShort || (isEntries(outcome) && !isPrefix(outcome, entries))) believed.push(offset)
    }
    expect(believed).toEqual([])
  })
  it('whose file is gone, its -wal left, is reported; none is made in its place', async () => {
    const killed = await killedLog()
    const path = copied(killed.path)
    rmSync(path)
    const failure = refused(await sqliteLog({ path })())
    expect(failure).toMatchObject({ tag: 'LogCorrupt' })
    expect(existsSync(path)).toBe(false)
    expect(readFileSync(`${path}-wal`)).toEqual(readFileSync(`${killed.path}-wal`))
  })
})

describe('a log that is open', () => {
  it('whose file is removed says so, and acknowledges nothing', async () => {
    const path = freshPath()
    const log = must(await sqliteLog({ path })())
    await append(log, entities(3))
    rmSync(path)
    expect(refused(await log.append([anEntity(9)])())).toMatchObject({ tag: 'LogUnavailable' })
    expect(refused(await log.size()())).toMatchObject({ tag: 'LogUnavailable' })
    await log.close()()
  })
  it('whose file is away for a while is silent to followers, and goes on when it is back', async () => {
    const path = freshPath()
    const log = must(await sqliteLog({ path, heartbeatMs: 20 })())
    await append(log, entities(2))
    const following = heard(log, {}, (soFar) => heardIds(soFar).length >= 3)
    await pause(60)
    renameSync(path, `${path}.away`)
    await pause(100)
    renameSync(`${path}.away`, path)
    await append(log, [anEntity(3)])
    expect(heardIds(await following)).toEqual(['entity/1', 'entity/2', 'entity/3'])
    await log.close()()
  })
  it('whose path becomes a directory says so', async () => {
    const path = freshPath()
    const log = must(await sqliteLog({ path })())
    rmSync(path)
    mkdirSync(path)
    expect(refused(await log.append([anEntity(9)])())).toMatchObject({ tag: 'LogUnavailable' })
    await log.close()()
  })
})
