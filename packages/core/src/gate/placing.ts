/** Where a position falls: by the answer to its holder, what of it is banned already, and what is ahead. */
import { isAtRisk } from './at-risk.js'
import { type Finding, isEnjoined, outcomeIn, strictestOf } from '../compiled/ask.js'
import type { ListingView } from '../compiled/listing-view.js'
import type { Question } from '../compiled/view.js'
import type { Standing } from '../status/standing.js'
import type { Instant } from '../time/instant.js'
import { banOnBuying, type Outlook, outlookOf, type Scene } from './outlook.js'

/**
 * Where a position falls, from the worst. `unknown`: it cannot be told, so look and do not assume: nothing known answers to the instrument,
 * the answer is `undetermined` or `review`, the position cannot be read, or the gate decides nothing. `banned`: the answer is `deny`, or
 * no more may be bought. `to-divest`: no more may be bought, and it may be sold until the deadline. `ahead`: within the time ahead
 * buying, selling to divest or holding on, permitted now, is so no longer. `enjoined`: a court or an agency holds a ban off, which would
 * reach the holder if the order fell. `clear`: none of these.
 */
export const GROUPS = ['unknown', 'banned', 'to-divest', 'ahead', 'enjoined', 'clear'] as const

/** Where a position falls. */
export type Group = (typeof GROUPS)[number]

/** Where a position is put, by which listing. */
export interface Placed {
  readonly group: Group
  /** The first later instant at which the holder may no longer sell to divest; null where there is none to come. */
  readonly deadline: Instant | null
  /** The first later instant, within the time ahead, at which something that is permitted is so no longer. */
  readonly next: Instant | null
  /** Null where no listing puts it there. */
  readonly listing: ListingView | null
  /** Of that listing now; null where it is still to come. */
  readonly standing: Standing | null
}

/** Where nothing can be told of it. */
export const UNKNOWN: Placed = { group: 'unknown', deadline: null, next: null, listing: null, standing: null }

/** The first listing that is held off, and would reach the holder if it were not. */
const heldOffIn = (scene: Scene): Finding | null => {
  for (const finding of scene.findings) {
    const isHeldOff = finding.question.isHeldOff || isEnjoined(scene, finding.question)
    if (isHeldOff && isAtRisk(scene, finding)) return finding
  }
  return null
}

/** The question about a listing as it is when the order is traded, that may have been found as it is later; undefined where it is still to come. */
const nowOf = ({ findings }: Scene, found: Question): Question | undefined => {
  // Most are found as they are.
  for (const { question } of findings) if (question === found) return question
  const { designation, entity } = found.listing
  return findings.find(
    ({ question: { listing } }) => listing.designation === designation && listing.entity === entity,
  )?.question
}

/** In which group, and by what. */
const groupOf = (scene: Scene, { deadline, next }: Outlook): readonly [Group, Finding | null] => {
  const strictest = strictestOf(scene.findings)
  if (strictest !== null) {
    const outcome = outcomeIn(strictest)
    if (outcome !== 'permit') return [outcome === 'deny' ? 'banned' : 'unknown', strictest]
    const ban = banOnBuying(scene)
    if (ban !== null) return deadline === null ? ['banned', ban] : ['to-divest', deadline.by]
  }
  if (next !== null) return ['ahead', next.by]
  const heldOff = heldOffIn(scene)
  return heldOff === null ? ['clear', deadline?.by ?? null] : ['enjoined', heldOff]
}

/** Where a position falls that was asked about. */
export const placeOf = (scene: Scene): Placed => {
  if (scene.view.resolved === null) return UNKNOWN
  const outlook = outlookOf(scene)
  const [group, by] = groupOf(scene, outlook)
  const deadline = outlook.deadline?.at ?? null
  const next = outlook.next?.at ?? null
  if (by === null) return { group, deadline, next, listing: null, standing: null }
  const now = nowOf(scene, by.question)
  const { listing } = now ?? by.question
  return { group, deadline, next, listing, standing: now?.standing ?? null }
}
