/** The job that asks one generated log everything: index, gate, portfolio, memory; by hand beside it, in turns, in one process. */
import { type Gate, openGate, type Order, type Position } from '@vacatur/core'
import { type BitemporalIndex, indexOf } from '@vacatur/core/compiled'
import { catalogue } from '@vacatur/rules'
import type { Figures, Report } from '../harness/contest.js'
import { quantile } from '../harness/stats.js'
import { type Effort, msOf, QUICK, sink, timed } from '../harness/timing.js'
import {
  checkAndRead,
  expectSame,
  expectSameOutcomes,
  foldedOn,
  listingsOn,
  restrictedList,
  standingOn,
} from './asking.js'
import { isPermittedByHand, type RestrictedList, type Stories, storiesOf } from './by-hand.js'
import { fixedLog } from './fixed-log.js'
import {
  listingsIn,
  litigatedIn,
  ordersOn,
  positionsOn,
  type Question,
  questionsOn,
  TODAY_MS,
} from './questions.js'
import { type World, worldOf } from './world.js'

/** What to ask, and how long. */
export interface AskOptions {
  readonly size: number
  readonly isQuick: boolean
}

const EFFORT: Effort = { warmUpMs: 300, measureMs: 700 }
/** A week and more: a process that is busy measuring hears no heartbeat. */
const NEVER_STALE_MS = 1e9

const heapBytes = (): number => {
  const { gc } = globalThis
  if (gc === undefined) throw new Error('run with --expose-gc')
  gc()
  gc()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** How long a structure takes to make, and how much it holds. */
const made = async <T>(make: () => T, entries: number) => {
  const before = heapBytes()
  const { ms, made: structure } = await msOf(make)
  const bytes = heapBytes() - before
  // Once more, now that the code is compiled.
  const again = await msOf(make)
  return {
    structure,
    firstPerSecond: (entries * 1000) / ms,
    perSecond: (entries * 1000) / again.ms,
    bytesAnEntry: bytes / entries,
  }
}

const SCREENING = { tradedAt: TODAY_MS as Order['tradedAt'], person: { usPerson: true } }

const screenAll = (gate: Gate, positions: readonly Position[]): void => {
  for (const { outcome } of gate.screen(positions, SCREENING)) sink.value += outcome.length
}

const screenAwaiting = async (gate: Gate, positions: readonly Position[]): Promise<void> => {
  for await (const { outcome } of gate.screen(positions, SCREENING)) sink.value += outcome.length
}

const scanByHand = (list: RestrictedList, positions: readonly Position[]): void => {
  const person = { usPerson: true }
  for (const { instrument, acquiredAt } of positions) {
    const tradedAt = TODAY_MS as Order['tradedAt']
    // Not spread: that takes longer than all the rest.
    const order: Order =
      acquiredAt === undefined
        ? { activity: 'sell', purpose: 'divest', instrument, person, tradedAt }
        : { activity: 'sell', purpose: 'divest', instrument, person, tradedAt, acquiredAt }
    sink.value += Number(isPermittedByHand(list, order))
  }
}

const medianMs = async (turns: number, work: () => void | Promise<void>): Promise<number> => {
  const taken: number[] = []
  for (let turn = 0; turn < turns; turn += 1) taken.push((await msOf(work)).ms)
  return taken.toSorted((a, b) => a - b)[turns >> 1] ?? Number.NaN
}

interface Asked {
  readonly world: World
  readonly index: BitemporalIndex
  readonly stories: Stories
  readonly effort: Effort
}

const statusFigures = (
  { index, stories, effort }: Asked,
  questions: readonly Question[],
  name: string,
): Figures => {
  expectSame(questions.slice(0, 20_000), [
    (question: Question) => foldedOn(stories, question),
    (question) => standingOn(index, question),
  ])
  const { length } = questions
  const at = (place: number): Question => questions[place] as Question
  const looked = timed(length, (place) => standingOn(index, at(place)), effort)
  const folded = timed(length, (place) => foldedOn(stories, at(place)), effort)
  const listed = timed(length, (place) => listingsOn(index, at(place)), effort)
  return {
    [`${name}StandingNs`]: looked.p50Ns,
    [`${name}StandingP99Ns`]: looked.p99Ns,
    [`${name}ByHandNs`]: folded.p50Ns,
    [`${name}ListingsNs`]: listed.p50Ns,
  }
}

const USED_TO = 2000

/** Each order for the first time, so that an instrument may be new to the gate, after some that make the code itself warm. */
const firstChecks = (gate: Gate, orders: readonly Order[]): Figures => {
  for (const order of orders.slice(0, USED_TO)) sink.value += checkAndRead(gate, order)
  const samples = orders.slice(USED_TO).map((order) => {
    const at = performance.now()
    sink.value += checkAndRead(gate, order)
    return (performance.now() - at) * 1e6
  })
  const sorted = samples.toSorted((a, b) => a - b)
  return { checkFirstP50Ns: quantile(sorted, 0.5), checkFirstP99Ns: quantile(sorted, 0.99) }
}

const checkFigures = ({ world, index, effort }: Asked, gate: Gate, isQuick: boolean): Figures => {
  const orders = ordersOn(world, isQuick ? 2500 : 100_000, 7)
  const list = restrictedList(index, world.companies)
  const first = firstChecks(gate, orders)
  expectSameOutcomes(gate, list, orders)
  const at = (place: number): Order => orders[place] as Order
  const byHand = timed(orders.length, (place) => Number(isPermittedByHand(list, at(place))), effort)
  const alone = timed(orders.length, (place) => checkAndRead(gate, at(place)), { ...effort, batch: 1 })
  const many = timed(orders.length, (place) => checkAndRead(gate, at(place)), effort)
  const few = timed(Math.min(1000, orders.length), (place) => checkAndRead(gate, at(place)), effort)
  const clock = timed(orders.length, (place) => place, { ...effort, batch: 1 })
  return {
    ...first,
    checkP50Ns: alone.p50Ns,
    checkP99Ns: alone.p99Ns,
    checkMeanNs: 1e9 / many.perSecond,
    checkCpuNs: many.cpuNs,
    checkFewMeanNs: 1e9 / few.perSecond,
    checkByHandNs: byHand.p50Ns,
    clockP50Ns: clock.p50Ns,
  }
}

const portfolioFigures = async ({ world, index }: Asked, gate: Gate, isQuick: boolean): Promise<Figures> => {
  const positions = positionsOn(world, isQuick ? 100 : 100_000, 8)
  const list = restrictedList(index, world.companies)
  const turns = isQuick ? 1 : 7
  return {
    screenFirstMs: await medianMs(1, () => screenAll(gate, positions)),
    screenMs: await medianMs(turns, () => screenAll(gate, positions)),
    screenAwaitingMs: await medianMs(turns, async () => screenAwaiting(gate, positions)),
    screenByHandMs: await medianMs(turns, () => scanByHand(list, positions)),
  }
}

/** Asks a log of `size` entries everything. */
export const ask = async ({ size, isQuick }: AskOptions): Promise<Report> => {
  const world = worldOf(size)
  const effort = isQuick ? QUICK : EFFORT
  const count = isQuick ? 200 : 100_000
  indexOf(world.log.slice(0, Math.min(size, 20_000)))
  const ours = await made(() => indexOf(world.log), size)
  const hand = await made(() => storiesOf(world.log), size)
  const asked: Asked = { world, index: ours.structure, stories: hand.structure, effort }
  const anywhere = questionsOn(listingsIn(world.log), { size, count, seed: 5 })
  const litigated = questionsOn(litigatedIn(world.log), { size, count, seed: 6 })
  const status = {
    ...statusFigures(asked, anywhere, 'status'),
    ...statusFigures(asked, litigated, 'litigated'),
  }
  const gate = await openGate({ log: fixedLog(world.log), rulesets: catalogue, staleAfterMs: NEVER_STALE_MS })
  const figures = {
    entities: world.companies.length,
    buildPerSecond: ours.perSecond,
    firstBuildPerSecond: ours.firstPerSecond,
    bytesAnEntry: ours.bytesAnEntry,
    byHandBuildPerSecond: hand.perSecond,
    byHandBytesAnEntry: hand.bytesAnEntry,
    ...status,
    ...checkFigures(asked, gate, isQuick),
    ...(await portfolioFigures(asked, gate, isQuick)),
  }
  await gate.close()
  return { figures }
}
