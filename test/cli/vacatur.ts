/** Runs `vacatur`: as built, as a process of its own; or in this process, which is ten times as fast. Checks nothing itself. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { Instant } from '@vacatur/adapters/clock'
import { runCommandLine } from '@vacatur/adapters/cli'

/** The root of the clone. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** The example data. */
export const DATA = join(root, 'examples/data/us-investment-bans.jsonl')

/** The command as built. */
export const BIN = join(root, 'packages/adapters/bin/vacatur.js')

/** What a run came to. */
export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** How to run it. */
export interface Run {
  readonly input?: string
  readonly env?: Readonly<Record<string, string>>
}

/** Runs `vacatur` with arguments; the environment names no log, and asks for no colour. */
export const vacatur = async (args: readonly string[], { input, env = {} }: Run = {}): Promise<Ran> =>
  new Promise((resolve) => {
    const options = { env: { PATH: process.env['PATH'] ?? '', ...env }, maxBuffer: 64 * 1024 * 1024 }
    const child = execFile(process.execPath, [BIN, ...args], options, (error, out, err) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
      resolve({ code, out, err })
    })
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input ?? '')
  })

/** Runs the same command line in this process. */
export const inProcess = async (
  args: readonly string[],
  { input = '', env = {} }: Run = {},
): Promise<Ran> => {
  let [out, err] = ['', '']
  const terminal = {
    out: (text: string) => {
      out += text
    },
    err: (text: string) => {
      err += text
    },
    columns: 80,
    hasColour: false,
    taken: async () => Promise.resolve(true),
    showsProgress: false,
  }
  const stdin = () => Readable.from([Buffer.from(input)])
  const code = await runCommandLine(args, {
    terminal,
    environment: env,
    now: Instant.now,
    stdin,
    onInterrupt: () => () => undefined,
  })
  return { code, out, err }
}

/** A new directory. */
export const newDirectory = (): string => mkdtempSync(join(tmpdir(), 'vacatur-cli-'))

/** A file with that content in a new directory; its path. */
export const aFile = (content: string | Uint8Array, name = 'input.jsonl'): string => {
  const path = join(newDirectory(), name)
  writeFileSync(path, content)
  return path
}

/** An entry that a log takes, with fields replaced. */
export const anEntry = (
  fields: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> => ({
  id: 'entity/x',
  type: 'EntityRegistered',
  validAt: '2020-01-01T00:00:00.000Z',
  publishedAt: '2020-01-01T00:00:00.000Z',
  source: { authority: 'register', citation: 'the register' },
  entity: 'x',
  names: ['X'],
  identifiers: [],
  ...fields,
})

/** A SQLite log with the example data; its URL. */
export const aLogOfTheExample = async (): Promise<string> => {
  const url = `sqlite:${join(newDirectory(), 'law.db')}`
  const ran = await inProcess(['append', DATA, '--log', url])
  if (ran.code !== 0) throw new Error(ran.err)
  return url
}

/** The JSON that a run printed: one value a line. */
export const jsonOf = ({ out }: Ran): readonly unknown[] =>
  out
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line))

/** The lines of a file. */
export const linesOf = (path: string): readonly string[] => readFileSync(path, 'utf8').trimEnd().split('\n')
