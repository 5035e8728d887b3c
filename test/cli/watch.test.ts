/** Watching a log that another process appends to: as built, and ended as a user would end it. */
import { spawn } from 'node:child_process'
import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import { aFile, aLogOfTheExample, BIN, newDirectory, vacatur } from './vacatur.js'

const DESIGNATION = {
  id: 'cmic/harbour-optics/2026-11-24',
  type: 'EntityDesignated',
  validAt: '2026-11-24T05:00:00.000Z',
  publishedAt: '2026-11-24T05:00:00.000Z',
  source: { authority: 'us-treasury', citation: 'a notice' },
  program: 'us-ns-cmic',
  entity: 'harbour-optics',
  listedOn: '2026-11-24',
}

/** A watch that is running: its next line of standard output or error, and how it ends. */
const watching = (log: string, ...args: readonly string[]) => {
  const child = spawn(process.execPath, [BIN, 'watch', '--log', log, ...args])
  const lines = async function* (stream: NodeJS.ReadableStream): AsyncGenerator<string, void> {
    for await (const line of createInterface({ input: stream })) yield line
  }
  const [out, err] = [lines(child.stdout), lines(child.stderr)]
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', resolve)
  })
  const next = async (of: AsyncGenerator<string>): Promise<string> => {
    const step = await of.next()
    return step.done === true ? '(the end)' : step.value
  }
  return { child, ended, out: async () => next(out), err: async () => next(err) }
}

describe('watch', () => {
  it('tells as JSON what another process appends, for whom and from when, and ends cleanly', async () => {
    const log = await aLogOfTheExample()
    const { child, ended, out } = watching(log, '--json', '--stale-after', '600000')
    expect(JSON.parse(await out())).toMatchObject({ state: 'live', size: 497 })
    const appended = await vacatur(['append', aFile(JSON.stringify(DESIGNATION)), '--log', log])
    expect(appended.code).toBe(0)
    expect(JSON.parse(await out())).toMatchObject({
      index: 497,
      id: DESIGNATION.id,
      effects: [
        {
          entity: 'harbour-optics',
          program: 'us-ns-cmic',
          because: [DESIGNATION.id],
          changes: [
            { since: '2026-11-24T05:00:00.000Z', after: { standing: 'designated', buy: 'open' } },
            { after: { buy: 'banned', sell: 'divest-only' } },
            { until: null, after: { sell: 'banned' } },
          ],
        },
      ],
    })
    child.kill('SIGINT')
    expect(await ended).toBe(0)
    expect(await out()).toBe('(the end)')
  })

  it('tells people from an entry on, and says where the log stands', async () => {
    const log = await aLogOfTheExample()
    const { child, ended, out, err } = watching(log, '--from', '496', '--stale-after', '600000')
    expect(await err()).toBe(`${log} is followed: 497 entries; Ctrl-C ends`)
    expect(await out()).toMatch(/^entry 496 .* EntityDesignated 1260h\/alibaba\/2026-06-08$/)
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
  })

  it('says when the log is gone, and when it is back', async () => {
    const log = await aLogOfTheExample()
    const path = log.slice('sqlite:'.length)
    const { child, ended, err } = watching(log, '--stale-after', '400')
    expect(await err()).toContain('is followed: 497 entries')
    renameSync(path, `${path}.away`)
    expect(await err()).toMatch(/has not been heard of for \d+ ms/)
    renameSync(`${path}.away`, path)
    expect(await err()).toContain('is followed: 497 entries')
    child.kill('SIGINT')
    expect(await ended).toBe(0)
  })

  it('ends when another file took the place of the log, and says so', async () => {
    const [log, another] = [await aLogOfTheExample(), await aLogOfTheExample()]
    const { ended, err } = watching(log, '--stale-after', '600000')
    expect(await err()).toContain('is followed: 497 entries')
    renameSync(another.slice('sqlite:'.length), log.slice('sqlite:'.length))
    expect(await err()).toContain('The log cannot be followed')
    expect(await err()).toBe(
      `vacatur: ${log} is not available: the file was removed, or another took its place`,
    )
    expect(await ended).toBe(69)
  })

  it('ends when nobody reads it any more', async () => {
    const log = await aLogOfTheExample()
    const { child, ended, out } = watching(log, '--from', '0', '--json')
    await out()
    child.stdout.destroy()
    expect(await ended).toBe(0)
  })

  it('of a log that is not there is unavailable, and bad numbers are bad input', async () => {
    const none = `sqlite:${join(newDirectory(), 'none.db')}`
    expect((await vacatur(['watch', '--log', none])).code).toBe(69)
    const log = await aLogOfTheExample()
    const beyond = await vacatur(['watch', '--log', log, '--from', '498'])
    expect(beyond).toMatchObject({ code: 65, out: '' })
    expect(beyond.err).toContain('from 0 to 497, the size of the log')
    const from = await vacatur(['watch', '--log', none, '--from', '-1'])
    expect(from.code).toBe(65)
    expect(from.err).toContain('`--from` is -1')
    expect((await vacatur(['watch', '--log', none, '--stale-after', '0'])).code).toBe(65)
  })
})
