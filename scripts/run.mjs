/**
 * `npm start`, `npm test`, `npm run bench`: install, build, then run. Needs node and npm, nothing else on the machine.
 * A check that fails does not keep the tests from running; the exit code is that of the first step that failed.
 */
import { bench } from './bench.mjs'
import { check } from './check.mjs'
import { install } from './install.mjs'
import { run, secondsSince, step } from './steps.mjs'

const live = async (/** @type {readonly string[]} */ command) => {
  const { code, output } = await run(command, { live: true })
  process.stdout.write(output)
  return code
}

/** @type {Readonly<Record<string, () => Promise<number>>>} */
const tasks = {
  start: () => live(['node', 'packages/adapters/bin/vacatur.js', 'demo']),
  test: async () => {
    const checked = await check()
    const tested = await live(['vitest', 'run'])
    return checked === 0 ? tested : checked
  },
  bench: () => bench(process.argv.slice(3)),
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
