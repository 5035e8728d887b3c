/**
 * Reads packed packages as their users would get them: publint for the manifest, arethetypeswrong for the types.
 * Arguments are tarballs; prints each problem on a line and exits with 1 if there is one.
 */
import { readFileSync } from 'node:fs'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { filterProblems } from '@arethetypeswrong/core/problems'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'

/** @param {Uint8Array<ArrayBuffer>} tarball */
async function manifestProblems(tarball) {
  const { messages, pkg } = await publint({ pack: { tarball: tarball.buffer }, strict: true })
  return messages.map((message) => formatMessage(message, pkg, { color: false }) ?? message.code)
}

/** The ways to resolve an import that an ESM-only package supports. */
const RESOLUTIONS = /** @type {const} */ (['node16-esm', 'bundler'])

/** @param {Uint8Array} tarball */
async function typeProblems(tarball) {
  const analysis = await checkPackage(createPackageFromTarballData(tarball))
  if (analysis.types === false) return ['has no types']
  return RESOLUTIONS.flatMap((resolutionKind) => filterProblems(analysis, { resolutionKind })).map(
    (problem) => JSON.stringify(problem),
  )
}

for (const file of process.argv.slice(2)) {
  const tarball = new Uint8Array(readFileSync(file))
  for (const problem of [...(await manifestProblems(tarball)), ...(await typeProblems(tarball))]) {
    console.log(`${file}: ${problem}`)
    process.exitCode = 1
  }
}
