/**
 * The jobs that measure how soon what one process appends is enforced by a gate in another. The appending process starts the other one,
 * appends a designation at a time, and waits each time until the gate has denied an order. Both read the machine's monotonic clock.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { processTimer } from '@vacatur/adapters/clock'
import { type EventLog, type Gate, type Instant, openGate } from '@vacatur/core'
import { catalogue } from '@vacatur/rules'
import { CHILD, PROGRAM, type Report } from '../harness/contest.js'
import { quantile } from '../harness/stats.js'
import { commonOf, DAY_MS } from './common.js'
import { TODAY_MS } from './questions.js'
import { entriesOf } from './world.js'

/** Which log: a file, or one on a server. */
export type Where =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres' | 'eventstoredb'; readonly url: string }

/** How many designations, to a log of which size, where. */
export interface LagOptions {
  readonly where: Where
  readonly size: number
  readonly count: number
}

/** What the enforcing process says: it is ready, or it denies an order for a company since an instant of the monotonic clock. */
type Said = { readonly ready: true } | { readonly company: number; readonly atNs: string }

const openAt = async (where: Where): Promise<EventLog> => {
  switch (where.kind) {
    case 'sqlite':
      return (await import('@vacatur/adapters/sqlite')).openSqliteLog({ path: where.path })
    case 'postgres':
      return (await import('@vacatur/adapters/postgres')).openPostgresLog({ url: where.url })
    case 'eventstoredb':
      return (await import('@vacatur/adapters/eventstoredb')).openEventStoreLog({ url: where.url })
    default:
      return where satisfies never
  }
}

const nameOf = (company: number): string => `newcomer-${company}`

/** Listed long ago, so that the ban is in force at once when the entry is. */
const designationOf = (company: number): object => {
  const listedMs = TODAY_MS - 900 * DAY_MS
  return {
    ...commonOf(`designation/${nameOf(company)}`, listedMs, listedMs),
    type: 'EntityDesignated',
    program: 'us-ns-cmic',
    entity: nameOf(company),
    listedOn: new Date(listedMs).toISOString().slice(0, 10),
  }
}

const registrationOf = (company: number): object => ({
  ...commonOf(`entity/${nameOf(company)}`, 0, 0),
  type: 'EntityRegistered',
  entity: nameOf(company),
  names: [nameOf(company)],
  identifiers: [],
})

const isDenied = (gate: Gate, company: number): boolean =>
  gate.check({
    activity: 'buy',
    instrument: { issuer: { entity: nameOf(company) }, kind: 'equity', publiclyTraded: true },
    person: { usPerson: true },
    tradedAt: TODAY_MS as Instant,
  }).outcome === 'deny'

/** The enforcing process: says of each company in turn when it first denies an order for it. */
export const enforce = async ({ where, count }: LagOptions): Promise<Report> => {
  const log = await openAt(where)
  const gate = await openGate({ log, rulesets: catalogue })
  let company = 0
  const say = (said: Said): void => void process.send?.(said)
  await new Promise<void>((resolve) => {
    gate.onStatus(() => {
      while (company < count && isDenied(gate, company)) {
        say({ company, atNs: String(process.hrtime.bigint()) })
        company += 1
      }
      if (company === count) resolve()
    })
    say({ ready: true })
  })
  await gate.close()
  await log.close()()
  process.disconnect()
  return { figures: {} }
}

const append = async (log: EventLog, entries: readonly object[]): Promise<void> => {
  const appended = await log.append(entries)()
  if (appended._tag === 'Left') throw new Error(JSON.stringify(appended.left))
}

const BATCH = 1000

const prepare = async (log: EventLog, { size, count }: LagOptions): Promise<void> => {
  const entries = entriesOf(size)
  for (let from = 0; from < size; from += BATCH) await append(log, entries.slice(from, from + BATCH))
  await append(
    log,
    Array.from({ length: count }, (_, company) => registrationOf(company)),
  )
}

/** The appending process. Pauses between appends are of all lengths up to 20 ms, so that no rhythm is met. */
export const lag = async (options: LagOptions): Promise<Report> => {
  const log = await openAt(options.where)
  await prepare(log, options)
  const other = fork(PROGRAM, [CHILD, 'gate/enforce', JSON.stringify(options)], { silent: true })
  const heard = async (): Promise<Said> => (await once(other, 'message'))[0] as Said
  await heard()
  const begun: number[] = []
  const acknowledged: number[] = []
  for (let company = 0; company < options.count; company += 1) {
    await processTimer.pause((company * 7.3) % 20)
    const next = heard()
    const beganNs = process.hrtime.bigint()
    await append(log, [designationOf(company)])
    const doneNs = process.hrtime.bigint()
    const said = await next
    if (!('atNs' in said) || said.company !== company) throw new Error(`unexpected: ${JSON.stringify(said)}`)
    begun.push(Number(BigInt(said.atNs) - beganNs) / 1e6)
    acknowledged.push(Number(BigInt(said.atNs) - doneNs) / 1e6)
  }
  await once(other, 'exit')
  await log.close()()
  const ofAll = (values: readonly number[], part: number): number =>
    quantile(
      values.toSorted((a, b) => a - b),
      part,
    )
  return {
    figures: {
      p50Ms: ofAll(acknowledged, 0.5),
      p99Ms: ofAll(acknowledged, 0.99),
      fromBeginP50Ms: ofAll(begun, 0.5),
      fromBeginP99Ms: ofAll(begun, 0.99),
    },
  }
}
