/** Whether a ban that courts or agencies hold off would reach the holder of a position, if their orders fell and nothing else changed. */
import * as E from 'fp-ts/lib/Either.js'
import type { Finding } from '../compiled/ask.js'
import { listingOf } from '../compiled/index-law.js'
import type { Askable } from '../compiled/rulesets-in-force.js'
import { ifOrdersFell } from '../compiled/tie-state.js'
import { factsOf, type OrderFacts } from '../decision/facts.js'
import type { Listing } from '../status/listing.js'
import { MILESTONES } from '../status/schedule.js'
import type { Instant } from '../time/instant.js'
import { type Scene, WATCHED, watchedOrder } from './outlook.js'

const permits = ({ candidate: { loaded } }: Askable, facts: OrderFacts): boolean => {
  const verdict = E.isRight(loaded) ? loaded.right.evaluate(facts) : null
  return verdict?.kind === 'rule' && verdict.rule.outcome === 'permit'
}

/** The listing as it would be, at an instant. */
const fallenAt = ({ asking }: Scene, { question }: Finding, at: Instant): Listing => {
  const { state, entity } = question.listing
  return listingOf(asking.index, ifOrdersFell(state), { size: asking.size, at, entity })
}

/** Whether it would then bar the holder from anything that is watched. Where no ruleset is in force, that is not for the orders to change. */
const wouldBar = (scene: Scene, finding: Finding, at: Instant): boolean => {
  const { asking, order, view } = scene
  const { resolved } = view
  if (resolved === null) return false
  const { exposure, program } = finding.question.listing
  const { askables } = asking.rulesets.at(program, at)
  const listing = fallenAt(scene, finding, at)
  return WATCHED.some((watched) => {
    const facts = factsOf({ order: watchedOrder(order, watched, at), listing, exposure, resolved })
    return askables.some((askable) => !permits(askable, facts))
  })
}

/** Whether the ban would reach the holder, now or once it has begun: asked from the last of its milestones, when most is banned. */
export const isAtRisk = (scene: Scene, finding: Finding): boolean => {
  const { tradedAt } = scene.order
  const listing = fallenAt(scene, finding, tradedAt)
  const instants = MILESTONES.flatMap((name) => listing[name] ?? []).filter((at) => at > tradedAt)
  return [tradedAt, ...instants].toReversed().some((at) => wouldBar(scene, finding, at))
}
