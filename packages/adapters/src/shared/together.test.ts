import { describe, expect, it } from 'vitest'
import { together } from './together.js'

/** Questions that are answered when the test says so. */
const questions = () => {
  const asked: {
    readonly from: number
    readonly answer: (text: string) => void
    readonly fail: () => void
  }[] = []
  const ask = together<string>(
    async (from) =>
      new Promise((answer, reject) => {
        asked.push({ from, answer, fail: () => reject(new Error('lost')) })
      }),
  )
  return { asked, ask }
}

const turn = async (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve)
  })

describe('together', () => {
  it('asks different questions at once', () => {
    const { asked, ask } = questions()
    void ask(0, 9)
    void ask(1, 9)
    void ask(0, 8)
    expect(asked).toHaveLength(3)
  })
  it('lets those who ask the same meanwhile share the next question, not the one under way', async () => {
    const { asked, ask } = questions()
    const first = ask(0, 9)
    const later = [ask(0, 9), ask(0, 9)]
    expect(asked).toHaveLength(1)
    asked[0]?.answer('old')
    expect(await first).toBe('old')
    await turn()
    expect(asked).toHaveLength(2)
    const latest = ask(0, 9)
    asked[1]?.answer('new')
    expect(await Promise.all(later)).toEqual(['new', 'new'])
    await turn()
    asked[2]?.answer('newest')
    expect(await latest).toBe('newest')
  })
  it('asks again after a question that failed, for those who waited', async () => {
    const { asked, ask } = questions()
    const first = ask(0, 9)
    const later = ask(0, 9)
    asked[0]?.fail()
    await expect(first).rejects.toThrow('lost')
    await turn()
    asked[1]?.answer('found')
    expect(await later).toBe('found')
  })
})
