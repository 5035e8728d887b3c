/** Whether the pure packages, as built, bundle for a browser and run where there is nothing of Node. */
import { createContext, runInContext } from 'node:vm'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'

const here = fileURLToPath(new URL('.', import.meta.url))

/** A script that sets `bundled` to the module; fails if the module needs anything that only Node has. */
async function browserBundleOf(specifier: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: `export * from '${specifier}'`, resolveDir: here },
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

describe('a browser bundle', () => {
  it.each(['@vacatur/core', '@vacatur/rules'])('of %s runs without anything of Node', async (specifier) => {
    const script = await browserBundleOf(specifier)
    const context = createContext(browserGlobals())
    runInContext(script, context)
    expect(runInContext('Object.keys(bundled).length', context)).toBeGreaterThan(0)
  })
})
