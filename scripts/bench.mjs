/** The bench: bundles its TypeScript, then runs it under plain Node on the built packages. Arguments are its own. */
import { run, step } from './steps.mjs'

const PROGRAM = 'test/node_modules/.cache/bench/main.js'

/** @param {string} text */
const words = (text) => text.split(' ')

const bundle = () =>
  run([
    'pnpm',
    ...words(
      '--dir test exec esbuild bench/main.ts --bundle --packages=external --platform=node --format=esm',
    ),
    ...words(`--target=node20 --log-level=warning --outfile=../${PROGRAM}`),
  ])

/** @param {readonly string[]} args */
export const bench = async (args) => {
  const bundled = await step('bundle', bundle)
  if (bundled !== 0) return bundled
  const { code, output } = await run(['node', PROGRAM, ...args], { live: true })
  process.stdout.write(output)
  return code
}
