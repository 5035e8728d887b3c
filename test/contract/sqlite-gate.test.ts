/** A gate on a log in a SQLite file: a file that is taken away makes it refuse; one that is back, decide again; one that was replaced is lost. */
import { renameSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { aDesignation, anEntity, aProgram } from './entries.js'
import { fileAt, freshPaths } from './files.js'
import { aGate, ORDER, until } from './gate-contract.js'
import { append, opened } from './harness.js'

const freshPath = freshPaths()

describe('a gate on a log whose file is moved away', () => {
  it('goes stale, and live again when it is back, with what came then', async () => {
    const path = freshPath()
    const log = await opened(fileAt(path))
    await append(log, [aProgram(1, { program: 'us-ccmc' }), anEntity(1)])
    const gate = await aGate(log, 400)
    await until(gate, 'live', 2)
    renameSync(path, `${path}.away`)
    await until(gate, 'stale', 2)
    expect(gate.check(ORDER)).toMatchObject({ outcome: 'undetermined', reasons: [{ code: 'log-stale' }] })
    renameSync(`${path}.away`, path)
    await until(gate, 'live', 2)
    await append(await opened(fileAt(path)), [aDesignation(1, { program: 'us-ccmc' })])
    await until(gate, 'live', 3)
    expect(gate.check(ORDER)).toMatchObject({ outcome: 'deny', reasons: [{ code: 'buy-banned' }] })
  })

  it('fails for good where another file takes its place, and says so', async () => {
    const path = freshPath()
    const log = await opened(fileAt(path))
    await append(log, [aProgram(1, { program: 'us-ccmc' }), anEntity(1)])
    const gate = await aGate(log, 60_000)
    await until(gate, 'live', 2)
    const another = freshPath()
    await (await opened(fileAt(another))).close()()
    renameSync(another, path)
    await until(gate, 'failed', 2)
    expect(gate.check(ORDER)).toMatchObject({
      outcome: 'undetermined',
      reasons: [
        { code: 'log-failed', sentence: expect.stringContaining('another took its place') as string },
      ],
    })
  })
})
