/** Each example does what it says. */
import { readFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, describe, it } from 'vitest'
import { tellXiaomi } from './01-xiaomi/main.js'
import { askWhetherToBuy } from './02-embed/main.js'
import { tellFirmPolicy } from './03-firm-policy/main.js'

const told = async (): Promise<string> => {
  const lines: string[] = []
  await tellXiaomi((text) => lines.push(text))
  return lines.join('\n')
}

describe('01-xiaomi', () => {
  it('gives four answers to one order, each with its law, its sources and its end', async () => {
    const story = await told()
    const answers = [...story.matchAll(/^Asked .*: (\w+)\n─+\nreason +([\w-]+):/gm)].map(
      ([, outcome, code]) => [outcome, code],
    )
    expect(answers).toEqual([
      ['DENY', 'buy-banned'],
      ['PERMIT', 'enjoined'],
      ['PERMIT', 'enjoined'],
      ['PERMIT', 'vacated'],
    ])
    const times = (label: string) => story.match(new RegExp(`^${label.padEnd(13)}`, 'gm'))?.length
    expect(['law', 'because', 'valid until', 'timeline'].map(times)).toEqual([4, 4, 4, 4])
    expect(story).toMatch(/no\s+intervals\s+of\s+the\s+timeline\s+changed/)
  })

  it('keeps to 80 columns, and to 60 lines of source', async () => {
    expect((await told()).split('\n').filter((line) => line.length > 80)).toEqual([])
    const source = readFileSync(new URL('01-xiaomi/main.ts', import.meta.url), 'utf8')
    expect(source.trimEnd().split('\n').length).toBeLessThan(60)
  })
})

describe('02-embed', () => {
  it('denies, and does the same when it is run again on the same file', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'vacatur-embed-')), 'compliance.db')
    const [first, second] = [await askWhetherToBuy(path), await askWhetherToBuy(path)]
    expect(first).toMatchObject({ outcome: 'deny', asOf: { size: 500 } })
    expect(second).toMatchObject({ outcome: 'deny', asOf: { size: 500 } })
  })
})

describe('03-firm-policy', () => {
  const toldOfPolicy = async (): Promise<string> => {
    const lines: string[] = []
    await tellFirmPolicy((text) => lines.push(text))
    return lines.join('\n')
  }

  it('decides the same order by the law alone and by the house, and shows what was wrong with the draft', async () => {
    const story = await toldOfPolicy()
    const answers = [...story.matchAll(/^(law alone|with \w+) +(\w+): ([\w-]+)/gm)].map(([, ...said]) => said)
    expect(answers).toEqual([
      ['law alone', 'PERMIT', 'no-securities-effect'],
      ['with policy', 'DENY', 'house-no-new-positions'],
      ['with draft', 'DENY', 'house-no-new-positions'],
      ['with policy', 'PERMIT', 'delisted'],
    ])
    expect(story.match(/^conflict +rules `no-new-positions`/gm)).toHaveLength(4)
    expect(story).toMatch(/^policy +0 findings/m)
    expect(story).toMatch(/^its cases +10 of 10 passed/m)
  })

  it('keeps to 80 columns, and to 60 lines of source', async () => {
    expect((await toldOfPolicy()).split('\n').filter((line) => line.length > 80)).toEqual([])
    const source = readFileSync(new URL('03-firm-policy/main.ts', import.meta.url), 'utf8')
    expect(source.trimEnd().split('\n').length).toBeLessThan(60)
  })
})
