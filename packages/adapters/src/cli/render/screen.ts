/** A screened portfolio for people: what it comes to, then the first positions of each group that asks for something. */
import { type Group, type Instant, type ScreenRow, type ScreenSummary, textOf } from '@vacatur/core'
import type { Asking } from '../option/screening.js'
import type { CsvRow } from '../read/csv.js'
import type { Paint } from './colour.js'
import { GROUP_IN_WORDS, GROUP_MEANING, GROUPS_FOR_PEOPLE } from './screen-words.js'
import { drawTable } from './table.js'
import { count, labelled, NOTHING } from './text.js'
import { utc } from './when.js'

/** A position that is shown, and where it was read. */
export interface Shown {
  readonly row: ScreenRow
  readonly line: CsvRow['line']
}

/** How many positions of a group are shown. */
const MOST_SHOWN = 15

/** How many dates are listed of one kind. */
const MOST_DATES = 8

/** Keeps the first positions of each group, whatever their number. */
export const newShown = () => {
  const shown = new Map<Group, Shown[]>()
  return {
    add: (one: Shown): void => {
      const { group } = one.row
      if (group === 'clear') return
      const others = shown.get(group) ?? []
      if (others.length < MOST_SHOWN) shown.set(group, [...others, one])
    },
    of: (group: Group): readonly Shown[] => shown.get(group) ?? [],
  }
}

/** What a portfolio is drawn from and for. */
export interface ScreenView {
  readonly asking: Asking
  readonly summary: ScreenSummary
  readonly paint: Paint
  readonly columns: number
}

const personInWords = ({ usPerson, forUsPerson }: Asking['person']): string => {
  const us =
    usPerson === undefined ? 'U.S. person or not: not stated' : usPerson ? 'U.S. person' : 'no U.S. person'
  const acting = forUsPerson === undefined ? '' : forUsPerson ? ', for a U.S. person' : ', for no U.S. person'
  return us + acting
}

const LABEL = { indent: 24 }

const datesOf = (
  dates: readonly { readonly at: Instant; readonly positions: number }[],
  columns: number,
): ((label: string) => string) => {
  const lines = dates
    .slice(0, MOST_DATES)
    .map(({ at, positions }) => `${utc(textOf(at))}  ${count(positions, 'position', 'positions')}`)
  const more = dates.length - MOST_DATES
  const rest = more > 0 ? [`and at ${count(more, 'later instant', 'later instants')}`] : []
  return (label) => labelled(label, [...lines, ...rest].join('\n'), { columns, ...LABEL })
}

/** What it comes to, in a block. */
export const drawSummary = ({ asking, summary, columns }: Omit<ScreenView, 'paint'>): string => {
  const { activity, purpose, tradedAt, aheadDays, knownSize } = asking
  const groups = GROUPS_FOR_PEOPLE.map((group) =>
    labelled(
      `  ${GROUP_IN_WORDS[group]}`,
      `${summary.groups[group].toLocaleString('en-US').padStart(9)}  ${GROUP_MEANING[group]}${group === 'ahead' ? ` within ${aheadDays} days` : ''}`,
      { columns, ...LABEL },
    ),
  )
  const outcomes = Object.entries(summary.outcomes).map(
    ([outcome, number]) => `${outcome} ${number.toLocaleString('en-US')}`,
  )
  const deadlines = summary.deadlines.map(({ deadline, positions }) => ({ at: deadline, positions }))
  return [
    count(summary.positions, 'position', 'positions'),
    labelled(
      '  asked',
      `${activity} to ${purpose} at ${utc(textOf(tradedAt))}; ${personInWords(asking.person)}; as known from ${count(knownSize, 'entry', 'entries')}`,
      { columns, ...LABEL },
    ),
    labelled('  answers', outcomes.join(', '), { columns, ...LABEL }),
    ...groups,
    ...(deadlines.length === 0 ? [] : [datesOf(deadlines, columns)('  sell before')]),
    ...(summary.ahead.length === 0 ? [] : [datesOf(summary.ahead, columns)('  changes ahead')]),
    '',
  ].join('\n')
}

const WIDTHS = [6, 14, 14, 18]
const ANSWER = 4

const whenOf = ({ deadline, next }: ScreenRow): readonly string[] => [
  ...(deadline === null ? [] : [`until ${utc(textOf(deadline))}`]),
  ...(next === null || next === deadline ? [] : [`from ${utc(textOf(next))}`]),
]

const cellsOf = ({ row, line }: Shown): readonly string[] => {
  const { position, outcome, code, entity, program } = row
  const [named] = Object.values(position.instrument) as readonly unknown[]
  const instrument = typeof named === 'string' ? named : NOTHING
  return [
    String(line),
    position.id === undefined ? instrument : `${instrument}\n${position.id}`,
    position.quantity ?? NOTHING,
    entity === null ? NOTHING : `${entity}\n${program ?? ''}`,
    [`${outcome}: ${code}`, ...whenOf(row)].join('\n'),
  ]
}

const drawGroup = (
  group: Group,
  shown: readonly Shown[],
  { summary, paint, columns }: ScreenView,
): string => {
  const head = ['line', 'instrument', 'quantity', 'listed', 'answer']
  const table = drawTable({ head, widths: WIDTHS, columns }, shown.map(cellsOf), (text, column, row) => {
    const outcome = shown[row]?.row.outcome
    return column === ANSWER && outcome !== undefined ? paint.outcome(outcome, text) : text
  })
  const more = summary.groups[group] - shown.length
  return [
    paint.strong(`${GROUP_IN_WORDS[group]}: ${GROUP_MEANING[group]}`),
    table,
    ...(more > 0 ? [`and ${more.toLocaleString('en-US')} more (--csv or --json for all)`] : []),
    '',
  ].join('\n')
}

/** Draws the whole. */
export const drawScreen = (view: ScreenView, shownOf: (group: Group) => readonly Shown[]): string => {
  const tables = GROUPS_FOR_PEOPLE.flatMap((group) => {
    const shown = shownOf(group)
    return shown.length === 0 ? [] : [drawGroup(group, shown, view)]
  })
  return [drawSummary(view), ...tables].join('\n')
}
