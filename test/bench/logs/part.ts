/** The logs: appending, reading and following, each beside the bare driver in the same run. */
import type { Part } from '../harness/part.js'
import { duration, type Table, threeDigits } from '../harness/table.js'
import { eventStoreKind } from './eventstoredb.js'
import { type Amounts, type Lag, type Measured, measured, QUICK, THOROUGH } from './measure.js'
import { postgresKind } from './postgres.js'
import type { Kind } from './side.js'
import { memoryKind, sqliteKind } from './sqlite.js'

const KINDS: readonly (() => Promise<Kind | undefined>)[] = [
  memoryKind,
  sqliteKind,
  postgresKind,
  eventStoreKind,
]

const NS_PER_MS = 1e6

const lagText = (lag: Lag | null): string =>
  lag === null ? '–' : `${duration(lag.p50 * NS_PER_MS)} / ${duration(lag.p99 * NS_PER_MS)}`

const processorText = (us: number): string => (Number.isNaN(us) ? '–' : `${threeDigits(us)} µs`)

const share = (ratio: number): string => (Number.isNaN(ratio) ? '–' : `${Math.round(ratio * 100)} %`)

const tableOf = (name: string, { rates, lag }: Measured): Table => ({
  title: `${name}: entries a second, this process's time for one, how soon it is heard (p50 / p99)`,
  columns: ['', 'ours', 'bare driver', 'ours of bare', 'processor, ours', 'processor, bare'],
  rows: [
    ...Object.entries(rates).map(([work, { ours, bare, ratio }]) => [
      work,
      threeDigits(ours.perSecond),
      threeDigits(bare.perSecond),
      share(ratio),
      processorText(ours.cpuUs),
      processorText(bare.cpuUs),
    ]),
    ['follow', lagText(lag.ours), lagText(lag.bare), '', '', ''],
  ],
})

/** Measures every kind of log that there is here. */
const measuredAll = async (amounts: Amounts): Promise<readonly (readonly [string, Measured])[]> => {
  const all: [string, Measured][] = []
  for (const start of KINDS) {
    const kind = await start()
    if (kind === undefined) process.stderr.write('  no PostgreSQL here: left out\n')
    else all.push([kind.name, await measured(kind, amounts)])
  }
  return all
}

/** The part. */
export const logsPart: Part = {
  name: 'logs',
  run: async ({ isQuick }) => {
    const all = await measuredAll(isQuick ? QUICK : THOROUGH)
    return { figures: Object.fromEntries(all), tables: all.map(([name, one]) => tableOf(name, one)) }
  },
}
