import { describe, expect, it } from 'vitest'
import { linesTo } from './lines.js'

describe('linesTo', () => {
  it('hands on large pieces, and waits until each was taken', async () => {
    const pieces: string[] = []
    let release: (() => void) | undefined
    const lines = linesTo({
      out: (text) => pieces.push(text),
      taken: async () =>
        new Promise((resolve) => {
          release = () => resolve(true)
        }),
    })
    lines.write('a\n')
    await lines.breathe()
    expect(pieces).toEqual([])
    lines.write('b'.repeat(1 << 16))
    let isThrough = false
    const breathe = async (): Promise<void> => {
      await lines.breathe()
      isThrough = true
    }
    const breathing = breathe()
    await new Promise(setImmediate)
    expect([pieces.length, pieces[0]?.length, isThrough]).toEqual([1, 2 + (1 << 16), false])
    release?.()
    await breathing
    expect(isThrough).toBe(true)
  })

  it('hands on the rest at the end, and nothing where there is none', async () => {
    const pieces: string[] = []
    const lines = linesTo({ out: (text) => pieces.push(text), taken: async () => Promise.resolve(true) })
    lines.write('a')
    await lines.end()
    await lines.end()
    expect(pieces).toEqual(['a'])
  })
})
