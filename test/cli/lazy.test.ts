/** What a command loads: the clients of other logs than the one it is asked for stay on the disk. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aLogOfTheExample, root } from './vacatur.js'

/** Runs a command in plain Node; prints which packages of clients were loaded (both are CommonJS, so that its cache knows). */
const SCRIPT = `
  const { createRequire } = await import('node:module')
  const { runCommandLine, processSurroundings } = await import('@vacatur/adapters/cli')
  const { terminal, ...others } = processSurroundings(() => 1600000000000)
  const quiet = { ...terminal, out: () => undefined, err: () => undefined }
  await runCommandLine(JSON.parse(process.argv[1]), { ...others, terminal: quiet })
  const files = Object.keys(createRequire(process.cwd() + '/x.js').cache)
  const isLoaded = (name) => files.some((file) => file.includes('node_modules/' + name + '/'))
  console.log(JSON.stringify(['pg', '@eventstore/db-client'].filter(isLoaded)))`

const loadedBy = (...args: readonly string[]): unknown => {
  const node = ['--input-type=module', '--eval', SCRIPT, JSON.stringify(args)]
  return JSON.parse(execFileSync(process.execPath, node, { cwd: join(root, 'test'), encoding: 'utf8' }))
}

describe('the clients of databases', () => {
  it('are not loaded for a log in a file', async () => {
    expect(loadedBy('status', 'xiaomi', '--log', await aLogOfTheExample())).toEqual([])
  })
  it('are loaded for the log that is asked for, and no other', () => {
    expect(loadedBy('status', 'xiaomi', '--log', 'postgres://127.0.0.1:1/d')).toEqual(['pg'])
    expect(loadedBy('status', 'xiaomi', '--log', 'esdb://127.0.0.1:1?tls=false')).toEqual([
      '@eventstore/db-client',
    ])
  })
})
