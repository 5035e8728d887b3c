/** One order at one log size, fast: what each listing comes to under each ruleset; put in words only when asked for. */
import * as E from 'fp-ts/lib/Either.js'
import { factsOf, isEnjoinedFor, isLicensed } from '../decision/facts.js'
import type { Resolved } from '../decision/instrument.js'
import type { Order } from '../decision/order.js'
import {
  type EncodedFacts,
  type Facts,
  type FactValue,
  OUTCOMES,
  type Outcome,
  type Verdict,
} from '../decision/ruleset.js'
import { OF_ORDERS } from './compiled-ask.js'
import type { Question, View } from './view.js'
import type { Asking } from './views.js'
import { injunctionsOf, listingOf } from './index-law.js'
import { viaOf } from './tie-state.js'

/** What a listing comes to under a ruleset. */
export interface Finding {
  readonly question: Question
  /** Null where there was no ruleset to ask. */
  readonly verdict: Verdict | null
  /** The place of the outcome among `OUTCOMES`: the lower, the stricter. */
  readonly severity: number
}

/** What an order comes to. */
export interface Asked {
  /** What the instrument is; null where nothing known answers to it. */
  readonly resolved: Resolved | null
  /** One for each listing and ruleset. */
  readonly findings: readonly Finding[]
}

const SEVERITY = Object.fromEntries(OUTCOMES.map((outcome, place) => [outcome, place])) as Readonly<
  Record<Outcome, number>
>

/** The place of `undetermined` among `OUTCOMES`. */
const UNDETERMINED = SEVERITY.undetermined

const NO_FACTS: Facts = {}
const UNRESOLVED: Resolved = { security: null, kind: undefined, publiclyTraded: undefined, exposures: [] }
const NO_FINDINGS: readonly Finding[] = []

/** An order that comes upon a view. */
interface Meeting {
  readonly asking: Asking
  readonly order: Order
  readonly view: View
  readonly values: FactValue[]
}

/** Whether an injunction in force protects the person from a listing. */
export const isEnjoined = (
  { asking, order: { person } }: Pick<Meeting, 'asking' | 'order'>,
  { listing }: Question,
): boolean => person.id !== undefined && isEnjoinedFor(injunctionsOf(asking.index, listing.state), person.id)

const isLicensedFor = (
  { asking, order, view }: Meeting,
  { licenses, listing: { exposure, state } }: Question,
): boolean | undefined => {
  const listing = { entity: exposure.entity, via: viaOf(asking.index, state) }
  return isLicensed(licenses, { order, listing, kind: view.kind })
}

/** The values of the facts that are not a listing's alone, in the order of `OF_ORDERS`; the last three hang on the listing, too. */
const orderValues = ({ activity, purpose, person, tradedAt, acquiredAt }: Order, view: View): FactValue[] => [
  activity,
  purpose ?? 'invest',
  view.kind,
  view.publiclyTraded,
  person.usPerson,
  person.forUsPerson,
  tradedAt,
  acquiredAt,
  false,
  false,
  '',
]

/** The place of the first of the values that hang on the listing. */
const JOINT = OF_ORDERS.length - 3

const putJointValues = (meeting: Meeting, question: Question): void => {
  const { values } = meeting
  values[JOINT] = isEnjoined(meeting, question)
  values[JOINT + 1] = question.licenses.length === 0 ? false : isLicensedFor(meeting, question)
  values[JOINT + 2] = question.basis
}

const allFacts = ({ asking, order, view }: Meeting, { listing: { state, exposure } }: Question): Facts => {
  const point = { size: asking.size, at: order.tradedAt, entity: exposure.entity }
  const resolved = view.resolved ?? UNRESOLVED
  return factsOf({ order, listing: listingOf(asking.index, state, point), exposure, resolved })
}

const copyFrom = ({ room }: View, start: number, into: EncodedFacts): void => {
  for (let slot = 0; slot < into.length; slot += 1) into[slot] = room[start + slot] ?? 0
}

const verdictOn = (meeting: Meeting, question: Question): Verdict | null => {
  const { askable } = question
  if (askable === null) return null
  const { compiled, candidate } = askable
  if (compiled === null)
    return E.isRight(candidate.loaded) ? candidate.loaded.right.evaluate(allFacts(meeting, question)) : null
  const { scratch, evaluation, encodeOrder } = compiled
  copyFrom(meeting.view, question.facts, scratch)
  putJointValues(meeting, question)
  encodeOrder(meeting.values, scratch)
  const decided = evaluation.decide(scratch)
  return evaluation.verdictOf(decided, decided >= 0 ? NO_FACTS : allFacts(meeting, question))
}

/** The strictest of some findings, the first of several; null where there are none. */
export const strictestOf = (findings: readonly Finding[]): Finding | null => {
  let strictest: Finding | null = null
  for (const finding of findings)
    if (strictest === null || finding.severity < strictest.severity) strictest = finding
  return strictest
}

/** What a finding comes to. */
export const outcomeIn = ({ severity }: Finding): Outcome => OUTCOMES[severity] ?? 'undetermined'

const severityOf = (verdict: Verdict | null): number =>
  verdict?.kind === 'rule' ? SEVERITY[verdict.rule.outcome] : UNDETERMINED

/** Asks every ruleset in force about every listing behind a view, which is good when the order is traded. */
export const askIn = (asking: Asking, view: View, order: Order): readonly Finding[] => {
  const { questions } = view
  if (questions.length === 0) return NO_FINDINGS
  const meeting = { asking, order, view, values: orderValues(order, view) }
  return questions.map((question): Finding => {
    const verdict = verdictOn(meeting, question)
    return { question, verdict, severity: severityOf(verdict) }
  })
}

/** Asks about every listing behind the order's instrument. */
export const ask = (asking: Asking, order: Order): Asked => {
  const view = asking.views.at(asking, order.instrument, order.tradedAt)
  return { resolved: view.resolved, findings: askIn(asking, view, order) }
}
