/** Why: one reason for each listing and ruleset that was asked, in terms of the law, with a sentence for people. */
import * as E from 'fp-ts/lib/Either.js'
import { type EntryRef, inLogOrder } from '../log/recorded.js'
import type { Listing } from '../status/listing.js'
import { MILESTONES } from '../status/schedule.js'
import { textOf } from '../time/instant.js'
import { authorizes, statedNames } from './facts.js'
import type { Inquiry, Question } from './inquiry.js'
import type { Order } from './order.js'
import type { Outcome, SpokenRule, Verdict } from './ruleset.js'

/** One reason of a decision. */
export interface Reason {
  readonly outcome: Outcome
  readonly code: string
  /** The program and entity of the listing; null where there is no listing. */
  readonly program: string | null
  readonly entity: string | null
  /** Id of the designation. */
  readonly listing: string | null
  /** The ruleset and the rule that spoke; null where none did. */
  readonly ruleset: string | null
  readonly rule: string | null
  /** The source in law; null where no rule spoke. */
  readonly citation: string | null
  /** Ids of the entries that make it so, in log order. */
  readonly because: readonly string[]
  readonly sentence: string
  readonly warning?: string | undefined
  /** The facts that were left out and matter, as an order states them. */
  readonly missing?: readonly string[] | undefined
}

const NO_LISTING = {
  program: null,
  entity: null,
  listing: null,
  ruleset: null,
  rule: null,
  citation: null,
  because: [],
}

/** Why an order was not decided at all. */
export const refusal = (code: string, sentence: string): Reason => ({
  ...NO_LISTING,
  outcome: 'undetermined',
  code,
  sentence,
})

/** No company that the instrument exposes to is on any list that is known. */
export const notListed = (): Reason => ({
  ...NO_LISTING,
  outcome: 'permit',
  code: 'not-listed',
  sentence: 'No company behind this instrument is listed under any program, as far as is known.',
})

/** Nothing known answers to the instrument; what becomes of the order is the firm's choice. */
export const unknownInstrument = (outcome: Outcome): Reason => ({
  ...NO_LISTING,
  outcome,
  code: 'unknown-instrument',
  sentence:
    'No security or issuer is registered that answers to this instrument, so it cannot be told whom it exposes to.',
})

/** The placeholders in a sentence replaced by their values; a milestone that there is none of reads `never`. */
const filledIn = (sentence: string, listing: Listing, order: Order): string => {
  const values: Record<string, string> = {
    entity: listing.entity,
    program: listing.program,
    tradedAt: textOf(order.tradedAt),
  }
  for (const name of MILESTONES) {
    const instant = listing[name]
    values[name] = instant === null ? 'never' : textOf(instant)
  }
  return sentence.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder)
}

/** The order, and what its instrument is. */
export type Met = Pick<Inquiry, 'order' | 'resolved'>

/** What a question is about. */
export type About = Pick<Question, 'listing' | 'candidate'>

interface Spoken {
  readonly listing: Listing
  readonly rule: SpokenRule
}

/** The licenses that authorize the order and the injunctions that name its person, where the rule rests on them. */
const alsoBecause = ({ order, resolved }: Met, { listing, rule }: Spoken): readonly EntryRef[] => {
  if (rule.code === 'licensed') {
    return listing.licenses.filter(
      (license) => authorizes(license, { order, listing, kind: resolved?.kind }) === true,
    )
  }
  if (rule.code !== 'enjoined' || listing.standing === 'enjoined') return []
  const { id } = order.person
  return listing.enjoinedFor.filter(({ parties }) => id !== undefined && parties.includes(id))
}

const idsOf = (refs: readonly EntryRef[]): readonly string[] => refs.map(({ id }) => id)

const unspoken = (question: About, code: string, sentence: string): Reason => ({
  ...NO_LISTING,
  outcome: 'undetermined',
  code,
  program: question.listing.program,
  entity: question.listing.entity,
  listing: question.listing.designation,
  ruleset: question.candidate?.ruleset ?? null,
  because: idsOf(question.listing.because),
  sentence,
})

/** Why a listing whose program has no ruleset in force, or one that cannot be loaded, leaves the order undetermined. */
export const unasked = ({ order }: Met, question: About): Reason => {
  const { candidate, listing } = question
  if (candidate !== null && E.isLeft(candidate.loaded)) {
    const why = candidate.loaded.left.problems.join('; ')
    return unspoken(
      question,
      'ruleset-unreadable',
      `The ruleset ${candidate.ruleset} in force cannot be read: ${why}.`,
    )
  }
  return unspoken(
    question,
    'no-ruleset-in-force',
    `No ruleset for ${listing.program} is in force at ${textOf(order.tradedAt)}.`,
  )
}

/** A question and the verdict on it. */
export interface Answered {
  readonly question: About
  readonly verdict: Verdict
}

/** The reason that a verdict on a question gives. */
export const reasonOf = (inquiry: Met, { question, verdict }: Answered): Reason => {
  if (verdict.kind === 'none') {
    return unspoken(
      question,
      'no-rule',
      `No rule of the ruleset for ${question.listing.program} holds for this order.`,
    )
  }
  if (verdict.kind === 'missing') {
    const missing = statedNames(verdict.facts)
    const sentence = `It cannot be decided without ${missing.join(', ')}, which the order leaves out.`
    return { ...unspoken(question, 'missing-fact', sentence), missing }
  }
  const { rule } = verdict
  const { listing } = question
  return {
    outcome: rule.outcome,
    code: rule.code,
    program: listing.program,
    entity: listing.entity,
    listing: listing.designation,
    ruleset: question.candidate?.ruleset ?? null,
    rule: rule.rule,
    citation: rule.citation,
    because: idsOf(inLogOrder([...listing.because, ...alsoBecause(inquiry, { listing, rule })])),
    sentence: filledIn(rule.sentence, listing, inquiry.order),
    ...(rule.warning === undefined ? {} : { warning: filledIn(rule.warning, listing, inquiry.order) }),
  }
}
