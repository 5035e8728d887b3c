/**
 * What `npm test` checks besides the tests: format, lint, types, unused code, and the packages as they would be
 * published. Needs the build.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run, step, stepsTogether } from './steps.mjs'

/** Packs each package as for publishing, then reads what was packed. */
async function checkPackages() {
  const folder = mkdtempSync(join(tmpdir(), 'vacatur-pack-'))
  try {
    const packed = await run(['pnpm', '--filter=./packages/*', 'pack', '--pack-destination', folder])
    if (packed.code !== 0) return packed
    const tarballs = readdirSync(folder).map((name) => join(folder, name))
    return await run(['node', 'scripts/check-packed.mjs', ...tarballs])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs every check, two at a time, and returns the first exit code that is not 0. */
export const check = () =>
  stepsTogether(
    [
      () => step('packages', checkPackages),
      () => step('types', () => run(['tsc', '-b'])),
      () => step('lint', () => run(['oxlint', '--deny-warnings'])),
      () => step('unused', () => run(['knip'])),
      () => step('format', () => run(['biome', 'format'])),
    ],
    2,
  )
