/** A real PostgreSQL of one's own: made in a temporary directory, started, stopped and started again. Knows nothing of tests. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type Binaries, openToAll } from './binaries.js'

/** A server, and what a test may do with it. */
export interface TestServer {
  /** As the owner of everything in it. */
  readonly url: string
  /** True for a server that is ours to stop; else the reason why not. */
  readonly restarts: true | string
  /** `fast` rolls back and writes everything out; `immediate` is as good as a crash. */
  readonly stop: (mode: 'fast' | 'immediate') => Promise<void>
  readonly start: () => Promise<void>
}

/** One that was made for whoever asked, and is gone when they end it. */
export interface OwnServer extends TestServer {
  readonly end: () => Promise<void>
}

const USER = 'vacatur_test'

/** PostgreSQL does not run as root; this user is on every Unix, and owns nothing. */
export const NOBODY = { uid: 65_534, gid: 65_534 }

/** That of the server that the tests start; long enough to be looked for in messages. */
export const PASSWORD = `pw-${randomBytes(9).toString('hex')}`

const isRoot = process.getuid?.() === 0
const asUser = isRoot ? NOBODY : {}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** A cluster in a directory of its own, and the programs that its user can start. */
interface Cluster {
  readonly directory: string
  readonly programs: Binaries
}

const newCluster = (binaries: Binaries): Cluster => {
  const directory = mkdtempSync(join(tmpdir(), 'vacatur-pg-'))
  const secret = join(directory, 'password')
  writeFileSync(secret, PASSWORD)
  if (isRoot) for (const path of [directory, secret]) chownSync(path, NOBODY.uid, NOBODY.gid)
  const programs = isRoot ? openToAll(binaries, directory) : binaries
  const { status, stderr, error } = spawnSync(
    programs.initdb,
    [
      ['-D', join(directory, 'data'), '-U', USER, '--pwfile', secret, '--auth=scram-sha-256'],
      ['--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions'],
    ].flat(),
    { ...asUser, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`initdb failed: ${error?.message ?? stderr}`)
  return { directory, programs }
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  max_connections: '120',
  shared_buffers: '64MB',
  log_min_messages: 'fatal',
}

const launch = ({ directory, programs: { postgres } }: Cluster, port: number): ChildProcess => {
  const settings = Object.entries(SETTINGS).flatMap(([key, value]) => ['-c', `${key}=${value}`])
  const place = ['-D', join(directory, 'data'), '-k', directory, '-p', String(port)]
  return spawn(postgres, [...place, ...settings], { ...asUser, stdio: 'ignore' })
}

const isUp = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

const untilUp = async (url: string, child: ChildProcess): Promise<void> => {
  while (!(await isUp(url))) {
    if (child.exitCode !== null) throw new Error(`postgres ended with code ${child.exitCode}`)
    await new Promise((resolve) => {
      setTimeout(resolve, 20)
    })
  }
}

const SIGNALS = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const

/** Makes a server of its own, with these programs, and starts it. */
export const ownServer = async (binaries: Binaries): Promise<OwnServer> => {
  const cluster = newCluster(binaries)
  const port = await freePort()
  const url = `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/postgres`
  let child: ChildProcess | undefined
  const isRunning = (): boolean => child?.exitCode === null && child.signalCode === null
  const start = async (): Promise<void> => {
    if (isRunning()) return
    child = launch(cluster, port)
    await untilUp(url, child)
  }
  const stop = async (mode: 'fast' | 'immediate'): Promise<void> => {
    if (child === undefined || !isRunning()) return
    const ended = once(child, 'exit')
    child.kill(SIGNALS[mode])
    await ended
  }
  process.once('exit', () => child?.kill('SIGQUIT'))
  await start()
  const end = async (): Promise<void> => {
    await stop('immediate')
    rmSync(cluster.directory, { recursive: true, force: true })
  }
  return { url, restarts: true, start, stop, end }
}
