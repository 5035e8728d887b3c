/** Whether everything that the packages export loads in plain Node from what was built. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'

interface Manifest {
  readonly name: string
  readonly exports: Readonly<Record<string, unknown>>
}

const here = fileURLToPath(new URL('.', import.meta.url))

const specifiers = ['core', 'rules', 'adapters'].flatMap((folder) => {
  const manifest = JSON.parse(
    readFileSync(`${here}../../packages/${folder}/package.json`, 'utf8'),
  ) as Manifest
  return Object.keys(manifest.exports).map((subpath) => manifest.name + subpath.slice(1))
})

/** Loads each module in one process of plain Node, away from the sources; prints its names or why it failed. */
const SCRIPT = `
  const load = async (specifier) => [specifier, await import(specifier).then(Object.keys, String)]
  console.log(JSON.stringify(await Promise.all(JSON.parse(process.argv[1]).map(load))))`

function namesInNode(): ReadonlyMap<string, unknown> {
  const args = ['--input-type=module', '--eval', SCRIPT, JSON.stringify(specifiers)]
  const output = execFileSync(process.execPath, args, { cwd: here, encoding: 'utf8' })
  return new Map(JSON.parse(output) as [string, unknown][])
}

describe('the built packages', () => {
  let names: ReadonlyMap<string, unknown> = new Map()

  beforeAll(() => {
    names = namesInNode()
  })

  it.each(specifiers)('%s loads in plain Node and exports something', (specifier) => {
    expect(names.get(specifier)).toEqual(expect.arrayContaining([expect.any(String)]))
  })
})
