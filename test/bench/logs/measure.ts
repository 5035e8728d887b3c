/** Measures the sides of a kind, in turns: each amount of work is done by one and then by the other, first by the one, next by the other. */
import { median, quantile } from '../harness/stats.js'
import { freshEntries, type Kind, type Side } from './side.js'

/** How much to do. */
export interface Amounts {
  readonly rounds: number
  /** How many thousand entries each side appends before anything is measured: until then the code is not compiled. */
  readonly warmUps: number
  /** How often to append so many at once, in each round. */
  readonly appends: readonly { readonly batch: number; readonly times: number }[]
  /** How many entries to follow. */
  readonly followed: number
}

/** For figures that count. */
export const THOROUGH: Amounts = {
  rounds: 7,
  warmUps: 12,
  appends: [
    { batch: 1, times: 100 },
    { batch: 100, times: 10 },
    { batch: 1000, times: 3 },
  ],
  followed: 200,
}

/** To see that everything runs. */
export const QUICK: Amounts = {
  rounds: 1,
  warmUps: 0,
  appends: [
    { batch: 1, times: 2 },
    { batch: 100, times: 1 },
  ],
  followed: 3,
}

/** How fast one side did one piece of work: entries a second, and this process's processor time for an entry, in microseconds. */
interface Speed {
  readonly perSecond: number
  readonly cpuUs: number
}

/** Of one piece of work, the medians of the rounds: each side's speed, and ours as a share of the bare driver's in the same round. */
interface Rates {
  readonly ours: Speed
  readonly bare: Speed
  readonly ratio: number
}

/** How long after an append began its entry was heard, in milliseconds. */
export interface Lag {
  readonly p50: number
  readonly p99: number
}

/** All figures of a kind, by the name of the work. */
export interface Measured {
  readonly rates: Readonly<Record<string, Rates>>
  readonly lag: { readonly ours: Lag; readonly bare: Lag | null }
}

type Work = (side: Side) => Promise<number>

const MS_PER_SECOND = 1000

const NONE: Speed = { perSecond: Number.NaN, cpuUs: Number.NaN }

const speedOf = async (work: Work, side: Side): Promise<Speed> => {
  const cpuAt = process.cpuUsage()
  const at = performance.now()
  const count = await work(side)
  const perSecond = (count * MS_PER_SECOND) / (performance.now() - at)
  const { user, system } = process.cpuUsage(cpuAt)
  return { perSecond, cpuUs: (user + system) / count }
}

const medianOf = (speeds: readonly Speed[]): Speed => ({
  perSecond: median(speeds.map(({ perSecond }) => perSecond)),
  cpuUs: median(speeds.map(({ cpuUs }) => cpuUs)),
})

const compared = async ({ ours, bare }: Kind, work: Work, rounds: number): Promise<Rates> => {
  const taken: { ours: Speed; bare: Speed }[] = []
  // The first round warms up.
  for (let round = 0; round <= rounds; round += 1) {
    const speeds = { ours: NONE, bare: NONE }
    const order = round % 2 === 0 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const)
    for (const who of order) {
      const side = who === 'ours' ? ours : bare
      if (side !== undefined) speeds[who] = await speedOf(work, side)
    }
    if (round > 0 || rounds === 1) taken.push(speeds)
  }
  return {
    ours: medianOf(taken.map((speeds) => speeds.ours)),
    bare: medianOf(taken.map((speeds) => speeds.bare)),
    ratio: median(taken.map((speeds) => speeds.ours.perSecond / speeds.bare.perSecond)),
  }
}

const appending =
  (batch: number, times: number): Work =>
  async (side) => {
    for (let time = 0; time < times; time += 1) await side.append(freshEntries(batch))
    return batch * times
  }

const PAUSE_MS = 5

const lagOf = async (side: Side | undefined, count: number): Promise<Lag | null> => {
  if (side?.follow === undefined) return null
  const waiting = new Map<string, () => void>()
  await side.follow((id) => waiting.get(id)?.())
  const lags: number[] = []
  for (let number = 0; number < count; number += 1) {
    const entries = freshEntries(1)
    const at = performance.now()
    const isHeard = new Promise<void>((resolve) => waiting.set(entries[0]?.id ?? '', resolve))
    await side.append(entries)
    await isHeard
    lags.push(performance.now() - at)
    await new Promise((resolve) => {
      setTimeout(resolve, Math.random() * PAUSE_MS)
    })
  }
  const sorted = lags.toSorted((a, b) => a - b)
  return { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) }
}

/** Measures a kind; ends it. */
export const measured = async (
  kind: Kind,
  { rounds, warmUps, appends, followed }: Amounts,
): Promise<Measured> => {
  const rates: Record<string, Rates> = {}
  process.stderr.write(`  ${kind.name}: warm up\n`)
  for (const side of [kind.ours, kind.bare]) if (side !== undefined) await appending(1000, warmUps)(side)
  for (const { batch, times } of appends) {
    process.stderr.write(`  ${kind.name}: append ${batch}\n`)
    rates[`append ${batch}`] = await compared(kind, appending(batch, times), rounds)
  }
  process.stderr.write(`  ${kind.name}: read\n`)
  rates['read'] = await compared(kind, async (side) => side.read(), rounds)
  process.stderr.write(`  ${kind.name}: follow\n`)
  const none: Lag = { p50: Number.NaN, p99: Number.NaN }
  const lag = { ours: (await lagOf(kind.ours, followed)) ?? none, bare: await lagOf(kind.bare, followed) }
  await kind.ours.close()
  await kind.bare?.close()
  await kind.end()
  return { rates, lag }
}
