/** The part about rules: engines on one task, all shown to agree; and 1,040 rules against 13. */
import { compete, type Contestant, type Figures } from '../harness/contest.js'
import type { Part, Scale } from '../harness/part.js'
import { duration, type Table, threeDigits, times } from '../harness/table.js'
import { ENGINE_NAMES, ENGINES } from './engines.js'

const COUNT = 10_000
const QUICK_COUNT = 100
const ROUNDS = 3
const PROGRAMS = 80

const sizeOf = ({ isQuick }: Scale) => ({ count: isQuick ? QUICK_COUNT : COUNT, isQuick })

const entrants = (scale: Scale): readonly Contestant[] =>
  ENGINE_NAMES.map((engine) => ({
    name: ENGINES[engine].title,
    job: 'rules/decide',
    options: { engine, ...sizeOf(scale) },
  }))

const growing = (scale: Scale): readonly Contestant[] =>
  [1, PROGRAMS].flatMap((programs) =>
    [false, true].map((isTraced) => ({
      name: `${(programs * 13).toLocaleString('en-US')} rules${isTraced ? ', traced' : ''}`,
      job: 'rules/growth',
      options: { programs, isTraced, ...sizeOf(scale) },
    })),
  )

const cellsOf = ({ perSecond = 0, p50Ns = 0, p99Ns = 0, cpuNs = 0 }: Figures): readonly string[] => [
  threeDigits(perSecond),
  duration(p50Ns),
  duration(p99Ns),
  duration(cpuNs),
]

const p50Of = (figures: ReadonlyMap<string, Figures>, name: string): number =>
  figures.get(name)?.['p50Ns'] ?? Number.NaN

const COLUMNS = ['decisions/s', 'p50', 'p99', 'CPU']

const enginesTable = (figures: ReadonlyMap<string, Figures>): Table => {
  const byHand = p50Of(figures, ENGINES.byHand.title)
  const fullRun = p50Of(figures, ENGINES.fullRun.title)
  return {
    title: `13 rules, 15 facts, ${COUNT.toLocaleString('en-US')} questions: a decision, medians of ${ROUNDS} rounds`,
    columns: ['', ...COLUMNS, 'time of by hand', 'faster than json-rules-engine'],
    rows: [...figures].map(([name, of]) => {
      const { p50Ns = 0 } = of
      return [name, ...cellsOf(of), times(p50Ns / byHand), times(fullRun / p50Ns)]
    }),
  }
}

const growthTable = (figures: ReadonlyMap<string, Figures>): Table => ({
  title: 'the same 13 rules for each of 80 programs: 1,040 rules',
  columns: ['', ...COLUMNS],
  rows: [...figures].map(([name, of]) => [name, ...cellsOf(of)]),
})

/** Rules. */
export const rulesPart: Part = {
  name: 'rules',
  run: async (scale) => {
    const rounds = scale.isQuick ? 1 : ROUNDS
    const engines = await compete(entrants(scale), rounds)
    const growth = await compete(growing(scale), rounds)
    return {
      figures: { engines: Object.fromEntries(engines), growth: Object.fromEntries(growth) },
      tables: [enginesTable(engines), growthTable(growth)],
    }
  },
}
