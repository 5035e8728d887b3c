/** The part about logs as gates find them: opening a file from cold, and how soon one process enforces what another appends. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compete, type Contestant, type Figures, inChild } from '../harness/contest.js'
import type { Part, Scale } from '../harness/part.js'
import { duration, type Table, threeDigits, times } from '../harness/table.js'
import { startStandIn } from '../../eventstoredb-server/stand-in.js'
import { findBinaries } from '../../postgres/binaries.js'
import { ownServer } from '../../postgres/start.js'
import type { Where } from './lag.js'

const ROUNDS = 3
const LAG_COUNT = 300
const QUICK_LAG_COUNT = 5
const SIZES = [10_000, 100_000, 1_000_000]
const QUICK_SIZES = [300]
const FLAGS = ['--max-old-space-size=12000']

/** Figures by the name of the contestant. */
type ByName = ReadonlyMap<string, Figures>

const nameOf = (how: 'gate' | 'rows', size: number): string =>
  `${size.toLocaleString('en-US')} entries, ${how === 'gate' ? 'to a ready gate' : 'rows by the bare driver'}`

const opening = (path: string, size: number): readonly Contestant[] =>
  (['rows', 'gate'] as const).map((how) => ({
    name: nameOf(how, size),
    job: 'gate/open',
    options: { path, size, how },
    flags: FLAGS,
  }))

const openAll = async (folder: string, sizes: readonly number[], rounds: number): Promise<ByName> => {
  const contestants: Contestant[] = []
  for (const size of sizes) {
    const path = join(folder, `${size}.db`)
    process.stderr.write(`  writing a log of ${size} entries\n`)
    await inChild({ name: 'writing', job: 'gate/write', options: { size, path }, flags: FLAGS })
    contestants.push(...opening(path, size))
  }
  return compete(contestants, rounds)
}

interface Server {
  readonly where: Where
  readonly end: () => Promise<void>
}

/** The servers that can be had here. */
const serversHere = async (): Promise<ReadonlyMap<string, Server>> => {
  const servers = new Map<string, Server>()
  const binaries = findBinaries()
  if (binaries !== undefined) {
    const { url, end } = await ownServer(binaries)
    servers.set('PostgreSQL', { where: { kind: 'postgres', url }, end })
  }
  const { url, stop } = await startStandIn({ isDurable: true })
  servers.set('EventStoreDB (stand-in)', { where: { kind: 'eventstoredb', url }, end: stop })
  return servers
}

const lagOf = async (folder: string, sizes: readonly number[], { isQuick }: Scale): Promise<ByName> => {
  const count = isQuick ? QUICK_LAG_COUNT : LAG_COUNT
  const [smallest = 0] = sizes
  const lag = (name: string, where: Where, size: number): Contestant => ({
    name: `${name}, ${size.toLocaleString('en-US')} entries`,
    job: 'gate/lag',
    options: { where, size, count },
    flags: FLAGS,
  })
  const servers = await serversHere()
  try {
    return await compete(
      [
        ...sizes.map((size) => lag('SQLite', { kind: 'sqlite', path: join(folder, `lag-${size}.db`) }, size)),
        ...[...servers].map(([name, { where }]) => lag(name, where, smallest)),
      ],
      1,
    )
  } finally {
    for (const { end } of servers.values()) await end()
  }
}

/** An entry on a server can be enforced before the append that wrote it is told so. */
const inMs = (ms = Number.NaN): string => (ms <= 0 ? 'before its end' : duration(ms * 1e6))

/** Cold openings; each gate against the rows of the same file. */
const openedTable = (opened: ByName): Table => {
  const all = [...opened]
  return {
    title:
      'opening a SQLite log from cold, medians (aim: a ready gate in at most 3 times the time of the rows)',
    columns: ['', 'time', 'CPU', 'entries/s', 'time of the rows'],
    rows: all.map(([name, { ms = Number.NaN, cpuMs, perSecond = Number.NaN }], place) => {
      const rows = place % 2 === 0 ? ms : (all[place - 1]?.[1]['ms'] ?? Number.NaN)
      return [name, inMs(ms), inMs(cpuMs), threeDigits(perSecond), times(ms / rows)]
    }),
  }
}

const lagTable = (lag: ByName): Table => ({
  title:
    'from an append in one process to the first denial by a gate in another (aim: p99 at most 50 ms, EventStoreDB 20 ms)',
  columns: ['', 'p50 after the end of the append', 'p99', 'p50 after its beginning', 'p99'],
  rows: [...lag].map(([name, { p50Ms, p99Ms, fromBeginP50Ms, fromBeginP99Ms }]) => [
    name,
    ...[p50Ms, p99Ms, fromBeginP50Ms, fromBeginP99Ms].map(inMs),
  ]),
})

/** Logs in SQLite files, in a folder that is removed afterwards. */
export const filesPart: Part = {
  name: 'files',
  run: async (scale) => {
    const folder = mkdtempSync(join(tmpdir(), 'vacatur-bench-'))
    try {
      const sizes = scale.isQuick ? QUICK_SIZES : SIZES
      const lag = await lagOf(folder, sizes, scale)
      const opened = await openAll(folder, sizes, scale.isQuick ? 1 : ROUNDS)
      return {
        figures: { opened: Object.fromEntries(opened), lag: Object.fromEntries(lag) },
        tables: [openedTable(opened), lagTable(lag)],
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
