/** Screening against a plain reading of it: where the oracle's listings put a position, and what the oracle decides. */
import {
  type Decision,
  type EntryInput,
  GROUPS,
  type Instant,
  type LawRecord,
  type Listing,
  openGate,
  parseOrder,
  recordOf,
  type ScreenRow,
} from '@vacatur/core'
import { openMemoryLog } from '@vacatur/adapters/memory'
import { knowledgeOf, lawOf } from '@vacatur/core/oracle'
import { catalogue } from '@vacatur/rules'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as arbitrary from '../generate/arbitrary.js'
import { ENTITIES, gridMs } from '../generate/universe.js'
import { RUNS } from '../property/check.js'

const AHEAD_DAYS = 20
const PERSON = { usPerson: true } as const

type Expected = Pick<ScreenRow, 'group' | 'deadline' | 'next'>

const isPast = (milestone: number | null, at: number): boolean => milestone !== null && milestone <= at

/** Where one listing puts whoever holds the company's securities. */
const placeOf = (listing: Listing, at: number): Expected => {
  const { standing, version, buyBannedFrom, sellBannedFrom, divestUntil, holdBannedFrom } = listing
  if (standing === 'enjoined' || standing === 'stayed')
    return { group: 'enjoined', deadline: null, next: null }
  if (standing !== 'designated' || version === null) return { group: 'clear', deadline: null, next: null }
  const deadline = divestUntil !== null && at < divestUntil ? divestUntil : null
  const last = gridMs(AHEAD_DAYS) - gridMs(0) + at
  const ahead = [buyBannedFrom, sellBannedFrom, divestUntil, holdBannedFrom].filter(
    (milestone): milestone is Instant => milestone !== null && at < milestone && milestone <= last,
  )
  const next = ahead.toSorted((a, b) => a - b)[0] ?? null
  if (isPast(sellBannedFrom, at)) return { group: deadline === null ? 'banned' : 'to-divest', deadline, next }
  if (isPast(buyBannedFrom, at)) return { group: 'banned', deadline, next }
  return { group: next === null ? 'clear' : 'ahead', deadline, next }
}

const orNever = (instant: Instant | null): number => instant ?? Number.MAX_VALUE

/** The worst group, in it the earliest deadline, with that the earliest change. */
const expectedOf = (listings: readonly Listing[], at: number): Expected => {
  const [worst] = listings
    .map((listing) => placeOf(listing, at))
    .toSorted(
      (one, other) =>
        GROUPS.indexOf(one.group) - GROUPS.indexOf(other.group) ||
        orNever(one.deadline) - orNever(other.deadline) ||
        orNever(one.next) - orNever(other.next),
    )
  return worst ?? { group: 'clear', deadline: null, next: null }
}

const aGateOn = async (entries: readonly EntryInput[]) => {
  const log = await openMemoryLog({ now: () => gridMs(0) as Instant })
  const appended = await log.append(entries)()
  if (appended._tag === 'Left') throw new Error(JSON.stringify(appended.left))
  return openGate({ log, rulesets: catalogue, staleAfterMs: 60_000 })
}

const decisionOn = (laws: LawRecord, entity: string, tradedAt: Instant): Decision => {
  const order = parseOrder({
    activity: 'sell',
    purpose: 'divest',
    instrument: { issuer: { entity } },
    person: PERSON,
    tradedAt: new Date(tradedAt).toISOString(),
  })
  if (order._tag === 'Left') throw new Error(JSON.stringify(order.left))
  return laws.decide(order.right, { clock: 'recorded', knownSize: laws.size })
}

/** One gate, so that what it finds at one instant is there at the next. */
const expectScreened = async (
  entries: readonly EntryInput[],
  instants: readonly Instant[],
): Promise<void> => {
  const gate = await aGateOn(entries)
  const recorded = gate.record().entries
  const law = lawOf(knowledgeOf(recorded, { clock: 'recorded', knownSize: recorded.length }))
  const laws = recordOf(recorded, catalogue)
  const positions = ENTITIES.map((entity) => ({ id: entity, instrument: { issuer: { entity } } }))
  for (const tradedAt of instants) {
    const screening = { tradedAt, person: PERSON, aheadMs: gridMs(AHEAD_DAYS) - gridMs(0) }
    const rows = [...gate.screen(positions, screening)]
    for (const { position, outcome, code, group, deadline, next } of rows) {
      const entity = position.id ?? ''
      const decision = decisionOn(laws, entity, tradedAt)
      expect(outcome).toBe(decision.outcome)
      const winning = decision.reasons.filter((reason) => reason.outcome === outcome)
      expect(winning.map((reason) => reason.code)).toContain(code)
      const expected = expectedOf(law.listingsAt({ entity }, tradedAt), tradedAt)
      if (code === 'unknown-instrument') expect(group).toBe('unknown')
      else expect({ group, deadline, next }).toEqual(expected)
    }
    expect(rows).toHaveLength(ENTITIES.length)
  }
  await gate.close()
}

describe('gate.screen', () => {
  it('puts each position where its listings do, and answers what the oracle decides, at any instants in any order', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitrary.entries,
        fc.array(arbitrary.instant, { minLength: 1, maxLength: 4 }),
        expectScreened,
      ),
      { numRuns: RUNS },
    )
  })
})
