/** A gate's decision: outcome and reasons at once; until when it holds and its id, which take longer, when they are asked for. */
import type { Asked, Asking, Finding } from '../compiled/ask.js'
import { lawAt } from '../compiled/index-law.js'
import { resolverAt } from '../compiled/index-resolver.js'
import { decide } from '../decision/decide.js'
import type { AsOfJson, Decision, RulesetAsked } from '../decision/decision.js'
import type { Order, OrderJson } from '../decision/order.js'
import { notListed, type Reason, unknownInstrument } from '../decision/reason.js'
import { OUTCOMES, type Outcome } from '../decision/ruleset.js'
import type { InstantText } from '../time/instant.js'
import { GateReason } from './gate-reason.js'

/** What a gate's decision was made from. */
export interface Made {
  readonly asking: Asking
  readonly order: Order
  readonly asked: Asked
  /** What becomes of an order for an instrument that nothing known answers to. */
  readonly unknownInstrument: Outcome
}

const NOT_LISTED: readonly Reason[] = [notListed()]

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

/** By severity; as found where that is the same. */
const strictestFirst = (findings: readonly Finding[]): readonly Finding[] => {
  const isSorted = findings.every(
    (finding, place) => finding.severity >= (findings[place - 1]?.severity ?? 0),
  )
  return isSorted ? findings : findings.toSorted((a, b) => a.severity - b.severity)
}

const reasonsOf = ({ asking, order, asked, unknownInstrument: ifUnknown }: Made): readonly Reason[] => {
  const { resolved, findings } = asked
  if (resolved === null) return [unknownInstrument(ifUnknown)]
  if (findings.length === 0) return NOT_LISTED
  const found = { asking, order, resolved }
  return strictestFirst(findings).map((finding) => new GateReason(found, finding))
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

  get #all(): Decision {
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

  get id(): string {
    return this.#all.id
  }

  get validUntil(): InstantText | null {
    return this.#all.validUntil
  }

  get asOf(): AsOfJson {
    return this.#all.asOf
  }

  get rulesets(): readonly RulesetAsked[] {
    return this.#all.rulesets
  }

  get order(): OrderJson {
    return this.#all.order
  }

  /** The whole decision as plain JSON. */
  toJSON(): Decision {
    return this.#all
  }
}
