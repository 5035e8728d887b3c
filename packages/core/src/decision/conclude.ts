/** From reasons to an outcome: the strictest wins, and its reasons come first. */
import * as E from 'fp-ts/lib/Either.js'
import type { Grounds, Inquiry, Question } from './inquiry.js'
import { notListed, type Reason, reasonOf, unasked, unknownInstrument } from './reason.js'
import { OUTCOMES, type Outcome, type Verdict } from './ruleset.js'

/** An outcome and why. */
export interface Conclusion {
  readonly outcome: Outcome
  /** Those of the outcome first, then from the strictest to the mildest; among equals in log order of the listings. */
  readonly reasons: readonly Reason[]
}

/** Whether there is a ruleset to ask. */
export const isAskable = ({ candidate }: Question): boolean =>
  candidate !== null && E.isRight(candidate.loaded)

const reasonsOf = (
  { unknownInstrument: ifUnknown }: Grounds,
  inquiry: Inquiry,
  verdicts: ReadonlyMap<Question, Verdict>,
): readonly Reason[] => {
  if (inquiry.resolved === null) return [unknownInstrument(ifUnknown)]
  if (inquiry.questions.length === 0) return [notListed()]
  return inquiry.questions.map((question) => {
    const verdict = verdicts.get(question)
    return verdict === undefined ? unasked(inquiry, question) : reasonOf(inquiry, { question, verdict })
  })
}

const severity = ({ outcome }: Reason): number => OUTCOMES.indexOf(outcome)

/** The conclusion from the verdicts on an inquiry's questions; questions without a verdict had no ruleset to ask. */
export const conclude = (
  grounds: Grounds,
  inquiry: Inquiry,
  verdicts: ReadonlyMap<Question, Verdict>,
): Conclusion => {
  const reasons = reasonsOf(grounds, inquiry, verdicts).toSorted((a, b) => severity(a) - severity(b))
  return { outcome: reasons[0]?.outcome ?? 'undetermined', reasons }
}

/** The reasons of the outcome itself. */
export const winning = ({ outcome, reasons }: Conclusion): readonly Reason[] =>
  reasons.filter((reason) => reason.outcome === outcome)

/** Whether two conclusions are the same to whom only the outcome and the winning (listing, code) pairs matter. */
export const isSameConclusion = (a: Conclusion, b: Conclusion): boolean => {
  const pairs = (conclusion: Conclusion): string =>
    JSON.stringify(
      [
        ...new Set(winning(conclusion).map(({ listing, code }) => JSON.stringify([listing, code]))),
      ].toSorted(),
    )
  return a.outcome === b.outcome && pairs(a) === pairs(b)
}
