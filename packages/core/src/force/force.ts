/** What is in force: the one rule that everything else follows from (the model, section 3), as written there. The oracle. */
import type { Entry } from '../entry/entry.js'
import { msOfEntryInstant } from '../entry/field.js'
import type { Recorded } from '../log/recorded.js'
import { ALWAYS, hasNoEnd, type IntervalSet, interval, NEVER, subtract, union } from '../time/interval-set.js'
import { actsOn, type Knowledge } from './knowledge.js'

/** From `validAt` (inclusive) until `validUntil` (exclusive), or for ever. */
export const spanOf = (entry: Entry): IntervalSet => {
  const until =
    'validUntil' in entry && entry.validUntil !== undefined ? msOfEntryInstant(entry.validUntil) : Infinity
  return interval(msOfEntryInstant(entry.validAt), until)
}

/** Whether the entry takes its targets out of force. A match ties, a retraction hides, and relief for named parties leaves the ban. */
export const suppresses = (entry: Entry): boolean => {
  if (entry.type === 'EntityMatched' || entry.type === 'EntryRetracted') return false
  return entry.type !== 'InjunctionGranted' || entry.relief === 'issuer-wide'
}

export const isAbInitio = (entry: Entry): boolean => 'reach' in entry && entry.reach === 'ab-initio'

/** When the act is in force: its span, less the reach of everything visible that targets it. */
export const forceOf = (knowledge: Knowledge, { entry }: Recorded): IntervalSet => {
  const found = knowledge.forces.get(entry.id)
  if (found !== undefined) return found
  const reaches = actsOn(knowledge, entry.id).map((act) => reachOf(knowledge, act))
  const force = subtract(spanOf(entry), union(reaches))
  knowledge.forces.set(entry.id, force)
  return force
}

/** When the act takes its targets out of force: while in force; and at every instant, if it is ab initio and stands for ever. */
export const reachOf = (knowledge: Knowledge, act: Recorded): IntervalSet => {
  if (!suppresses(act.entry)) return NEVER
  const force = forceOf(knowledge, act)
  return isAbInitio(act.entry) && hasNoEnd(force) ? ALWAYS : force
}
