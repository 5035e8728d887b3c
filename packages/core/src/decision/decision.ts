/** The decision record: what was decided, why, until when it holds, on what it rests; its id is the digest of all that. */
import { digestOf } from '../entry/canonical.js'
import type { Law } from '../status/law.js'
import { textOrNull } from '../status/status.js'
import type { Clock } from '../time/as-of.js'
import { type Instant, type InstantText, textOf } from '../time/instant.js'
import type { Conclusion } from './conclude.js'
import type { Inquiry } from './inquiry.js'
import { type Order, type OrderJson, orderJson } from './order.js'
import type { Reason } from './reason.js'
import type { Outcome } from './ruleset.js'

/** The version of the reading of the model that this code is: it changes when the same question may get other bytes. */
export const ENGINE = '1'

/** A ruleset that was asked, pinned. */
export interface RulesetAsked {
  readonly ruleset: string
  readonly version: string
  readonly digest: string
}

/** The two times of a decision, with the size of the log that the answer rests on. */
export interface AsOfJson {
  readonly clock: Clock
  readonly validAt: InstantText
  /** Null where the question stated a log size. */
  readonly knownAt: InstantText | null
  readonly size: number
}

/** A decision, in JSON as it is: the same question on the same log with the same rulesets gives the same bytes. */
export interface Decision {
  /** SHA-256 of the canonical JSON of all the rest. */
  readonly id: string
  readonly outcome: Outcome
  readonly reasons: readonly Reason[]
  /** The first later `tradedAt` at which it would differ although nothing new is recorded; null: never. */
  readonly validUntil: InstantText | null
  readonly asOf: AsOfJson
  readonly rulesets: readonly RulesetAsked[]
  readonly engine: string
  /** The order as it was read. */
  readonly order: OrderJson
}

/** What goes into a decision record. */
export interface Decided {
  readonly law: Law
  readonly order: Order
  readonly inquiry: Inquiry
  readonly conclusion: Conclusion
  readonly validUntil: Instant | null
}

const asOfJson = ({ known, size }: Law, validAt: Instant): AsOfJson => ({
  clock: known.clock,
  validAt: textOf(validAt),
  knownAt: 'knownAt' in known ? textOf(known.knownAt) : null,
  size,
})

const rulesetsAsked = ({ questions }: Inquiry): readonly RulesetAsked[] => {
  const asked = new Map<string, RulesetAsked>()
  for (const { candidate } of questions) {
    if (candidate === null) continue
    const { ruleset, version, digest } = candidate
    asked.set(digest, { ruleset, version, digest })
  }
  return [...asked.values()].toSorted((a, b) => (a.ruleset < b.ruleset ? -1 : a.ruleset > b.ruleset ? 1 : 0))
}

/** The record of a decision, with its id. */
export const recordDecision = ({ law, order, inquiry, conclusion, validUntil }: Decided): Decision => {
  const decided = {
    outcome: conclusion.outcome,
    reasons: conclusion.reasons,
    validUntil: textOrNull(validUntil),
    asOf: asOfJson(law, order.tradedAt),
    rulesets: rulesetsAsked(inquiry),
    engine: ENGINE,
    order: orderJson(order),
  }
  return { id: digestOf(decided), ...decided }
}

/** What a refusal says, and of what. */
export interface Refused {
  readonly reason: Reason
  readonly asOf: AsOfJson
  readonly order: OrderJson
}

/** The record of an order that was not decided: undetermined, for one reason. */
export const recordRefusal = ({ reason, asOf, order }: Refused): Decision => {
  const refused = {
    outcome: reason.outcome,
    reasons: [reason],
    validUntil: null,
    asOf,
    rulesets: [],
    engine: ENGINE,
    order,
  }
  // The digest is worked out when it is read: whoever is refused in a loop should not wait for it.
  return {
    get id() {
      return digestOf(refused)
    },
    ...refused,
  }
}

/** The answer for an order that could not be read: undetermined, and its reason names the field. There is nothing to replay. */
export interface Unreadable {
  readonly outcome: 'undetermined'
  readonly reasons: readonly Reason[]
  readonly order: null
}
