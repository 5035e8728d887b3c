/** Screens portfolios: for each position what becomes of an order in it, in which group it falls, and by when it must be sold. */
import * as E from 'fp-ts/lib/Either.js'
import { ask, type Asked, type Asking, type Finding } from '../compiled/ask.js'
import type { BitemporalIndex } from '../compiled/bitemporal-index.js'
import { designationAt, milestonesAt } from '../compiled/index-law.js'
import type { Outcome } from '../decision/ruleset.js'
import type { Standing } from '../status/standing.js'
import type { Instant } from '../time/instant.js'
import type { Ground } from './checker.js'
import { outcomeOf } from './gate-decision.js'
import { codeOf } from './gate-reason.js'
import { orderFor, type Position, type Screening } from './position.js'
import { readOrder } from './read-order.js'

/**
 * Where a position falls, from the worst: nothing known answers to the instrument (nor can it be told where the position cannot be read,
 * or the gate decides nothing); it may no longer be bought, nor sold; it may be sold to divest until the deadline; a ban starts within
 * the time ahead; a court or an agency holds off the ban, which comes back if the order falls; no ban in force or ahead.
 */
export const GROUPS = ['unknown', 'banned', 'to-divest', 'ahead', 'enjoined', 'clear'] as const

/** Where a position falls. */
export type Group = (typeof GROUPS)[number]

/** What came of one position. */
export interface ScreenRow {
  readonly position: Position
  /** Of the order asked about. */
  readonly outcome: Outcome
  readonly code: string
  readonly group: Group
  /** The first instant at which the holding may no longer be sold (exclusive end of the window); null where there is none to come. */
  readonly deadline: Instant | null
  /** The next instant, within the time ahead, at which a ban starts or a window closes. */
  readonly next: Instant | null
  /** The listing that puts it there; null where none does. */
  readonly entity: string | null
  readonly program: string | null
  readonly listing: string | null
  readonly standing: Standing | null
}

const DAY_MS = 86_400_000
const DEFAULT_AHEAD_MS = 90 * DAY_MS

interface Placed {
  readonly group: Group
  readonly deadline: Instant | null
  readonly next: Instant | null
  readonly finding: Finding | null
}

const within = (instant: Instant | null, from: number, until: number): instant is Instant =>
  instant !== null && from < instant && instant <= until

const earliest = (
  instants: readonly (Instant | null)[],
  { tradedAt, aheadMs = DEFAULT_AHEAD_MS }: Screening,
): Instant | null => {
  const ahead = instants.filter((instant) => within(instant, tradedAt, tradedAt + aheadMs))
  return ahead.length === 0 ? null : (Math.min(...ahead) as Instant)
}

const CLEAR: Placed = { group: 'clear', deadline: null, next: null, finding: null }
const UNKNOWN: Placed = { ...CLEAR, group: 'unknown' }

/** Standings that end when the order that brought them does; the ban then comes back. */
const HELD_OFF: ReadonlySet<Standing> = new Set(['enjoined', 'stayed'])

/** Where one listing puts a position. */
const placeOf = (index: BitemporalIndex, finding: Finding, screening: Screening): Placed => {
  const { state } = finding
  const { tradedAt } = screening
  const { worth, version } = state
  if (HELD_OFF.has(worth.standing)) return { ...CLEAR, group: 'enjoined', finding }
  if (worth.standing !== 'designated' || version === undefined) return CLEAR
  const { buyBannedFrom, sellBannedFrom, divestUntil, holdBannedFrom } = milestonesAt(index, state)
  const next = earliest([buyBannedFrom, sellBannedFrom, divestUntil, holdBannedFrom], screening)
  const deadline = divestUntil !== null && tradedAt < divestUntil ? divestUntil : null
  const sellBanned = sellBannedFrom !== null && sellBannedFrom <= tradedAt
  const buyBanned = buyBannedFrom !== null && buyBannedFrom <= tradedAt
  if (sellBanned && deadline !== null) return { group: 'to-divest', deadline, next, finding }
  if (sellBanned || buyBanned) return { group: 'banned', deadline, next, finding }
  if (next !== null) return { group: 'ahead', deadline, next, finding }
  return { ...CLEAR, deadline, finding: deadline === null ? null : finding }
}

const compare = (one: Placed, other: Placed): number =>
  GROUPS.indexOf(one.group) - GROUPS.indexOf(other.group) ||
  (one.deadline ?? Infinity) - (other.deadline ?? Infinity) ||
  (one.next ?? Infinity) - (other.next ?? Infinity)

/** The worst of several places; of equal ones that with the earliest deadline. */
const worst = (placed: readonly Placed[]): Placed =>
  placed.reduce((a, b) => (compare(b, a) < 0 ? b : a), CLEAR)

/** The id of the designation that a finding is about. */
const listingIn = ({ index }: Asking, { state }: Finding): string =>
  designationAt(index, state.designation).entry.id

/** The code of the answer: of several winning reasons, that of the listing which puts the position where it is. */
const codeIn = ({ resolved, findings }: Asked, placed: Finding | null): string => {
  if (resolved === null) return 'unknown-instrument'
  const strictest = findings.reduce<Finding | null>(
    (a, b) => (a === null || b.severity < a.severity ? b : a),
    null,
  )
  if (strictest === null) return 'not-listed'
  const isOwn = ({ state, severity }: Finding): boolean =>
    severity === strictest.severity && state.tie === placed?.state.tie
  return codeOf(findings.find(isOwn) ?? strictest)
}

/** The row of a position of which nothing can be told. */
const untold = (position: Position, code: string): ScreenRow => ({
  position,
  outcome: 'undetermined',
  code,
  group: 'unknown',
  deadline: null,
  next: null,
  entity: null,
  program: null,
  listing: null,
  standing: null,
})

/** Screens one position. */
const screenOn = (ground: Ground, position: Position, screening: Screening): ScreenRow => {
  const { asking, refusing, unknownInstrument } = ground
  if (refusing !== null) return untold(position, refusing.code)
  const order = readOrder(orderFor(position, screening))
  if (E.isLeft(order)) return untold(position, 'order-unreadable')
  const asked = ask(asking, order.right)
  const { group, deadline, next, finding } =
    asked.resolved === null
      ? UNKNOWN
      : worst(asked.findings.map((found) => placeOf(asking.index, found, screening)))
  return {
    position,
    outcome: outcomeOf({ asked, unknownInstrument }),
    code: codeIn(asked, finding),
    group,
    deadline,
    next,
    entity: finding?.exposure.entity ?? null,
    program: finding?.state.program.program ?? null,
    listing: finding === null ? null : listingIn(asking, finding),
    standing: finding?.state.worth.standing ?? null,
  }
}

/** What a screening comes to. */
export interface ScreenSummary {
  readonly positions: number
  readonly groups: Readonly<Record<Group, number>>
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>
  /** How many positions must be sold by when; ascending. */
  readonly deadlines: readonly { readonly deadline: Instant; readonly positions: number }[]
  /** How many positions change when, within the time ahead; ascending. */
  readonly ahead: readonly { readonly at: Instant; readonly positions: number }[]
}

const ascending = (counts: ReadonlyMap<Instant, number>): readonly (readonly [Instant, number])[] =>
  [...counts].toSorted(([a], [b]) => a - b)

/** Adds up rows, one at a time; holds no row. */
const newSummary = () => {
  const groups = { unknown: 0, banned: 0, 'to-divest': 0, ahead: 0, enjoined: 0, clear: 0 }
  const outcomes: Partial<Record<Outcome, number>> = {}
  const deadlines = new Map<Instant, number>()
  const ahead = new Map<Instant, number>()
  let positions = 0
  const count = (counts: Map<Instant, number>, at: Instant | null): void => {
    if (at !== null) counts.set(at, (counts.get(at) ?? 0) + 1)
  }
  return {
    add: ({ group, outcome, deadline, next }: ScreenRow): void => {
      positions += 1
      groups[group] += 1
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
      count(deadlines, deadline)
      count(ahead, next)
    },
    summary: (): ScreenSummary => ({
      positions,
      groups: { ...groups },
      outcomes: { ...outcomes },
      deadlines: ascending(deadlines).map(([deadline, held]) => ({ deadline, positions: held })),
      ahead: ascending(ahead).map(([at, held]) => ({ at, positions: held })),
    }),
  }
}

/** What can be asked for positions that come in any way. */
export type Positions = Iterable<Position> | AsyncIterable<Position>

/** Rows as positions come, and what they came to once all have. */
export interface ScreenResult extends AsyncIterable<ScreenRow> {
  /** Of the rows so far. */
  summary(): ScreenSummary
}

/** Screens positions as they come; holds none of them. */
export const screenAll = (ground: () => Ground, positions: Positions, screening: Screening): ScreenResult => {
  const { add, summary } = newSummary()
  async function* rows(): AsyncGenerator<ScreenRow, void, undefined> {
    const on = ground()
    const rowFor = (position: Position): ScreenRow => {
      const row = screenOn(on, position, screening)
      add(row)
      return row
    }
    if (Symbol.iterator in positions) for (const position of positions) yield rowFor(position)
    else for await (const position of positions) yield rowFor(position)
  }
  return { [Symbol.asyncIterator]: rows, summary }
}
