/** `vacatur check`: may an order go through, or many of them, one by one; the strictest outcome is the exit code. */
import type { Decision, Evaluate, Known, LawRecord, Order, RecordOptions } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { type Ended, exitOf, type Trouble } from '../exit.js'
import { type EvaluatorName, evaluatorOf, rulesetsFor } from '../option/evaluator.js'
import { type KnownOptions, readKnown } from '../option/known.js'
import { openedRecord } from '../option/log-url.js'
import { ordersOf, type OrdersOptions } from '../option/orders.js'
import { type Opened, type Pinned, pinning } from '../option/pins.js'
import { nameOfPublished } from '../option/ruleset.js'
import { drawDecision, drawDecisions } from '../render/decision.js'
import type { Surroundings } from '../surroundings.js'
import { type CommonOptions, logChoiceOf, printJson, viewOf } from './context.js'

/** The options as given. */
export interface CheckOptions extends CommonOptions, KnownOptions, OrdersOptions {
  readonly unknownInstrument?: NonNullable<RecordOptions['unknownInstrument']>
  readonly rules?: readonly string[]
  readonly evaluator?: EvaluatorName
}

const openedFor = async (
  { unknownInstrument, evaluator, ...options }: CheckOptions,
  surroundings: Surroundings,
): Promise<E.Either<Trouble, Opened>> => {
  const rulesets = rulesetsFor(evaluator)
  const chosen = unknownInstrument === undefined ? {} : { unknownInstrument }
  const record = await openedRecord(logChoiceOf(options, surroundings), { rulesets, ...chosen })
  return E.map((opened: LawRecord): Opened => ({ record: opened, rulesets, ...chosen }))(record)
}

/** What orders are decided by. */
interface Bench {
  readonly pinned: Pinned
  readonly known: Known
  readonly evaluate: Evaluate | undefined
}

const decideAll = async (
  orders: readonly Order[],
  { pinned, known, evaluate }: Bench,
): Promise<readonly Decision[]> => {
  const decisions: Decision[] = []
  for (const order of orders) {
    const record = pinned.recordFor(order)
    decisions.push(
      evaluate === undefined ? record.decide(order, known) : await record.decideWith(evaluate, order, known),
    )
  }
  return decisions
}

const noteNotInForce = (
  { notInForceFor }: Pinned,
  orders: readonly Order[],
  { terminal }: Surroundings,
): void => {
  const notes = orders.flatMap((order) =>
    notInForceFor(order).map(
      (one) =>
        `note: ${nameOfPublished(one)} is not in force when this is traded; \`--rules\` asks it anyway\n`,
    ),
  )
  for (const note of new Set(notes)) terminal.err(note)
}

const print = (
  decisions: readonly Decision[],
  record: LawRecord,
  { surroundings, options }: { readonly surroundings: Surroundings; readonly options: CheckOptions },
): void => {
  const view = viewOf(record, surroundings)
  if (options.json === true) {
    for (const decision of decisions) printJson(surroundings, decision)
  } else if (options.orders === undefined) {
    for (const decision of decisions) surroundings.terminal.out(drawDecision(decision, view))
  } else {
    surroundings.terminal.out(`${drawDecisions(decisions, view)}\n`)
  }
}

/** Runs the command. */
export const check = async (surroundings: Surroundings, options: CheckOptions): Promise<Ended> => {
  const orders = await ordersOf(options, surroundings)
  if (E.isLeft(orders)) return orders
  const opened = await openedFor(options, surroundings)
  if (E.isLeft(opened)) return opened
  const { record } = opened.right
  const pinned = pinning(options.rules ?? [], opened.right)
  if (E.isLeft(pinned)) return pinned
  const known = readKnown(options, record, surroundings.now())
  if (E.isLeft(known)) return known
  const decisions = await decideAll(orders.right, {
    pinned: pinned.right,
    known: known.right,
    evaluate: await evaluatorOf(options.evaluator, record.entries),
  })
  noteNotInForce(pinned.right, orders.right, surroundings)
  print(decisions, record, { surroundings, options })
  return E.right(exitOf(decisions.map(({ outcome }) => outcome)))
}
