/** The task as a good engineer would write it by hand: the floor for every engine. */
import { NONE, type TaskFacts } from './task.js'

const whileDesignated = (facts: TaskFacts): number => {
  const { side, instrument, tradeDate } = facts
  if (facts.effectiveFrom > tradeDate) return 6
  if (side === 'sell') return facts.isDivestment && facts.divestBy >= tradeDate ? 7 : 8
  if (facts.exposureKind === 'direct' && instrument !== 'fund') return 9
  if (facts.ownershipPct >= 50 || (facts.exposureKind === 'indirect' && facts.fundExposurePct >= 25))
    return 10
  if (instrument === 'fund' && facts.fundExposurePct > 0 && facts.fundExposurePct < 25) return 11
  return NONE
}

/** The outcome of a question. */
export const decideByHand = (facts: TaskFacts): number => {
  const { status, tradeDate, glFrom, glTo } = facts
  if (status === 'vacated') {
    if (facts.vacatedOn > 0 && facts.vacatedOn <= tradeDate) return 0
  } else if (status === 'enjoined') return facts.side === 'sell' ? 1 : 2
  const isSdn = facts.listTier === 'SDN'
  if (facts.personType !== 'usPerson' && !isSdn) return 3
  if (isSdn && (glFrom === 0 || glFrom > tradeDate || glTo < tradeDate)) return 4
  if (glFrom > 0 && glFrom <= tradeDate && glTo >= tradeDate && facts.instrument !== 'derivative') return 5
  if (status === 'designated') return whileDesignated(facts)
  return !isSdn && facts.ownershipPct < 50 ? 12 : NONE
}
