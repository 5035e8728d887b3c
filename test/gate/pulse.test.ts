/** A gate on a file that another process appends to: when that process is killed it refuses; when it returns it decides. */
import { type Gate, openGate } from '@vacatur/core'
import { catalogue } from '@vacatur/rules'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openSqliteLog } from '@vacatur/adapters/sqlite'
import { fileAt, freshPaths } from '../contract/files.js'
import { pause } from '../contract/harness.js'
import { type Job, started, type Worker } from '../contract/process.js'

const freshPath = freshPaths()

const WRITER: Job = { what: 'append', count: 1, pulseEveryMs: 40, stays: true }

const ORDER = {
  activity: 'buy',
  instrument: { isin: 'KYG9830T1067' },
  person: { usPerson: true },
  tradedAt: '2021-03-15T13:30:00.000Z',
} as const

const aWriter = async (path: string, prefix: string): Promise<Worker> => {
  const writer = await started(fileAt(path), { ...WRITER, prefix })
  writer.go()
  await writer.hasSaid(1)
  return writer
}

const aGateOn = async (path: string): Promise<Gate> => {
  const log = await openSqliteLog({ path, heartbeatMs: 30 })
  const gate = await openGate({ log, rulesets: catalogue, staleAfterMs: 500 })
  onTestFinished(async () => {
    await gate.close()
    await log.close()()
  })
  return gate
}

const until = async (gate: Gate, state: string, size = 1): Promise<void> => {
  while (gate.status().state !== state || gate.status().size !== size) await pause(5)
}

describe('a gate on a file whose writer promised a pulse', () => {
  it('goes stale when the writer is killed, and live again when one returns, with what it appended', async () => {
    const path = freshPath()
    const writer = await aWriter(path, 'one')
    const gate = await aGateOn(path)
    await until(gate, 'live')
    writer.kill()
    await writer.ended
    await until(gate, 'stale')
    expect(gate.check(ORDER)).toMatchObject({ outcome: 'undetermined', reasons: [{ code: 'log-stale' }] })
    await aWriter(path, 'two')
    await until(gate, 'live', 2)
    expect(gate.check(ORDER)).toMatchObject({ outcome: 'review', reasons: [{ code: 'unknown-instrument' }] })
  })

  it('stays live when the writer took its promise back: the log that can be read is then enough', async () => {
    const path = freshPath()
    const writer = await openSqliteLog({ path, pulseEveryMs: 40 })
    const reader = await openSqliteLog({ path, heartbeatMs: 20 })
    onTestFinished(async () => {
      await reader.close()()
    })
    await writer.close()()
    const heard: string[] = []
    for await (const step of reader.follow()) {
      heard.push(step._tag === 'Right' ? step.right.kind : step.left.tag)
      if (heard.length === 4) break
    }
    expect(heard).toEqual(['caught-up', 'heartbeat', 'heartbeat', 'heartbeat'])
  })

  it('hears no heartbeat while nobody keeps the promise, though the file can be read', async () => {
    const path = freshPath()
    const writer = await aWriter(path, 'one')
    writer.kill()
    await writer.ended
    const reader = await openSqliteLog({ path, heartbeatMs: 20 })
    onTestFinished(async () => {
      await reader.close()()
    })
    const heard: string[] = []
    const following = (async () => {
      for await (const step of reader.follow()) {
        heard.push(step._tag === 'Right' ? step.right.kind : step.left.tag)
      }
    })()
    await pause(300)
    expect(heard).toEqual(['entries', 'caught-up'])
    await aWriter(path, 'two')
    while (!heard.includes('heartbeat')) await pause(5)
    await reader.close()()
    await following
  })
})
