/** Each example does what it says. The one that starts another process is run as built. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
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

describe('04-order-gateway', () => {
  it('denies each company once another process has designated it, and says how soon', async () => {
    const main = fileURLToPath(new URL('dist/04-order-gateway/main.js', import.meta.url))
    const { stdout } = await promisify(execFile)(process.execPath, [main])
    const lines = stdout.trimEnd().split('\n')
    const enforced = lines.slice(1, -1).map((line) => line.replace(/\d+ ms/, 'N ms'))
    expect(enforced).toEqual(
      [1, 2, 3, 4, 5].map(
        (number) => `harbour-${number}  deny: buy-banned, N ms after it was recorded elsewhere`,
      ),
    )
    expect(lines.at(-1)).toMatch(/^gateway {4}\d+ orders checked meanwhile, at log sizes up to 515$/)
  })

  it('keeps to 80 lines of source', () => {
    const source = readFileSync(new URL('04-order-gateway/main.ts', import.meta.url), 'utf8')
    expect(source.trimEnd().split('\n').length).toBeLessThan(80)
  })
})
