/**
 * Brings node_modules in line with the lockfile by a pnpm that npm fetches; skipped when nothing has changed.
 * The digest of what was installed is kept in node_modules/.vacatur-install.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './steps.mjs'

const stamp = join(root, 'node_modules', '.vacatur-install')

const manifests = () =>
  ['.', 'examples', 'test', ...readdirSync(join(root, 'packages')).map((name) => join('packages', name))]
    .map((folder) => join(folder, 'package.json'))
    .filter((file) => existsSync(join(root, file)))

const wanted = () => {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`)
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests()])
    hash.update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

const isUpToDate = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted()

/** @typedef {{ readonly devDependencies: { readonly pnpm: string } }} Manifest */

const pnpmVersion = () => {
  const manifest = /** @type {Manifest} */ (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
  return manifest.devDependencies.pnpm
}

/** Installs if needed. */
export async function install() {
  if (isUpToDate()) return { code: 0, output: '' }
  const pnpm = ['npm', 'exec', '--yes', `--package=pnpm@${pnpmVersion()}`, '--', 'pnpm']
  const outcome = await run([...pnpm, 'install', '--frozen-lockfile', '--prod=false'], {
    extraEnv: { CI: 'true' },
  })
  if (outcome.code === 0) writeFileSync(stamp, wanted())
  return outcome
}
