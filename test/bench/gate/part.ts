/** The part about index and gate, over logs of 10 thousand, 100 thousand and a million entries, so that growth shows. */
import { compete, type Contestant, type Figures } from '../harness/contest.js'
import type { Part, Scale } from '../harness/part.js'
import { duration, type Table, threeDigits } from '../harness/table.js'

const SIZES = [10_000, 100_000, 1_000_000]
const QUICK_SIZES = [300]
const ROUNDS = 3
const LARGE = 1_000_000

const nameOf = (size: number): string => `${size.toLocaleString('en-US')} entries`

const asking = (size: number, { isQuick }: Scale): Contestant => ({
  name: nameOf(size),
  job: 'gate/ask',
  options: { size, isQuick },
  flags: ['--expose-gc', '--max-old-space-size=12000'],
  ...(size < LARGE ? {} : { rounds: 1 }),
})

interface Line {
  readonly title: string
  readonly show: (figures: Figures) => string
  readonly aim: string
}

const inNs =
  (key: string) =>
  (figures: Figures): string =>
    duration(figures[key] ?? Number.NaN)
const inMs =
  (key: string) =>
  (figures: Figures): string =>
    duration((figures[key] ?? Number.NaN) * 1e6)
const plain =
  (key: string) =>
  (figures: Figures): string =>
    threeDigits(figures[key] ?? Number.NaN)

const LINES: readonly Line[] = [
  { title: 'companies', show: plain('entities'), aim: '' },
  { title: 'check, order to reasons read: p50', show: inNs('checkP50Ns'), aim: '≤ 1 µs' },
  { title: 'check: p99', show: inNs('checkP99Ns'), aim: '≤ 5 µs' },
  { title: 'check: p50 the first time that an order comes', show: inNs('checkFirstP50Ns'), aim: '' },
  { title: 'check: p99 the first time', show: inNs('checkFirstP99Ns'), aim: '' },
  { title: 'check: mean, without the clock', show: inNs('checkMeanNs'), aim: '' },
  {
    title: 'check: mean, of a thousand orders that come again and again',
    show: inNs('checkFewMeanNs'),
    aim: '',
  },
  { title: 'reading the clock (in p50 and p99 above)', show: inNs('clockP50Ns'), aim: '' },
  { title: 'by hand: restricted list of today', show: inNs('checkByHandNs'), aim: '' },
  { title: 'standing at any (valid, known)', show: inNs('statusStandingNs'), aim: '≤ 250 ns' },
  { title: 'by hand: linear fold', show: inNs('statusByHandNs'), aim: '' },
  { title: 'whole listings at any (valid, known)', show: inNs('statusListingsNs'), aim: '' },
  { title: 'standing, the litigated', show: inNs('litigatedStandingNs'), aim: '≤ 250 ns' },
  { title: 'by hand: linear fold, the litigated', show: inNs('litigatedByHandNs'), aim: '' },
  { title: 'whole listings, the litigated', show: inNs('litigatedListingsNs'), aim: '' },
  { title: 'screen 100,000 positions', show: inMs('screenMs'), aim: '≤ 50 ms' },
  { title: 'the same for the first time', show: inMs('screenFirstMs'), aim: '' },
  { title: 'the same, awaiting each row', show: inMs('screenAwaitingMs'), aim: '' },
  { title: 'by hand: bare scan of the restricted list', show: inMs('screenByHandMs'), aim: '' },
  { title: 'index: entries a second', show: plain('buildPerSecond'), aim: '≥ 500,000' },
  { title: 'index: the same the first time', show: plain('firstBuildPerSecond'), aim: '' },
  { title: 'by hand: stories for the fold, entries a second', show: plain('byHandBuildPerSecond'), aim: '' },
  { title: 'index: bytes an entry, besides the entries', show: plain('bytesAnEntry'), aim: '≤ 100' },
  { title: 'by hand: stories, bytes an entry', show: plain('byHandBytesAnEntry'), aim: '' },
]

const askedTable = (figures: ReadonlyMap<string, Figures>): Table => ({
  title: 'index and gate, medians',
  columns: ['', ...figures.keys(), 'aim'],
  rows: LINES.map(({ title, show, aim }) => [title, ...[...figures.values()].map(show), aim]),
})

/** Index and gate, on logs in memory. */
export const gatePart: Part = {
  name: 'gate',
  run: async (scale) => {
    const sizes = scale.isQuick ? QUICK_SIZES : SIZES
    const asked = await compete(
      sizes.map((size) => asking(size, scale)),
      scale.isQuick ? 1 : ROUNDS,
    )
    return { figures: { asked: Object.fromEntries(asked) }, tables: [askedTable(asked)] }
  },
}
