/** A reason of a gate's decision: its code and rule at once; the sentence and the entries behind it when they are asked for. */
import * as E from 'fp-ts/lib/Either.js'
import type { Asking, Finding } from '../compiled/ask.js'
import { designationAt, listingOf } from '../compiled/index-law.js'
import type { Resolved } from '../decision/instrument.js'
import type { Order } from '../decision/order.js'
import { type Reason, reasonOf, unasked } from '../decision/reason.js'
import type { Outcome } from '../decision/ruleset.js'

/** What a finding was found for. */
export interface Found {
  readonly asking: Asking
  readonly order: Order
  readonly resolved: Resolved | null
}

/** The code of a finding: its rule's, or why there is none. */
export const codeOf = ({ verdict, askable }: Finding): string => {
  if (verdict === null) return askable === null ? 'no-ruleset-in-force' : 'ruleset-unreadable'
  if (verdict.kind === 'rule') return verdict.rule.code
  return verdict.kind === 'missing' ? 'missing-fact' : 'no-rule'
}

const inWords = (
  { asking, order, resolved }: Found,
  { state, exposure, askable, verdict }: Finding,
): Reason => {
  const point = { size: asking.size, at: order.tradedAt, entity: exposure.entity }
  const question = { listing: listingOf(asking.index, state, point), candidate: askable?.candidate ?? null }
  return verdict === null
    ? unasked({ order, resolved }, question)
    : reasonOf({ order, resolved }, { question, verdict })
}

/** A reason that is put in words when it is read. */
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
    const { verdict, state, exposure, askable } = finding
    const rule = verdict?.kind === 'rule' ? verdict.rule : null
    this.outcome = rule?.outcome ?? 'undetermined'
    this.code = codeOf(finding)
    this.program = state.program.program
    this.entity = exposure.entity
    this.listing = designationAt(found.asking.index, state.designation).entry.id
    this.ruleset =
      askable !== null && (verdict !== null || E.isLeft(askable.candidate.loaded))
        ? askable.candidate.ruleset
        : null
    this.rule = rule?.rule ?? null
    this.citation = rule?.citation ?? null
    this.#found = found
    this.#finding = finding
  }

  get #inWords(): Reason {
    this.#words ??= inWords(this.#found, this.#finding)
    return this.#words
  }

  get because(): readonly string[] {
    return this.#inWords.because
  }

  get sentence(): string {
    return this.#inWords.sentence
  }

  get warning(): string | undefined {
    return this.#inWords.warning
  }

  get missing(): readonly string[] | undefined {
    return this.#inWords.missing
  }

  /** The reason as plain JSON. */
  toJSON(): Reason {
    return this.#inWords
  }
}
