import { describe, expect, it } from 'vitest'
import { inTurn } from './turn.js'

describe('inTurn', () => {
  it('runs one task after the other, also after one that failed', async () => {
    const turn = inTurn()
    const steps: string[] = []
    const task = (name: string) => async (): Promise<string> => {
      steps.push(`${name} begins`)
      await new Promise((resolve) => {
        setImmediate(resolve)
      })
      steps.push(`${name} ends`)
      if (name === 'b') throw new Error('b failed')
      return name
    }
    const [a, b, c] = [turn(task('a')), turn(task('b')), turn(task('c'))]
    await expect(b).rejects.toThrow('b failed')
    expect([await a, await c]).toEqual(['a', 'c'])
    expect(steps).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  })
})
