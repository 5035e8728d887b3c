/** Whether the pure packages, as built, bundle for a browser and run where there is nothing of Node. */
import { readFileSync } from 'node:fs'
import { createContext, runInContext } from 'node:vm'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'

const here = fileURLToPath(new URL('.', import.meta.url))

/** The whole record, as text, for a place that has no files. */
const DATA = readFileSync(`${here}../../examples/data/us-investment-bans.jsonl`, 'utf8')

/** A script that sets `bundled` to the module; fails if the module needs anything that only Node has. */
async function browserBundleOf(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: here },
    bundle: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'bundled',
    logLevel: 'silent',
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

/** What a browser offers besides the language itself, as far as it is needed; no process, Buffer or require. */
const browserGlobals = () => ({ TextEncoder, TextDecoder })

/** Runs a bundle where there is nothing of Node, then an expression beside it. */
const run = (script: string, expression: string, globals: object = {}): unknown => {
  const context = createContext({ ...browserGlobals(), ...globals })
  runInContext(script, context)
  return runInContext(expression, context)
}

const ANSWERS = `
  import { recordEntries, recordOf, indexedRecordOf } from '@vacatur/core'
  import { catalogue } from '@vacatur/rules'
  export const answers = (lines, known, order) => {
    const recorded = recordEntries(lines.trimEnd().split('\\n').map((line) => JSON.parse(line)))
    return [recordOf, indexedRecordOf].map((read) => {
      const { outcome, reasons, validUntil } = read(recorded.right, catalogue).decide(order, known)
      return [outcome, reasons[0].code, validUntil].join()
    })
  }`

/** Buying Xiaomi on 16 March 2021, as publicly known at an instant; by the oracle and by the index. */
const askedAt = (knownAt: string) => {
  const order = {
    activity: 'buy',
    instrument: { isin: 'KYG9830T1067' },
    person: { usPerson: true },
    tradedAt: Date.parse('2021-03-16T14:00:00.000Z'),
  }
  return { order, known: { clock: 'published', knownAt: Date.parse(knownAt) } }
}

describe('a browser bundle', () => {
  it.each(['@vacatur/core', '@vacatur/core/compiled', '@vacatur/core/oracle', '@vacatur/rules'])(
    'of %s runs without anything of Node',
    async (specifier) => {
      const script = await browserBundleOf(`export * from '${specifier}'`)
      expect(run(script, 'Object.keys(bundled).length')).toBeGreaterThan(0)
    },
  )

  it('decides as Node does', async () => {
    const script = await browserBundleOf(ANSWERS)
    const asked = (knownAt: string) =>
      run(script, 'String(bundled.answers(lines, known, order))', { lines: DATA, ...askedAt(knownAt) })
    expect(asked('2021-03-11T20:00:00.000Z')).toBe('deny,buy-banned,,deny,buy-banned,')
    expect(asked('2021-03-13T12:00:00.000Z')).toBe('permit,enjoined,,permit,enjoined,')
    expect(asked('2026-11-24T12:00:00.000Z')).toBe('permit,vacated,,permit,vacated,')
  })

  it('cannot be made of what reads files, nor run what asks for the process', async () => {
    await expect(browserBundleOf(`export { readFileSync } from 'node:fs'`)).rejects.toThrow('"node:fs"')
    expect(() => run('process.version', '0')).toThrow('process is not defined')
  })
})
