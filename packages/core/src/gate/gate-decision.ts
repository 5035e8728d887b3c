/** A gate's decision: outcome and reasons at once; until when it holds and its id, which take longer, when they are asked for. */
import type { Asked, Finding } from '../compiled/ask.js'
import type { Asking } from '../compiled/views.js'
import { lawAt } from '../compiled/index-law.js'
import { resolverAt } from '../compiled/index-resolver.js'
import { decide } from '../decision/decide.js'
import type { AsOfJson, Decision, RulesetAsked } from '../decision/decision.js'
import type { Order, OrderJson } from '../decision/order.js'
import { notListed, type Reason, unknownInstrument } from '../decision/reason.js'
import { OUTCOMES, type Outcome } from '../decision/ruleset.js'
import type { InstantText } from '../time/instant.js'
import { GateReason, INSPECTED } from './gate-reason.js'

/** What a gate's decision was made from. */
export interface Made {
  readonly asking: Asking
  readonly order: Order
  readonly asked: Asked
  /** What becomes of an order for an instrument that nothing known answers to. */
  readonly unknownInstrument: Outcome
}

/** Frozen, since all who get it share it. */
const NOT_LISTED: readonly Reason[] = Object.freeze([Object.freeze(notListed())])

/** What becomes of an order: the strictest of what was found. */
export const outcomeOf = ({
  asked: { resolved, findings },
  unknownInstrument: ifUnknown,
}: Pick<Made, 'asked' | 'unknownInstrument'>): Outcome => {
  if (resolved === null) return ifUnknown
  let strictest = OUTCOMES.length - 1
  for (const { severity } of findings) if (severity < strictest) strictest = severity
  return OUTCOMES[strictest] ?? 'undetermined'
}

const isSorted = (findings: readonly Finding[]): boolean => {
  let before = 0
  for (const { severity } of findings) {
    if (severity < before) return false
    before = severity
  }
  return true
}

/** By severity; as found where that is the same. */
const strictestFirst = (findings: readonly Finding[]): readonly Finding[] =>
  isSorted(findings) ? findings : findings.toSorted((a, b) => a.severity - b.severity)

const reasonsOf = (made: Made): readonly Reason[] => {
  const { resolved, findings } = made.asked
  if (resolved === null) return [unknownInstrument(made.unknownInstrument)]
  if (findings.length === 0) return NOT_LISTED
  return strictestFirst(findings).map((finding) => new GateReason(made, finding))
}

/** A decision, equal in JSON to what the oracle would decide at the same log size. */
export class GateDecision implements Decision {
  readonly outcome: Outcome
  readonly reasons: readonly Reason[]
  readonly engine: string
  readonly #made: Made
  #whole: Decision | null = null

  constructor(made: Made, engine: string) {
    this.#made = made
    this.engine = engine
    this.outcome = outcomeOf(made)
    this.reasons = reasonsOf(made)
  }

  get id(): string {
    return this.toJSON().id
  }

  get validUntil(): InstantText | null {
    return this.toJSON().validUntil
  }

  get asOf(): AsOfJson {
    return this.toJSON().asOf
  }

  get rulesets(): readonly RulesetAsked[] {
    return this.toJSON().rulesets
  }

  get order(): OrderJson {
    return this.toJSON().order
  }

  /** The whole decision as plain JSON. */
  toJSON(): Decision {
    const { asking, order, unknownInstrument: ifUnknown } = this.#made
    const { index, size, rulesets } = asking
    this.#whole ??= decide(
      {
        law: lawAt(index, size, { clock: 'recorded', knownSize: size }),
        resolver: resolverAt(index, size),
        candidates: rulesets.candidates,
        unknownInstrument: ifUnknown,
      },
      order,
    )
    return this.#whole
  }

  /** What Node's console shows. */
  [INSPECTED](): Decision {
    return this.toJSON()
  }
}
