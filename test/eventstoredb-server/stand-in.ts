/** The stand-in for tests: starts it in a process of its own, tells it to misbehave, kills it and starts it again. */
import { type ChildProcess, fork } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Answer, Command, Facts, Fault, Faulty, Ready } from './protocol.js'

/** The folder of all tests, from here or from wherever this file was bundled to in it. */
const testFolder = (from: string): string =>
  fs.existsSync(path.join(from, 'eventstoredb-server/main.ts')) ? from : testFolder(path.dirname(from))

const tests = testFolder(path.dirname(fileURLToPath(import.meta.url)))
const here = path.join(tests, 'eventstoredb-server')
const bundled = path.join(tests, 'node_modules/.cache/eventstoredb-server', `main-${process.pid}.mjs`)

let building: Promise<string> | undefined

/** The server's sources as one file that plain Node runs; what it imports stays outside. */
const program = async (): Promise<string> =>
  (building ??= build({
    entryPoints: [path.join(here, 'main.ts')],
    outfile: bundled,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  }).then(() => {
    process.once('exit', () => fs.rmSync(bundled, { force: true }))
    return bundled
  }))

/** How to start it. */
export interface StandInOptions {
  /** Whether what it holds is there again after a restart; false when absent. */
  readonly isDurable?: boolean
  /** Whether to speak TLS, with the certificate in `tls/`; false when absent. */
  readonly isTls?: boolean
  /** `name:password` of the only user; absent: anyone may do anything, as on a server in insecure mode. */
  readonly user?: string
  readonly maxAppendBytes?: number
  /** How many nodes; 1 when absent. They have one store, so that they are never behind each other. */
  readonly nodes?: number
}

/** The stand-in, running. */
export interface StandIn {
  /** Where its nodes listen. */
  readonly ports: readonly number[]
  /** A connection string for it: for the node, or by discovery where there are several. */
  readonly url: string
  /** What it wrote to its standard output. */
  readonly said: () => string
  readonly tell: (command: Command, node?: number) => Promise<void>
  readonly facts: (node?: number) => Promise<Facts>
  readonly fail: (on: Faulty, ...faults: readonly Fault[]) => Promise<void>
  /** Kills it, as by kill -9. */
  readonly kill: () => Promise<void>
  /** Starts it again, at the same port. */
  readonly restart: () => Promise<void>
  /** Ends it for good. */
  readonly stop: () => Promise<void>
}

/** The authority that signed the stand-in's certificate. */
const AUTHORITY = path.join(here, 'tls/ca.crt')

const argumentsOf = (options: StandInOptions, ports: readonly number[], file: string): readonly string[] => [
  '--ports',
  ports.join(','),
  ...(options.isDurable === true ? ['--file', file] : []),
  ...(options.isTls === true
    ? ['--cert', path.join(here, 'tls/server.crt'), '--key', path.join(here, 'tls/server.key')]
    : []),
  ...(options.user === undefined ? [] : ['--user', options.user]),
  ...(options.maxAppendBytes === undefined ? [] : ['--max-append', String(options.maxAppendBytes)]),
]

interface Child {
  readonly process: ChildProcess
  readonly ports: readonly number[]
}

const start = async (args: readonly string[], hear: (text: string) => void): Promise<Child> => {
  const child = fork(await program(), args, {
    silent: true,
    execArgv: [],
    env: { ...process.env, DEBUG: '' },
  })
  child.stdout?.on('data', (text: Buffer) => hear(String(text)))
  child.stderr?.on('data', (text: Buffer) => hear(String(text)))
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the stand-in ended at once (${code})`)))
    child.once('message', ({ ports }: Ready) => {
      child.removeAllListeners('exit')
      resolve({ process: child, ports })
    })
  })
}

const ended = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    child.once('exit', () => resolve())
    child.kill(signal)
  })

type Ask = (command: Command, node: number) => Promise<Facts | null>

/** Puts questions to a process, each answered under its number. */
const newAsk = (to: () => ChildProcess): Ask => {
  let asked = 0
  return async (command, node) =>
    new Promise((resolve, reject) => {
      asked += 1
      const number = asked
      const child = to()
      const listen = (answer: Answer): void => {
        if (answer.number !== number) return
        child.off('message', listen)
        if ('error' in answer) reject(new Error(answer.error))
        else resolve(answer.facts)
      }
      child.on('message', listen)
      child.send({ number, command, node })
    })
}

const urlOf = (options: StandInOptions, ports: readonly number[]): string => {
  const query = options.isTls === true ? `tls=true&tlsCAFile=${encodeURIComponent(AUTHORITY)}` : 'tls=false'
  const login = options.user === undefined ? '' : `${options.user}@`
  const scheme = ports.length > 1 ? 'esdb+discover' : 'esdb'
  return `${scheme}://${login}${ports.map((port) => `127.0.0.1:${port}`).join(',')}?${query}`
}

/** Starts the stand-in. */
export const startStandIn = async (options: StandInOptions = {}): Promise<StandIn> => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'vacatur-eventstoredb-'))
  const file = path.join(directory, 'events.sqlite')
  let said = ''
  const hear = (text: string): void => {
    said += text
  }
  const anyPorts = Array.from({ length: options.nodes ?? 1 }, () => 0)
  let child = await start(argumentsOf(options, anyPorts, file), hear)
  const { ports } = child
  const ask = newAsk(() => child.process)
  const tell: StandIn['tell'] = async (command, node = 0) => {
    await ask(command, node)
  }
  return {
    ports,
    url: urlOf(options, ports),
    said: () => said,
    tell,
    facts: async (node = 0) => (await ask({ ask: 'facts' }, node)) as Facts,
    fail: async (on, ...faults) => tell({ ask: 'fault', on, faults }),
    kill: async () => ended(child.process, 'SIGKILL'),
    restart: async () => {
      await ended(child.process, 'SIGKILL')
      child = await start(argumentsOf(options, ports, file), hear)
    },
    stop: async () => {
      await ended(child.process, 'SIGTERM')
      fs.rmSync(directory, { recursive: true, force: true })
    },
  }
}
