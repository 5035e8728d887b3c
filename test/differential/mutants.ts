/** Campaigns on sources that were broken on purpose: bundled with one place changed, and run. */
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { onTestFinished } from 'vitest'

/** One change to one file of the core. */
export interface Mutation {
  readonly name: string
  /** In packages/core/src. */
  readonly file: string
  readonly from: string
  readonly to: string
}

const root = (relative: string): string => fileURLToPath(new URL(`../../${relative}`, import.meta.url))

/** `@vacatur/core/compiled` → packages/core/src/compiled/index.ts */
const sources: Plugin = {
  name: 'sources',
  setup: (bundling) => {
    bundling.onResolve({ filter: /^@vacatur\// }, ({ path }) => {
      const [, name = '', folder] = path.split('/')
      return { path: root(`packages/${name}/src/${folder === undefined ? '' : `${folder}/`}index.ts`) }
    })
  },
}

const mutating = ({ file, from, to }: Mutation): Plugin => ({
  name: 'mutation',
  setup: (bundling) => {
    const path = root(`packages/core/src/${file}`)
    bundling.onLoad({ filter: /\.ts$/ }, (loading) => {
      if (loading.path !== path) return undefined
      const source = readFileSync(path, 'utf8')
      if (source.split(from).length !== 2) throw new Error(`${file} does not hold this once: ${from}`)
      return { contents: source.replace(from, () => to), loader: 'ts' }
    })
  },
})

/** What a module of this folder exports, bundled with a mutation, or with none. */
export const mutated = async <T>(module: string, mutation?: Mutation): Promise<T> => {
  const directory = await mkdtemp(join(tmpdir(), 'vacatur-mutant-'))
  onTestFinished(async () => rm(directory, { recursive: true, force: true }))
  const outfile = join(directory, 'mutant.mjs')
  await build({
    entryPoints: [root(`test/differential/${module}`)],
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile,
    logLevel: 'silent',
    plugins: mutation === undefined ? [sources] : [mutating(mutation), sources],
  })
  return (await import(pathToFileURL(outfile).href)) as T
}
