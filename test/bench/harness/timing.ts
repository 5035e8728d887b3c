/** How long calls take: in the process that asks, warmed up first. Nanoseconds throughout. */
import { quantile } from './stats.js'

/** What timing came to, for one call. */
export type Timing = {
  readonly perSecond: number
  /** Over batches of `batch` calls: a call of some nanoseconds cannot be timed alone. */
  readonly p50Ns: number
  readonly p99Ns: number
  /** User and system time of the whole process, garbage collection included. */
  readonly cpuNs: number
  readonly batch: number
}

/** How long to go on. */
export interface Effort {
  readonly warmUpMs: number
  readonly measureMs: number
}

/** For figures that count. */
export const THOROUGH: Effort = { warmUpMs: 400, measureMs: 1000 }

/** To see that everything runs. */
export const QUICK: Effort = { warmUpMs: 5, measureMs: 10 }

const BATCH_NS = 20_000
const MOST_SAMPLES = 1_000_000

const nowNs = (): number => performance.now() * 1e6

const cpuNs = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) * 1000
}

/** Results go here, so that no call is left out because nobody looks at what it returns. */
export const sink = { value: 0 }

const summed = (
  samples: Float64Array,
  taken: number,
  totals: { wall: number; cpu: number; batch: number },
) => {
  const { wall, cpu, batch } = totals
  const sorted = samples.subarray(0, taken).toSorted()
  const calls = taken * batch
  return {
    perSecond: (calls * 1e9) / wall,
    p50Ns: quantile(sorted, 0.5) / batch,
    p99Ns: quantile(sorted, 0.99) / batch,
    cpuNs: cpu / calls,
    batch,
  }
}

const batchFor = (calls: number, tookNs: number): number =>
  Math.max(1, Math.min(1000, Math.round((BATCH_NS * calls) / Math.max(1, tookNs))))

/** Calls `call` with 0, 1, … `count` - 1, and again from 0, in batches of about 20 µs, or of `batch` calls. */
export const timed = (
  count: number,
  call: (place: number) => number,
  { warmUpMs, measureMs, batch: asked }: Effort & { readonly batch?: number },
): Timing => {
  let place = 0
  const run = (calls: number): void => {
    let sum = 0
    for (let one = 0; one < calls; one += 1) {
      sum += call(place)
      place = place + 1 === count ? 0 : place + 1
    }
    sink.value += sum
  }
  let calls = 0
  let tookNs = 0
  const warmAt = nowNs()
  while (nowNs() - warmAt < warmUpMs * 1e6) {
    const at = nowNs()
    run(100)
    tookNs = nowNs() - at
    calls += 100
  }
  const batch = asked ?? batchFor(calls, calls === 100 ? tookNs : nowNs() - warmAt)
  const samples = new Float64Array(MOST_SAMPLES)
  let taken = 0
  const cpuAt = cpuNs()
  const wallAt = nowNs()
  const until = wallAt + measureMs * 1e6
  for (let at = wallAt; at < until && taken < MOST_SAMPLES; taken += 1) {
    run(batch)
    const after = nowNs()
    samples[taken] = after - at
    at = after
  }
  return summed(samples, taken, { wall: nowNs() - wallAt, cpu: cpuNs() - cpuAt, batch })
}

/** The same for calls that answer with a promise; each is awaited before the next, and timed alone. */
export const timedAsync = async (
  count: number,
  call: (place: number) => Promise<number>,
  { warmUpMs, measureMs }: Effort,
): Promise<Timing> => {
  let place = 0
  const next = async (): Promise<void> => {
    sink.value += await call(place)
    place = place + 1 === count ? 0 : place + 1
  }
  const warmAt = nowNs()
  while (nowNs() - warmAt < warmUpMs * 1e6) await next()
  const samples = new Float64Array(MOST_SAMPLES)
  let taken = 0
  const cpuAt = cpuNs()
  const wallAt = nowNs()
  const until = wallAt + measureMs * 1e6
  for (let at = wallAt; at < until && taken < MOST_SAMPLES; taken += 1) {
    await next()
    const after = nowNs()
    samples[taken] = after - at
    at = after
  }
  return summed(samples, taken, { wall: nowNs() - wallAt, cpu: cpuNs() - cpuAt, batch: 1 })
}

/** Milliseconds that one piece of work takes, by the clock and of the processor. */
export const msOf = async <T>(
  work: () => T | Promise<T>,
): Promise<{ readonly ms: number; readonly cpuMs: number; readonly made: T }> => {
  const at = performance.now()
  const cpuAt = cpuNs()
  const made = await work()
  return { ms: performance.now() - at, cpuMs: (cpuNs() - cpuAt) / 1e6, made }
}
