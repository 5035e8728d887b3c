/** Screening against a plain reading of it: where the oracle's listings put a position, and what the oracle decides. */
import {
  type Decision,
  type EntryInput,
  type Group,
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

interface Expected {
  readonly group: Group
  readonly deadline: number | null
}

const isPast = (milestone: number | null, at: number): boolean => milestone !== null && milestone <= at

/** Where one listing puts whoever holds the company's securities. */
const placeOf = (listing: Listing, at: number): Expected => {
  const { standing, version, buyBannedFrom, sellBannedFrom, divestUntil, holdBannedFrom } = listing
  if (standing === 'enjoined' || standing === 'stayed') return { group: 'enjoined', deadline: null }
  if (standing !== 'designated' || version === null) return { group: 'clear', deadline: null }
  const deadline = divestUntil !== null && at < divestUntil ? divestUntil : null
  if (isPast(sellBannedFrom, at)) return { group: deadline === null ? 'banned' : 'to-divest', deadline }
  if (isPast(buyBannedFrom, at)) return { group: 'banned', deadline }
  const last = gridMs(AHEAD_DAYS) - gridMs(0) + at
  const isAhead = [buyBannedFrom, sellBannedFrom, divestUntil, holdBannedFrom].some(
    (milestone) => milestone !== null && at < milestone && milestone <= last,
  )
  return { group: isAhead ? 'ahead' : 'clear', deadline }
}

const expectedOf = (listings: readonly Listing[], at: number): Expected => {
  const places = listings.map((listing) => placeOf(listing, at))
  const group = GROUPS.find((one) => places.some((place) => place.group === one)) ?? 'clear'
  const deadlines = places.flatMap((place) =>
    place.group === group && place.deadline !== null ? [place.deadline] : [],
  )
  return { group, deadline: deadlines.length === 0 ? null : Math.min(...deadlines) }
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

describe('gate.screen', () => {
  it('puts each position where its listings do, and answers what the oracle decides', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrary.entries, arbitrary.instant, async (entries, tradedAt) => {
        const gate = await aGateOn(entries)
        const recorded = gate.record().entries
        const law = lawOf(knowledgeOf(recorded, { clock: 'recorded', knownSize: recorded.length }))
        const laws = recordOf(recorded, catalogue)
        const rows: ScreenRow[] = []
        const positions = ENTITIES.map((entity) => ({ id: entity, instrument: { issuer: { entity } } }))
        const screening = { tradedAt, person: PERSON, aheadMs: gridMs(AHEAD_DAYS) - gridMs(0) }
        for await (const row of gate.screen(positions, screening)) rows.push(row)
        await gate.close()
        for (const { position, group, deadline, outcome, code } of rows) {
          const entity = position.id ?? ''
          const decision = decisionOn(laws, entity, tradedAt)
          expect(outcome).toBe(decision.outcome)
          const winning = decision.reasons.filter((reason) => reason.outcome === outcome)
          expect(winning.map((reason) => reason.code)).toContain(code)
          if (code === 'unknown-instrument') expect(group).toBe('unknown')
          else expect({ group, deadline }).toEqual(expectedOf(law.listingsAt({ entity }, tradedAt), tradedAt))
        }
        expect(rows).toHaveLength(ENTITIES.length)
      }),
      { numRuns: RUNS },
    )
  })
})
