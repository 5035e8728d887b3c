/** What a follower makes of a pulse: promised, beating, silent, or not to be read. */
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { sqliteLog } from './log.js'
import { pulseWatch } from './pulse.js'

const freshPath = (): string => {
  const folder = fs.mkdtempSync(join(tmpdir(), 'vacatur-pulse-'))
  onTestFinished(() => fs.rmSync(folder, { recursive: true }))
  return join(folder, 'log.db')
}

describe('a pulse', () => {
  it('is not missed where none was promised', () => {
    expect(pulseWatch(freshPath())()).toBe(true)
  })

  it('is heard when it beat since the last look, and not when it did not', () => {
    const path = freshPath()
    const isAlive = pulseWatch(path)
    fs.writeFileSync(`${path}-pulse`, '1 1')
    expect(isAlive()).toBe(false)
    fs.writeFileSync(`${path}-pulse`, '1 2')
    expect([isAlive(), isAlive()]).toEqual([true, false])
  })

  it.each([Number.NaN, 0, -1, 2 ** 31])(
    'is not promised every %d ms, which no timer keeps',
    async (pulseEveryMs) => {
      const path = freshPath()
      const opened = await sqliteLog({ path, pulseEveryMs })()
      expect(opened).toMatchObject({
        _tag: 'Left',
        left: {
          tag: 'LogUnavailable',
          reason: expect.stringContaining(`not every ${pulseEveryMs}`) as string,
        },
      })
      expect(fs.existsSync(`${path}-pulse`)).toBe(false)
    },
  )

  it('is not heard where it is there and cannot be read', () => {
    const path = freshPath()
    fs.mkdirSync(`${path}-pulse`)
    const isAlive = pulseWatch(path)
    expect([isAlive(), isAlive()]).toEqual([false, false])
  })
})
