/**
 * Runs commands as named steps: one line each with its seconds, and the output of those that fail.
 * Knows nothing of what the steps do.
 */
import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The root of the clone. */
export const root = fileURLToPath(new URL('..', import.meta.url))

const env = {
  ...process.env,
  PATH: [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter),
  ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }),
}

/** @typedef {{ readonly code: number, readonly output: string }} Outcome */

/**
 * Runs one command from the root; tools of the workspace are found before those of the machine.
 * `live` shows the output as it comes, otherwise it is kept.
 * @param {readonly string[]} command
 * @param {{ readonly live?: boolean, readonly extraEnv?: Record<string, string> }} [options]
 * @returns {Promise<Outcome>}
 */
export function run(command, { live = false, extraEnv = {} } = {}) {
  const [program = '', ...args] = command
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...env, ...extraEnv },
      shell: process.platform === 'win32',
      stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'],
    })
    let output = ''
    const keep = (/** @type {string} */ chunk) => {
      output += chunk
    }
    child.stdout?.setEncoding('utf8').on('data', keep)
    child.stderr?.setEncoding('utf8').on('data', keep)
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}\n` }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** @param {number} since */
export const secondsSince = (since) => ((performance.now() - since) / 1000).toFixed(1)

/**
 * Does the work, then prints its name, its seconds, and its output if it failed. Returns its exit code.
 * @param {string} name
 * @param {() => Promise<Outcome>} work
 */
export async function step(name, work) {
  const start = performance.now()
  const { code, output } = await work()
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(12)} ${secondsSince(start).padStart(5)} s`)
  if (code !== 0) process.stdout.write(output)
  return code
}

/**
 * Does steps, as many at a time as told; returns the first exit code that is not 0, in the order given.
 * @param {readonly (() => Promise<number>)[]} steps
 * @param {number} atATime
 */
export async function stepsTogether(steps, atATime) {
  const waiting = [...steps.entries()]
  /** @type {number[]} */
  const codes = []
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) codes[next[0]] = await next[1]()
  }
  await Promise.all(Array.from({ length: atATime }, worker))
  return codes.find((code) => code !== 0) ?? 0
}
