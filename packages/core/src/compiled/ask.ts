/** One order at one log size, fast: what each listing comes to under each ruleset; put in words only when asked for. */
import * as E from 'fp-ts/lib/Either.js'
import { factsOf, isEnjoinedFor, isLicensed, type OrderFacts } from '../decision/facts.js'
import type { Resolved } from '../decision/instrument.js'
import type { Order } from '../decision/order.js'
import { type EncodedFacts, type Facts, OUTCOMES, type Outcome, type Verdict } from '../decision/ruleset.js'
import type { Exposure } from '../entry/reference.js'
import type { Milestones } from '../status/schedule.js'
import type { Instant } from '../time/instant.js'
import type { BitemporalIndex } from './bitemporal-index.js'
import type { CompiledAsk } from './compiled-ask.js'
import {
  injunctionsOf,
  licensesAt,
  listingOf,
  milestonesAt,
  type Point,
  tieAt,
  type TieState,
  viaOf,
} from './index-law.js'
import { resolveAt } from './index-resolver.js'
import type { Askable, RulesetsInForce } from './rulesets-in-force.js'

/** What is asked of, and how. */
export interface Asking {
  readonly index: BitemporalIndex
  readonly rulesets: RulesetsInForce
  readonly size: number
}

/** What a listing comes to under a ruleset. */
export interface Finding {
  readonly state: TieState
  readonly exposure: Exposure
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

const MAX_REMEMBERED = 8

/** An order and a listing for encoding what is neither's: facts of orders are not encoded with those of listings. */
const NO_ORDER: Order = { activity: 'hold', instrument: { security: '' }, person: {}, tradedAt: 0 as Instant }
const UNRESOLVED: Resolved = { security: null, kind: undefined, publiclyTraded: undefined, exposures: [] }
const NO_EXPOSURE: Exposure = { entity: '', basis: 'issuer' }

/** Which milestones are past at an instant, a bit each: between two, the facts of a listing stay the same. */
const pastAt = (
  { buyBannedFrom, sellBannedFrom, divestUntil, holdBannedFrom }: Milestones,
  at: number,
): number => {
  return (
    (buyBannedFrom !== null && buyBannedFrom <= at ? 1 : 0) |
    (sellBannedFrom !== null && sellBannedFrom <= at ? 2 : 0) |
    (divestUntil !== null && divestUntil <= at ? 4 : 0) |
    (holdBannedFrom !== null && holdBannedFrom <= at ? 8 : 0)
  )
}

const encodedListing = (
  index: BitemporalIndex,
  { state, compiled }: { readonly state: TieState; readonly compiled: CompiledAsk },
  point: Point,
): EncodedFacts => {
  const past = pastAt(milestonesAt(index, state), point.at)
  const { tie, worth, versions } = state
  const encoded = (index.ties.encoded[tie] ??= [])
  for (const one of encoded) {
    if (one.past === past && one.compiled === compiled && one.worth === worth && one.versions === versions)
      return one.facts
  }
  const listing = listingOf(index, state, { ...point, entity: '' })
  const facts = compiled.evaluation.room()
  compiled.encodeListing(
    factsOf({ order: NO_ORDER, listing, exposure: NO_EXPOSURE, resolved: UNRESOLVED }),
    facts,
  )
  if (encoded.length >= MAX_REMEMBERED) encoded.shift()
  encoded.push({ compiled, worth, versions, past, facts })
  return facts
}

/** A question on the way: an order that comes upon a listing. */
interface Meeting {
  readonly order: Order
  readonly resolved: Resolved
  readonly exposure: Exposure
  readonly state: TieState
}

const isLicensedAt = (
  index: BitemporalIndex,
  { order, resolved, exposure, state }: Meeting,
  point: Point,
): boolean | undefined => {
  const licenses = licensesAt(index, state, point)
  if (licenses.length === 0) return false
  const listing = { entity: exposure.entity, via: viaOf(index, state) }
  return isLicensed(licenses, { order, listing, kind: resolved.kind })
}

/** The facts that are not a listing's alone. */
const restOfFacts = (index: BitemporalIndex, meeting: Meeting, point: Point): Facts => {
  const { order, resolved, exposure, state } = meeting
  const { person } = order
  return {
    'exposure.basis': exposure.basis,
    activity: order.activity,
    purpose: order.purpose ?? 'invest',
    'instrument.kind': resolved.kind,
    'instrument.publiclyTraded': resolved.publiclyTraded,
    'person.usPerson': person.usPerson,
    'person.forUsPerson': person.forUsPerson,
    'person.enjoined': person.id !== undefined && isEnjoinedFor(injunctionsOf(index, state), person.id),
    tradedAt: order.tradedAt,
    acquiredAt: order.acquiredAt,
    licensed: isLicensedAt(index, meeting, point),
  }
}

const allFacts = (
  index: BitemporalIndex,
  { order, resolved, exposure, state }: Meeting,
  point: Point,
): OrderFacts =>
  factsOf({
    order,
    listing: listingOf(index, state, { ...point, entity: exposure.entity }),
    exposure,
    resolved,
  })

const copyInto = (into: EncodedFacts, from: EncodedFacts): void => {
  for (let slot = 0; slot < from.length; slot += 1) into[slot] = from[slot] ?? 0
}

const verdictBy = (index: BitemporalIndex, askable: Askable, meeting: Meeting & Point): Verdict | null => {
  const { compiled, candidate } = askable
  if (compiled === null) {
    return E.isRight(candidate.loaded)
      ? candidate.loaded.right.evaluate(allFacts(index, meeting, meeting))
      : null
  }
  const { scratch, evaluation } = compiled
  copyInto(scratch, encodedListing(index, { state: meeting.state, compiled }, meeting))
  compiled.encodeOrder(restOfFacts(index, meeting, meeting), scratch)
  const decided = evaluation.decide(scratch)
  return evaluation.verdictOf(decided, decided >= 0 ? NO_FACTS : allFacts(index, meeting, meeting))
}

const NO_FACTS: Facts = {}

const severityOf = (verdict: Verdict | null): number =>
  verdict?.kind === 'rule' ? SEVERITY[verdict.rule.outcome] : UNDETERMINED

/** Adds what comes of a listing under each ruleset in force. */
const meet = ({ index, rulesets }: Asking, meeting: Meeting & Point, findings: Finding[]): void => {
  const { state, exposure } = meeting
  const askables = rulesets.at(state.program.program, meeting.at)
  if (askables.length === 0)
    findings.push({ state, exposure, askable: null, verdict: null, severity: UNDETERMINED })
  for (const askable of askables) {
    const verdict = verdictBy(index, askable, meeting)
    findings.push({ state, exposure, askable, verdict, severity: severityOf(verdict) })
  }
}

/** Asks every ruleset in force about every listing behind the order's instrument. */
export const ask = (asking: Asking, order: Order): Asked => {
  const { index, size } = asking
  const point = { size, at: order.tradedAt }
  const resolved = resolveAt(index, order.instrument, point)
  if (resolved === null) return { resolved, findings: [] }
  const findings: Finding[] = []
  for (const exposure of resolved.exposures) {
    for (const tie of index.tiesOf.of(exposure.entity)) {
      const state = tieAt(index, tie, point)
      if (state === undefined) continue
      meet(asking, { order, resolved, exposure, state, size, at: order.tradedAt }, findings)
    }
  }
  return { resolved, findings }
}
