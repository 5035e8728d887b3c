import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { identityOf } from './file.js'
import { presenceAt } from './presence.js'

const aFile = (): string => {
  const path = join(fs.mkdtempSync(join(tmpdir(), 'vacatur-presence-')), 'law.db')
  fs.writeFileSync(path, '')
  return path
}

describe('presenceAt', () => {
  it('is away where the file was moved, and there again when it is back', () => {
    const path = aFile()
    const presence = presenceAt(path, identityOf(path))
    expect(presence()).toBe('there')
    fs.renameSync(path, `${path}.away`)
    expect(presence()).toBe('away')
    fs.renameSync(`${path}.away`, path)
    expect(presence()).toBe('there')
  })

  it('is gone once it was away for too long', async () => {
    const path = aFile()
    const presence = presenceAt(path, identityOf(path), 20)
    fs.rmSync(path)
    expect(presence()).toBe('away')
    await expect.poll(presence).toBe('gone')
  })

  it('is gone at once where another file took its place', () => {
    const path = aFile()
    const presence = presenceAt(path, identityOf(path))
    fs.renameSync(aFile(), path)
    expect(presence()).toBe('gone')
  })
})
