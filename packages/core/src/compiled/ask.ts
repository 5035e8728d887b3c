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
import type { Asking, ListingQuestion, ListingView } from './view.js'
import { injunctionsOf, listingOf } from './index-law.js'
import { viaOf } from './tie-state.js'
import type { Askable } from './rulesets-in-force.js'

/** What a listing comes to under a ruleset. */
export interface Finding {
  readonly listing: ListingView
  /** Null where no ruleset is in force for the program. */
  readonly askable: Askable | null
  /** Null where there was no ruleset to ask. */
  readonly verdict: Verdict | null
  /** The place of the outcome among `OUTCOMES`: the lower, the stricter. */
  readonly severity: number
}

/** What an order comes to: what the instrument is (null: nothing known answers to it), and a finding for each listing and ruleset. */
export interface Asked {
  readonly resolved: Resolved | null
  readonly findings: readonly Finding[]
}

const SEVERITY = Object.fromEntries(OUTCOMES.map((outcome, place) => [outcome, place])) as Readonly<
  Record<Outcome, number>
>

/** The place of `undetermined` among `OUTCOMES`. */
const UNDETERMINED = SEVERITY.undetermined

const NO_FACTS: Facts = {}
const NO_FINDINGS: readonly Finding[] = []

/** An order that comes upon a listing. */
interface Meeting {
  readonly asking: Asking
  readonly order: Order
  readonly resolved: Resolved
  readonly values: FactValue[]
  readonly listing: ListingView
}

const isEnjoined = ({ asking, order, listing }: Meeting): boolean => {
  const { id } = order.person
  return id !== undefined && isEnjoinedFor(injunctionsOf(asking.index, listing.state), id)
}

const isLicensedFor = ({ asking, order, resolved, listing }: Meeting): boolean | undefined => {
  const { licenses, exposure, state } = listing
  if (licenses.length === 0) return false
  const reached = { entity: exposure.entity, via: viaOf(asking.index, state) }
  return isLicensed(licenses, { order, listing: reached, kind: resolved.kind })
}

/** The values of the facts that are not a listing's alone, in the order of `OF_ORDERS`; the last three hang on the listing, too. */
const orderValues = (order: Order, resolved: Resolved): FactValue[] => {
  const { activity, purpose, person, tradedAt, acquiredAt } = order
  return [
    activity,
    purpose ?? 'invest',
    resolved.kind,
    resolved.publiclyTraded,
    person.usPerson,
    person.forUsPerson,
    tradedAt,
    acquiredAt,
    false,
    false,
    '',
  ]
}

/** The place of the first of the values that hang on the listing. */
const JOINT = OF_ORDERS.length - 3

const putJointValues = (meeting: Meeting): void => {
  const { values, listing } = meeting
  values[JOINT] = isEnjoined(meeting)
  values[JOINT + 1] = isLicensedFor(meeting)
  values[JOINT + 2] = listing.exposure.basis
}

const allFacts = ({ asking, order, resolved, listing: { state, exposure } }: Meeting): Facts => {
  const point = { size: asking.size, at: order.tradedAt, entity: exposure.entity }
  return factsOf({ order, listing: listingOf(asking.index, state, point), exposure, resolved })
}

const copyInto = (into: EncodedFacts, from: readonly number[]): void => {
  for (let slot = 0; slot < from.length; slot += 1) into[slot] = from[slot] ?? 0
}

const verdictBy = ({ askable, facts }: ListingQuestion, meeting: Meeting): Verdict | null => {
  const { compiled, candidate } = askable
  if (compiled === null || facts === null)
    return E.isRight(candidate.loaded) ? candidate.loaded.right.evaluate(allFacts(meeting)) : null
  const { scratch, evaluation, encodeOrder } = compiled
  copyInto(scratch, facts)
  putJointValues(meeting)
  encodeOrder(meeting.values, scratch)
  const decided = evaluation.decide(scratch)
  return evaluation.verdictOf(decided, decided >= 0 ? NO_FACTS : allFacts(meeting))
}

const severityOf = (verdict: Verdict | null): number =>
  verdict?.kind === 'rule' ? SEVERITY[verdict.rule.outcome] : UNDETERMINED

/** Adds what comes of a listing under each ruleset in force. */
const meet = (meeting: Meeting, findings: Finding[]): void => {
  const { listing } = meeting
  if (listing.questions.length === 0)
    findings.push({ listing, askable: null, verdict: null, severity: UNDETERMINED })
  for (const question of listing.questions) {
    const verdict = verdictBy(question, meeting)
    findings.push({ listing, askable: question.askable, verdict, severity: severityOf(verdict) })
  }
}

/** Asks every ruleset in force about every listing behind the order's instrument. */
export const ask = (asking: Asking, order: Order): Asked => {
  const { resolved, listings } = asking.index.views.at(asking, order.instrument, order.tradedAt)
  if (resolved === null || listings.length === 0) return { resolved, findings: NO_FINDINGS }
  const findings: Finding[] = []
  const values = orderValues(order, resolved)
  for (const listing of listings) meet({ asking, order, resolved, values, listing }, findings)
  return { resolved, findings }
}
