/** The decision: may this order go through, as far as was known? Pure; the same question gives the same bytes. */
import * as E from 'fp-ts/lib/Either.js'
import type { Instant } from '../time/instant.js'
import { type Conclusion, conclude, isAskable, isSameConclusion } from './conclude.js'
import { type Decision, recordDecision } from './decision.js'
import { type Grounds, type Inquiry, inquire, type Question } from './inquiry.js'
import type { Order } from './order.js'
import type { Facts, Ruleset, Verdict } from './ruleset.js'
import { rulesetBoundaries } from './select.js'

/** One question with the ruleset to put it to. */
export interface Asked {
  readonly ruleset: Ruleset
  readonly facts: Facts
}

/** Later instants of trade at which the answer may differ although nothing new is recorded; ascending. */
const laterBoundaries = ({ law, resolver, candidates }: Grounds, order: Order): readonly Instant[] => {
  const resolutions = resolver.boundariesOf(order.instrument)
  const entities = new Set(
    [order.tradedAt, ...resolutions].flatMap(
      (at) => resolver.resolve(order.instrument, at)?.exposures.map(({ entity }) => entity) ?? [],
    ),
  )
  const instants = [
    ...resolutions,
    ...rulesetBoundaries(candidates),
    ...(order.acquiredAt === undefined ? [] : [order.acquiredAt]),
    ...[...entities].flatMap((entity) => law.boundariesOf({ entity })),
  ]
  // A rule may hold until an instant inclusive, and so turn a millisecond after it.
  const turning = instants.flatMap((instant) => [instant, (instant + 1) as Instant])
  return [...new Set(turning.filter((instant) => instant > order.tradedAt))].toSorted((a, b) => a - b)
}

/** Puts the questions of one instant; whoever drives the decision sends back the verdicts, in order. */
function* concluding(
  grounds: Grounds,
  inquiry: Inquiry,
): Generator<readonly Asked[], Conclusion, readonly Verdict[]> {
  const asked = inquiry.questions.filter(isAskable)
  const answers = yield asked.flatMap(({ candidate, facts }) =>
    candidate !== null && E.isRight(candidate.loaded) ? [{ ruleset: candidate.loaded.right, facts }] : [],
  )
  const verdicts = new Map<Question, Verdict>()
  for (const [place, question] of asked.entries()) {
    const verdict = answers[place]
    if (verdict !== undefined) verdicts.set(question, verdict)
  }
  return conclude(grounds, inquiry, verdicts)
}

/** The whole of a decision, but for who evaluates the rules: yields questions, takes verdicts, returns the decision. */
function* deciding(
  grounds: Grounds,
  order: Order,
): Generator<readonly Asked[], Decision, readonly Verdict[]> {
  const inquiry = inquire(grounds, order, order.tradedAt)
  const conclusion = yield* concluding(grounds, inquiry)
  let validUntil: Instant | null = null
  for (const later of laterBoundaries(grounds, order)) {
    const then = yield* concluding(grounds, inquire(grounds, order, later))
    if (isSameConclusion(conclusion, then)) continue
    validUntil = later
    break
  }
  return recordDecision({ law: grounds.law, order, inquiry, conclusion, validUntil })
}

/** Answers every question with the rulesets' own evaluators. */
const drive = <R>(run: Generator<readonly Asked[], R, readonly Verdict[]>): R => {
  let step = run.next([])
  while (step.done !== true) {
    step = run.next(step.value.map(({ ruleset, facts }) => ruleset.evaluate(facts)))
  }
  return step.value
}

/** Decides with the rulesets' own evaluators. */
export const decide = (grounds: Grounds, order: Order): Decision => drive(deciding(grounds, order))

/** The outcome and why, without until when it holds. */
export const concludeNow = (grounds: Grounds, order: Order): Conclusion =>
  drive(concluding(grounds, inquire(grounds, order, order.tradedAt)))

/** Decides with another evaluator, one that answers later. */
export const decideWith = async (
  evaluate: (asked: Asked) => Promise<Verdict>,
  grounds: Grounds,
  order: Order,
): Promise<Decision> => {
  const run = deciding(grounds, order)
  let step = run.next([])
  while (step.done !== true) step = run.next(await Promise.all(step.value.map(evaluate)))
  return step.value
}
