/** How the index and the gate are asked for measuring, beside what one would write by hand, and that both answer the same. */
import { type Gate, type Instant, type Order, STANDINGS } from '@vacatur/core'
import { type BitemporalIndex, lawAt, logSize, standingAt } from '@vacatur/core/compiled'
import { isPermittedByHand, type Line, type RestrictedList, standingByHand, type Stories } from './by-hand.js'
import { type Question, TODAY_MS } from './questions.js'
import type { Company } from './world.js'

const UNLISTED = STANDINGS.length
const numberOf = (standing: string | undefined): number =>
  standing === undefined || standing === 'unlisted'
    ? UNLISTED
    : (STANDINGS as readonly string[]).indexOf(standing)

/** The standing at a question's two points in time, as a record that is read from an index looks it up; nothing is put in words. */
export const standingOn = (index: BitemporalIndex, question: Question): number =>
  numberOf(standingAt(index, question, question))

/** The listings at a question's two points in time, whole: bans, milestones, licenses, and because of what. */
export const listingsOn = (index: BitemporalIndex, { entity, program, at, size }: Question): number => {
  const law = lawAt(index, size, { clock: 'recorded', knownSize: size })
  return numberOf(law.listingsAt({ entity, program }, at)[0]?.standing)
}

/** The same as `standingOn`, by hand. */
export const foldedOn = (stories: Stories, question: Question): number => {
  return numberOf(standingByHand(stories, question, question))
}

/** Throws where two ways to answer differ. */
export const expectSame = <Q>(
  questions: readonly Q[],
  [one, other]: readonly [(question: Q) => unknown, (question: Q) => unknown],
): void => {
  for (const question of questions) {
    const [expected, got] = [one(question), other(question)]
    if (expected !== got) {
      throw new Error(`${String(expected)} against ${String(got)} for ${JSON.stringify(question)}`)
    }
  }
}

/** Today's restricted list, made once from the index, as a desk would each night. */
export const restrictedList = (index: BitemporalIndex, companies: readonly Company[]): RestrictedList => {
  const at = TODAY_MS as Instant
  const size = logSize(index.acts)
  const law = lawAt(index, size, { clock: 'recorded', knownSize: size })
  const lines = new Map<string, readonly Line[]>()
  for (const { entity, isins } of companies) {
    const ofCompany = law.listingsAt({ entity }, at).map(
      (listing): Line => ({
        program: listing.program,
        standing: listing.standing,
        isInForce: listing.version !== null,
        buyBanned: listing.buy === 'banned',
        sellBanned: listing.sell !== 'open',
        holdBanned: listing.hold === 'banned',
        inWindow: listing.sell === 'divest-only',
        buyBannedFrom: listing.buyBannedFrom,
      }),
    )
    for (const isin of isins) lines.set(isin, ofCompany)
  }
  return lines
}

/** Checks an order and reads what a desk reads: the outcome, and each reason's code, rule and citation. */
export const checkAndRead = (gate: Gate, order: Order): number => {
  const { outcome, reasons } = gate.check(order)
  let read = outcome.length
  for (const { code, rule, citation } of reasons) {
    read += code.length + (rule === null ? 0 : rule.length) + (citation === null ? 0 : citation.length)
  }
  return read
}

/** Throws where the gate and the restricted list come to different outcomes. */
export const expectSameOutcomes = (gate: Gate, list: RestrictedList, orders: readonly Order[]): void => {
  const byHand = (order: Order): string => (isPermittedByHand(list, order) === true ? 'permit' : 'deny')
  expectSame(orders, [byHand, (order) => gate.check(order).outcome])
}
