/** Starts processes that use a log, waits for what they say, kills them. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { type Location, requireBuild } from './harness.js'

/** What a process is to do. */
export interface Job {
  readonly what: 'append' | 'follow'
  /** How many appends, or how many entries to hear. */
  readonly count: number
  readonly prefix?: string
  /** Entries an append. */
  readonly batch?: number
  /** About how large each is. */
  readonly bytes?: number
  /** Whether to append at an expected size. */
  readonly expecting?: boolean
  readonly pauseMs?: number
  /** The pulse to promise followers, in milliseconds; of logs in files. */
  readonly pulseEveryMs?: number
  /** Whether it stays, with the log open, until it is killed. */
  readonly stays?: boolean
}

/** An append that a process had an answer to. */
export interface Acknowledgement {
  readonly ids: readonly string[]
  readonly indexes: readonly number[]
}

/** A process at work. */
export interface Worker {
  /** Tells it to begin. */
  readonly go: () => void
  /** What it has said so far. */
  readonly said: readonly unknown[]
  /** Until it has said so much, or has ended. */
  readonly hasSaid: (count: number) => Promise<void>
  readonly kill: () => void
  /** Its exit code, null if it was killed; and what it wrote to standard error. */
  readonly ended: Promise<{ readonly code: number | null; readonly complaint: string }>
}

const WORKER = fileURLToPath(new URL('worker.mjs', import.meta.url))

type Child = ChildProcessByStdio<Writable, Readable, Readable>

const endOf = async (child: Child): Worker['ended'] => {
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text
  })
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, complaint }))
  })
}

const workerOf = (child: Child): Worker => {
  const said: unknown[] = []
  const listeners = new Set<() => void>()
  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  let hasEnded = false
  createInterface(child.stdout).on('line', (line) => {
    if (line !== '"ready"') said.push(JSON.parse(line))
    tell()
  })
  const ended = endOf(child).finally(() => {
    hasEnded = true
    tell()
  })
  const hasSaid = async (count: number): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (said.length < count && !hasEnded) return
        listeners.delete(check)
        resolve()
      }
      listeners.add(check)
      check()
    })
  return {
    go: () => child.stdin.write('go\n'),
    said,
    hasSaid,
    kill: () => child.kill('SIGKILL'),
    ended,
  }
}

/** Starts a process on a location; resolves when it waits for `go`. It is killed if the test ends first. */
export const started = async (location: Location, job: Job): Promise<Worker> => {
  requireBuild()
  const child = spawn(process.execPath, [WORKER, JSON.stringify({ ...job, ...location.worker })], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.on('error', () => undefined)
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const worker = workerOf(child)
  await Promise.race([new Promise((resolve) => child.stdout.once('data', resolve)), worker.ended])
  return worker
}

/** Starts several, lets them begin at the same moment, and waits until all have ended well; answers what each had acknowledged. */
export const allDone = async (
  location: Location,
  jobs: readonly Job[],
): Promise<readonly (readonly Acknowledgement[])[]> => {
  const workers = await Promise.all(jobs.map((job) => started(location, job)))
  for (const worker of workers) worker.go()
  const ends = await Promise.all(workers.map(({ ended }) => ended))
  for (const { code, complaint } of ends) {
    if (code !== 0) throw new Error(`a process failed (${code}): ${complaint}`)
  }
  return workers.map(({ said }) => said as readonly Acknowledgement[])
}
