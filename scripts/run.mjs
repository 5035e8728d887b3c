/**
 * `npm start`, `npm test`, `npm run bench`, `npm run fuzz`, `npm run soak`: install, build, then run. Needs node and npm, nothing else on the machine.
 * A check that fails does not keep the tests from running; the exit code is that of the first step that failed.
 */
import { bench } from './bench.mjs'
import { check } from './check.mjs'
import { install } from './install.mjs'
import { run, secondsSince, step } from './steps.mjs'

const live = async (
  /** @type {readonly string[]} */ command,
  /** @type {Record<string, string>} */ extraEnv = {},
) => {
  const { code, output } = await run(command, { live: true, extraEnv })
  process.stdout.write(output)
  return code
}

const DEFAULT_MINUTES = '10'

/** For how many minutes a campaign goes on: the first argument. */
const campaign = () => ({ VACATUR_MINUTES: process.argv[3] ?? DEFAULT_MINUTES })

/** @type {Readonly<Record<string, () => Promise<number>>>} */
const tasks = {
  start: () => live(['node', 'packages/adapters/bin/vacatur.js', 'demo']),
  test: async () => {
    const checked = await check()
    const tested = await live(['vitest', 'run'])
    return checked === 0 ? tested : checked
  },
  bench: () => bench(process.argv.slice(3)),
  fuzz: () => live(['vitest', 'run', 'test/differential/rules-fuzz'], campaign()),
  soak: async () =>
    (await live(['vitest', 'run', 'test/differential/index-soak'], campaign())) ||
    (await live(['vitest', 'run', 'test/contract/sqlite-crash'], { VACATUR_KILLS: '200' })),
}

const prepare = async () =>
  (await step('install', install)) || (await step('build', () => run(['tsc', '-b', 'tsconfig.build.json'])))

const began = performance.now()
const task = tasks[process.argv[2] ?? '']
if (task === undefined) {
  console.error(`usage: node scripts/run.mjs ${Object.keys(tasks).join('|')}`)
  process.exitCode = 64
} else {
  const code = (await prepare()) || (await task())
  console.log(`${code === 0 ? 'done' : 'failed'} in ${secondsSince(began)} s`)
  process.exitCode = code
}
