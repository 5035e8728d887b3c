/** A reason of a gate's decision: its code and rule at once; the sentence and the entries behind it when they are asked for. */
import * as E from 'fp-ts/lib/Either.js'
import type { Asked, Finding } from '../compiled/ask.js'
import type { Asking } from '../compiled/views.js'
import { listingOf } from '../compiled/index-law.js'
import type { Order } from '../decision/order.js'
import { type Reason, reasonOf, unasked } from '../decision/reason.js'
import type { Outcome } from '../decision/ruleset.js'

/** The name of the method by which Node's console looks at an object; to others it means nothing. */
export const INSPECTED = Symbol.for('nodejs.util.inspect.custom')

/** What a finding was found for. */
export interface Found {
  readonly asking: Asking
  readonly order: Order
  readonly asked: Pick<Asked, 'resolved'>
}

/** The code of a finding: its rule's, or why there is none. */
export const codeOf = ({ verdict, question }: Finding): string => {
  if (verdict === null) return question.askable === null ? 'no-ruleset-in-force' : 'ruleset-unreadable'
  if (verdict.kind === 'rule') return verdict.rule.code
  return verdict.kind === 'missing' ? 'missing-fact' : 'no-rule'
}

const inWords = (
  { asking, order, asked: { resolved } }: Found,
  { question: { listing, askable }, verdict }: Finding,
): Reason => {
  const { state, exposure } = listing
  const point = { size: asking.size, at: order.tradedAt, entity: exposure.entity }
  const question = { listing: listingOf(asking.index, state, point), candidate: askable?.candidate ?? null }
  return verdict === null
    ? unasked({ order, resolved }, question)
    : reasonOf({ order, resolved }, { question, verdict })
}

/** A reason that is put in words when it is read; all else is there at once, and its own, so that it can be copied. */
export class GateReason implements Reason {
  readonly outcome: Outcome
  readonly code: string
  readonly program: string
  readonly entity: string
  readonly listing: string
  readonly ruleset: string | null
  readonly rule: string | null
  readonly citation: string | null
  readonly #found: Found
  readonly #finding: Finding
  #words: Reason | null = null

  constructor(found: Found, finding: Finding) {
    const { verdict, question } = finding
    const { askable, listing } = question
    const rule = verdict?.kind === 'rule' ? verdict.rule : null
    const isNamed = askable !== null && (verdict !== null || E.isLeft(askable.candidate.loaded))
    this.outcome = rule?.outcome ?? 'undetermined'
    this.code = codeOf(finding)
    this.program = listing.program
    this.entity = listing.entity
    this.listing = listing.designation
    this.ruleset = isNamed ? askable.candidate.ruleset : null
    this.rule = rule?.rule ?? null
    this.citation = rule?.citation ?? null
    this.#found = found
    this.#finding = finding
  }

  get because(): readonly string[] {
    return this.toJSON().because
  }

  get sentence(): string {
    return this.toJSON().sentence
  }

  get warning(): string | undefined {
    return this.toJSON().warning
  }

  get missing(): readonly string[] | undefined {
    return this.toJSON().missing
  }

  /** The reason as plain JSON. */
  toJSON(): Reason {
    this.#words ??= inWords(this.#found, this.#finding)
    return this.#words
  }

  /** What Node's console shows. */
  [INSPECTED](): Reason {
    return this.toJSON()
  }
}
