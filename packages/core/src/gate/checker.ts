/** Checks orders on one index, synchronously: what a live gate, and a hypothetical one, have in common. */
import * as E from 'fp-ts/lib/Either.js'
import { ask } from '../compiled/ask.js'
import type { Asking } from '../compiled/views.js'
import { type Decision, ENGINE, recordRefusal, type Unreadable } from '../decision/decision.js'
import { type Instrument, type Order, type OrderInput, orderJson } from '../decision/order.js'
import { refusal } from '../decision/reason.js'
import type { Outcome } from '../decision/ruleset.js'
import { explainProblem, type Problem } from '../entry/problem.js'
import { textOf } from '../time/instant.js'
import { GateDecision } from './gate-decision.js'
import { expectOrders } from './given.js'
import { readOrder } from '../decision/read-order.js'

/** Decides orders, at once and without I/O. */
export interface Checker {
  /**
   * Whether the order may go through, by everything known so far. Undetermined where that cannot be told: an order that cannot be read
   * (`order-unreadable`), a log not read to its end (`log-catching-up`), silent (`log-stale`), failed (`log-failed`) or closed
   * (`gate-closed`), no ruleset in force (`no-ruleset-in-force`).
   */
  check(order: Order | OrderInput): Decision | Unreadable
  /** The same for many, all at one log size. */
  checkMany(orders: Iterable<Order | OrderInput>): readonly (Decision | Unreadable)[]
}

/** Why orders are refused, whatever they are: a code and a sentence. */
export interface Refusing {
  readonly code: string
  readonly sentence: string
}

/** What orders are checked on; `refusing` where none is decided at all. */
export interface Ground {
  readonly asking: Asking
  readonly refusing: Refusing | null
  readonly unknownInstrument: Outcome
}

const refuse = ({ asking }: Ground, { code, sentence }: Refusing, order: Order): Decision =>
  recordRefusal({
    reason: refusal(code, sentence),
    asOf: { clock: 'recorded', validAt: textOf(order.tradedAt), knownAt: null, size: asking.size },
    order: orderJson(order),
  })

const unreadable = (problems: readonly Problem[]): Unreadable => ({
  outcome: 'undetermined',
  reasons: [
    refusal('order-unreadable', `The order cannot be read: ${problems.map(explainProblem).join('; ')}.`),
  ],
  order: null,
})

const checkTyped = (ground: Ground, order: Order): Decision => {
  if (ground.refusing !== null) return refuse(ground, ground.refusing, order)
  const { asking, unknownInstrument } = ground
  return new GateDecision({ asking, order, asked: ask(asking, order), unknownInstrument }, ENGINE)
}

/** Checks one order on the ground that there is for its instrument. One that cannot be read is undetermined, and the reason names the field. */
export const checkOver = (
  groundFor: (instrument: Instrument) => Ground,
  given: Order | OrderInput,
): Decision | Unreadable => {
  const read = readOrder(given)
  return E.isRight(read) ? checkTyped(groundFor(read.right.instrument), read.right) : unreadable(read.left)
}

/** Checks one order. */
export const checkOn = (ground: Ground, given: Order | OrderInput): Decision | Unreadable => {
  const read = readOrder(given)
  return E.isRight(read) ? checkTyped(ground, read.right) : unreadable(read.left)
}

/** Checks each of some orders. Throws for what cannot be looped over. */
export const checkEach = <D>(
  orders: Iterable<Order | OrderInput>,
  check: (order: Order | OrderInput) => D,
): D[] => {
  expectOrders(orders)
  const decided: D[] = []
  for (const order of orders) decided.push(check(order))
  return decided
}
