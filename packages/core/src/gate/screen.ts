/** Screens portfolios: for each position what becomes of an order in it, in which group it falls, and by when it must be sold. */
import { type Asked, askIn, strictestOf } from '../compiled/ask.js'
import type { ListingView } from '../compiled/listing-view.js'
import type { Instrument } from '../decision/order.js'
import type { Outcome } from '../decision/ruleset.js'
import type { Ground } from './checker.js'
import { outcomeOf } from './gate-decision.js'
import { codeOf } from './gate-reason.js'
import { expectScreening } from './given.js'
import { type Placed, placeOf, UNKNOWN } from './placing.js'
import { type Position, readScreening, type ReadScreening, type Screening } from './position.js'
import type { ScreenRow } from './screen-row.js'
import { newSummary, type ScreenSummary } from './screen-summary.js'

/** The code of the answer: of several winning reasons, that of the listing which puts the position where it is. */
const codeIn = ({ resolved, findings }: Asked, listing: ListingView | null): string => {
  if (resolved === null) return 'unknown-instrument'
  const strictest = strictestOf(findings)
  if (strictest === null) return 'not-listed'
  for (const finding of findings)
    if (finding.severity === strictest.severity && finding.question.listing === listing)
      return codeOf(finding)
  return codeOf(strictest)
}

interface Answer {
  readonly outcome: Outcome
  readonly code: string
}

const rowOf = (
  position: Position,
  { outcome, code }: Answer,
  { group, deadline, next, listing, standing }: Placed,
): ScreenRow => ({
  position,
  outcome,
  code,
  group,
  deadline,
  next,
  entity: listing === null ? null : listing.entity,
  program: listing === null ? null : listing.program,
  listing: listing === null ? null : listing.designation,
  standing,
})

/** The row of a position of which nothing can be told. */
const untold = (position: Position, code: string): ScreenRow =>
  rowOf(position, { outcome: 'undetermined', code }, UNKNOWN)

/** What to answer on, for the instrument of a position, or for one that cannot be read. */
type GroundFor = (instrument: Instrument | null) => Ground

interface Screener extends ReadScreening {
  readonly groundFor: GroundFor
}

/** Screens one position. */
const screenOn = ({ groundFor, orderOn, lookUntil }: Screener, position: Position): ScreenRow => {
  const order = orderOn(position)
  const { asking, refusing, unknownInstrument } = groundFor(order === null ? null : order.instrument)
  if (refusing !== null) return untold(position, refusing.code)
  if (order === null) return untold(position, 'order-unreadable')
  const view = asking.views.at(asking, order.instrument, order.tradedAt)
  const findings = askIn(asking, view, order)
  const asked = { resolved: view.resolved, findings }
  const placed = placeOf({ asking, view, order, findings, lookUntil })
  const answer = { outcome: outcomeOf({ asked, unknownInstrument }), code: codeIn(asked, placed.listing) }
  return rowOf(position, answer, placed)
}

/** What can be asked for positions that come in any way. */
export type Positions = Iterable<Position> | AsyncIterable<Position>

/** Rows as positions come, and what they came to once all have. */
export interface ScreenResult extends AsyncIterable<ScreenRow> {
  /** Of the rows so far; who goes through them twice counts them twice. */
  summary(): ScreenSummary
}

/** The same for positions that are there at once: a plain loop over the rows waits for nothing. */
export interface ScreenRows extends ScreenResult, Iterable<ScreenRow> {}

/** Begins to ask, at one log size; what it gives tells for each row whether anything is decided still. */
export type Begin = () => GroundFor

/** Screens positions as they are asked for; holds none of them. */
export function screenAll(begin: Begin, positions: Iterable<Position>, screening: Screening): ScreenRows
export function screenAll(begin: Begin, positions: Positions, screening: Screening): ScreenResult
export function screenAll(begin: Begin, positions: Positions, screening: Screening): ScreenResult {
  expectScreening(positions, screening)
  const { add, summary } = newSummary()
  const rowsOf = (): ((position: Position) => ScreenRow) => {
    const screener = { groundFor: begin(), ...readScreening(screening) }
    return (position) => {
      const row = screenOn(screener, position)
      add(row)
      return row
    }
  }
  async function* asynchronous(): AsyncGenerator<ScreenRow, void, undefined> {
    const rowFor = rowsOf()
    if (Symbol.iterator in positions) for (const position of positions) yield rowFor(position)
    else for await (const position of positions) yield rowFor(position)
  }
  if (!(Symbol.iterator in positions)) return { [Symbol.asyncIterator]: asynchronous, summary }
  const given = positions
  function* synchronous(): Generator<ScreenRow, void, undefined> {
    const rowFor = rowsOf()
    for (const position of given) yield rowFor(position)
  }
  const rows: ScreenRows = { [Symbol.asyncIterator]: asynchronous, [Symbol.iterator]: synchronous, summary }
  return rows
}
