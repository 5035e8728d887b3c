/** Checks orders on one index, synchronously: what a live gate, and a hypothetical one, have in common. */
import * as E from 'fp-ts/lib/Either.js'
import { ask, type Asking } from '../compiled/ask.js'
import { type Decision, ENGINE, recordRefusal, type Unreadable } from '../decision/decision.js'
import { type Order, type OrderInput, orderJson, parseOrder, PURPOSES } from '../decision/order.js'
import { refusal } from '../decision/reason.js'
import type { Outcome } from '../decision/ruleset.js'
import { ACTIVITIES } from '../entry/license.js'
import { explainProblem, type Problem } from '../entry/problem.js'
import { type Instant, instantOfMs, textOf } from '../time/instant.js'
import { GateDecision } from './gate-decision.js'

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

const isInstant = (ms: number): boolean => E.isRight(instantOfMs(ms))

const isReadable = ({ activity, purpose, tradedAt, acquiredAt, instrument, person }: Order): boolean =>
  isInstant(tradedAt) &&
  (acquiredAt === undefined || isInstant(acquiredAt)) &&
  ACTIVITIES.includes(activity) &&
  (purpose === undefined || PURPOSES.includes(purpose)) &&
  isObject(instrument) &&
  isObject(person)

/** Also of what its type says is one: a caller in JavaScript is held to nothing. */
const isObject = (given: unknown): boolean => typeof given === 'object' && given !== null

const isTyped = (order: Order | OrderInput): order is Order =>
  isObject(order) && typeof order.tradedAt === 'number'

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

/** Checks one order. One that cannot be read is undetermined, and the reason names the field. */
export const checkOn = (ground: Ground, given: Order | OrderInput): Decision | Unreadable => {
  if (isTyped(given) && isReadable(given)) return checkTyped(ground, given)
  const parsed = parseOrder(isTyped(given) ? untyped(given) : given)
  return E.isRight(parsed) ? checkTyped(ground, parsed.right) : unreadable(parsed.left)
}

/** An order in code with its instants as text, where they are instants, so that reading it names what is wrong. */
const untyped = (order: Order): unknown => {
  const text = (ms: unknown): unknown =>
    typeof ms === 'number' && isInstant(ms) ? textOf(ms as Instant) : ms
  const { stated: _, ...given } = order
  return {
    ...given,
    tradedAt: text(order.tradedAt),
    ...(order.acquiredAt === undefined ? {} : { acquiredAt: text(order.acquiredAt) }),
  }
}
