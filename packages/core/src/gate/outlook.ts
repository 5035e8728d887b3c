/**
 * What the holder of a position may do later, by what is known now: the log holds entries of the future, too, and schedules run on. Found by
 * going from each instant at which anything turns to the next, and asking there.
 */
import { type Asked, askIn, type Finding, outcomeIn, strictestOf } from '../compiled/ask.js'
import { endOfView, startOfView, type View } from '../compiled/view.js'
import type { Asking } from '../compiled/views.js'
import type { Instrument, Order } from '../decision/order.js'
import { orderOf } from '../decision/read-order.js'
import type { Instant } from '../time/instant.js'

/** A position that was asked about, and what is behind it. */
export interface Scene extends Pick<Asked, 'findings'> {
  readonly asking: Asking
  readonly view: View
  readonly order: Order
  /** How far to look ahead (inclusive). */
  readonly lookUntil: number
}

/** An instant at which something that was permitted is so no longer, and by which listing. */
interface Turn {
  readonly at: Instant
  readonly by: Finding
}

/** What is ahead. */
export interface Outlook {
  /** When a sale to divest is permitted no longer; null where that is not to come. */
  readonly deadline: Turn | null
  /** When a sale to divest, a purchase or holding on is permitted no longer, within the time ahead. */
  readonly next: Turn | null
}

const NOTHING_AHEAD: Outlook = { deadline: null, next: null }

/** What is watched. The sale comes first: its turn is the deadline. */
const SALE = { activity: 'sell', purpose: 'divest' } as const
const PURCHASE = { activity: 'buy', purpose: 'invest' } as const
export const WATCHED = [SALE, PURCHASE, { activity: 'hold', purpose: 'invest' }] as const

/** Something that is watched. */
type Watched = (typeof WATCHED)[number]

/** The order by which something is watched, for the holder of a position. */
export const watchedOrder = (
  { instrument, person, acquiredAt }: Order,
  { activity, purpose }: Watched,
  tradedAt: Instant,
): Order => orderOf({ activity, purpose, instrument, person, tradedAt }, acquiredAt)

interface Moment {
  readonly at: Instant
  readonly view: View
}

/** What stands in the way of the holder's doing something; null where it is permitted, and where nothing is listed. */
const barTo = (watched: Watched, { asking, order }: Scene, { at, view }: Moment): Finding | null => {
  const strictest = strictestOf(askIn(asking, view, watchedOrder(order, watched, at)))
  return strictest === null || outcomeIn(strictest) === 'permit' ? null : strictest
}

const momentOf = ({ order, view }: Scene): Moment => ({ at: order.tradedAt, view })

/** What denies a purchase when the order is traded; null where nothing does. */
export const banOnBuying = (scene: Scene): Finding | null => {
  const bar = barTo(PURCHASE, scene, momentOf(scene))
  return bar !== null && outcomeIn(bar) === 'deny' ? bar : null
}

/** The next instant after one at which the view ends, or a rule may turn by itself. */
const turnAfter = ({ asking, order: { acquiredAt } }: Scene, view: View, at: number): number => {
  const turn = Math.min(endOfView(view), asking.rulesets.nextTurn(at))
  return acquiredAt !== undefined && acquiredAt > at ? Math.min(turn, acquiredAt) : turn
}

/** Whether anything may turn just when the order is traded. */
const turnsNow = ({ asking, view, order: { tradedAt, acquiredAt } }: Scene): boolean =>
  startOfView(view) === tradedAt ||
  asking.rulesets.nextTurn(tradedAt - 1) === tradedAt ||
  acquiredAt === tradedAt

/** The instants after the order at which anything may turn; a rule that holds until an instant inclusive does a millisecond later. */
function* momentsAfter(scene: Scene): Generator<Moment, void, undefined> {
  const { asking, order } = scene
  let { at, view } = momentOf(scene)
  for (let isTurn = turnsNow(scene); ; isTurn = true) {
    if (isTurn && at + 1 < endOfView(view)) yield { at: (at + 1) as Instant, view }
    const turn = turnAfter(scene, view, at)
    if (turn === Infinity) return
    if (turn === endOfView(view)) view = asking.views.after(asking, order.instrument, view) ?? view
    at = turn as Instant
    yield { at, view }
  }
}

/** What is held, by its own name; undefined where the order names it so, or what it names is not known. */
const ownNameOf = ({ view: { resolved }, order: { instrument } }: Scene): Instrument | undefined => {
  if ('security' in instrument || resolved === null) return undefined
  if (resolved.security !== null) return { security: resolved.security }
  const [issuer] = resolved.exposures
  if (!('issuer' in instrument) || 'entity' in instrument.issuer || issuer === undefined) return undefined
  return { ...instrument, issuer: { entity: issuer.entity } }
}

/** The same position by what is held: an identifier may come to name another, which is none of the holder's. */
const heldIn = (scene: Scene): Scene => {
  const { asking, order } = scene
  const instrument = ownNameOf(scene)
  if (instrument === undefined) return scene
  return {
    ...scene,
    order: { ...order, instrument },
    view: asking.views.at(asking, instrument, order.tradedAt),
  }
}

/** What is ahead of the holder of a position. */
export const outlookOf = (asked: Scene): Outlook => {
  if (turnAfter(asked, asked.view, asked.order.tradedAt) === Infinity && !turnsNow(asked))
    return NOTHING_AHEAD
  const scene = heldIn(asked)
  const barsAt = (moment: Moment): readonly (Finding | null)[] =>
    WATCHED.map((watched) => barTo(watched, scene, moment))
  let before = barsAt(momentOf(scene))
  let deadline: Turn | null = null
  let next: Turn | null = null
  for (const moment of momentsAfter(scene)) {
    const { at } = moment
    const isAhead = at <= scene.lookUntil
    if (deadline !== null && (next !== null || !isAhead)) break
    const bars = barsAt(moment)
    for (const [place, by] of bars.entries()) {
      if (by === null || before[place] !== null) continue
      if (WATCHED[place] === SALE) deadline ??= { at, by }
      if (isAhead) next ??= { at, by }
    }
    before = bars
  }
  return { deadline, next }
}
