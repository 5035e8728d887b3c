/** `vacatur check`: may an order go through, or many of them, one by one; the strictest outcome is the exit code. */
import type { Decision, Known, LawRecord, Order, RecordOptions } from '@vacatur/core'
import { catalogue } from '@vacatur/rules'
import * as E from 'fp-ts/lib/Either.js'
import { badInput, type Ended, exitOf, type Trouble } from '../exit.js'
import { type EvaluatorName, evaluatorOf, rulesetsFor } from '../option/evaluator.js'
import { type KnownOptions, readKnown } from '../option/known.js'
import { openedRecord } from '../option/log-url.js'
import { ordersOf, type OrdersOptions } from '../option/orders.js'
import { drawDecision, drawDecisions } from '../render/decision.js'
import type { Surroundings } from '../surroundings.js'
import { type CommonOptions, logChoiceOf, printJson, viewOf } from './context.js'

/** The options as given. */
export interface CheckOptions extends CommonOptions, KnownOptions, OrdersOptions {
  readonly unknownInstrument?: NonNullable<RecordOptions['unknownInstrument']>
  readonly rules?: readonly string[]
  readonly evaluator?: EvaluatorName
}

/** A pin that fits no ruleset would leave every listing undetermined; that is told instead. */
const pinsAreThere = (pins: readonly string[], record: LawRecord): E.Either<Trouble, void> => {
  const published = [...catalogue.published, ...record.entries.map(({ entry }) => entry)]
  const digests = new Map(
    published.flatMap((entry) =>
      entry.type === 'RulesetPublished' ? [[entry.digest, `${entry.ruleset} ${entry.version}`] as const] : [],
    ),
  )
  const unknown = pins.find((pin) => !digests.has(pin))
  if (unknown === undefined) return E.right(undefined)
  const accepted = [...digests].map(([digest, name]) => `${digest} (${name})`).join(', ')
  return badInput(`\`--rules\` is ${unknown}, accepted is: ${accepted}`)
}

const recordFor = async (
  options: CheckOptions,
  surroundings: Surroundings,
): Promise<E.Either<Trouble, LawRecord>> => {
  const { unknownInstrument, rules, evaluator } = options
  const record = await openedRecord(logChoiceOf(options, surroundings), {
    rulesets: rulesetsFor(evaluator),
    ...(unknownInstrument === undefined ? {} : { unknownInstrument }),
    ...(rules === undefined ? {} : { pinned: rules }),
  })
  if (E.isLeft(record)) return record
  const pins = pinsAreThere(rules ?? [], record.right)
  return E.isLeft(pins) ? pins : record
}

const decideAll = async (
  record: LawRecord,
  orders: readonly Order[],
  { known, evaluator }: { readonly known: Known; readonly evaluator: EvaluatorName | undefined },
): Promise<readonly Decision[]> => {
  const evaluate = await evaluatorOf(evaluator, record.entries)
  const decisions: Decision[] = []
  for (const order of orders) {
    decisions.push(
      evaluate === undefined ? record.decide(order, known) : await record.decideWith(evaluate, order, known),
    )
  }
  return decisions
}

/** Runs the command. */
export const check = async (surroundings: Surroundings, options: CheckOptions): Promise<Ended> => {
  const orders = await ordersOf(options, surroundings)
  if (E.isLeft(orders)) return orders
  const record = await recordFor(options, surroundings)
  if (E.isLeft(record)) return record
  const known = readKnown(options, record.right, surroundings.now())
  if (E.isLeft(known)) return known
  const decisions = await decideAll(record.right, orders.right, {
    known: known.right,
    evaluator: options.evaluator,
  })
  const view = viewOf(record.right, surroundings)
  if (options.json === true) {
    for (const decision of decisions) printJson(surroundings, decision)
  } else if (options.orders === undefined) {
    for (const decision of decisions) surroundings.terminal.out(drawDecision(decision, view))
  } else {
    surroundings.terminal.out(`${drawDecisions(decisions, view)}\n`)
  }
  return E.right(exitOf(decisions.map(({ outcome }) => outcome)))
}
