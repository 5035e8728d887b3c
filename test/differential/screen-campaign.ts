/** A campaign of screening against a plain reading of it: what the oracle answers now, and at every later instant at which an answer may turn. */
import assert from 'node:assert/strict'
import {
  type EntryInput,
  type Instant,
  openGate,
  type Position,
  type Rulesets,
  type Screening,
} from '@vacatur/core'
import { openMemoryLog } from '@vacatur/adapters/memory'
import { candidatesOf, concludeNow, knowledgeOf, lawOf, resolverOf, winning } from '@vacatur/core/oracle'
import * as fc from 'fast-check'
import * as arbitrary from '../generate/arbitrary.js'
import { ENTITIES, gridMs, PARTIES, REUSED_LEI } from '../generate/universe.js'
import { HOUSES } from './houses.js'
import type { ScreenGrounds } from './plain-risk.js'
import { plainRow } from './plain-screen.js'

const DAY_MS = gridMs(1) - gridMs(0)

const INSTRUMENTS: readonly Position['instrument'][] = [
  ...ENTITIES.map((entity) => ({ issuer: { entity }, kind: 'equity' as const, publiclyTraded: true })),
  { isin: 'REUSED' },
  { issuer: { lei: REUSED_LEI }, kind: 'equity', publiclyTraded: true },
  { security: 'basket' },
]

const aGateOn = async (entries: readonly EntryInput[], rulesets: Rulesets) => {
  const log = await openMemoryLog({ now: () => gridMs(0) as Instant })
  const appended = await log.append(entries)()
  if (appended._tag === 'Left') throw new Error(JSON.stringify(appended.left))
  return openGate({ log, rulesets, staleAfterMs: 60_000 })
}

const screening: fc.Arbitrary<Screening> = fc.record({
  tradedAt: arbitrary.instant,
  person: fc.record(
    {
      usPerson: fc.constantFrom(true, true, true, false),
      forUsPerson: fc.boolean(),
      id: fc.constantFrom(...PARTIES),
    },
    { requiredKeys: [] },
  ),
  activity: fc.constantFrom('sell', 'sell', 'buy', 'hold'),
  aheadMs: fc.integer({ min: 0, max: 30 }).map((days) => days * DAY_MS),
})

interface Screened {
  readonly entries: readonly EntryInput[]
  readonly rulesets: Rulesets
  readonly screenings: readonly Screening[]
  readonly acquired: Instant | undefined
}

const screened: fc.Arbitrary<Screened> = fc.record({
  entries: arbitrary.entries,
  rulesets: fc.constantFrom(...HOUSES),
  screenings: fc.array(screening, { minLength: 1, maxLength: 3 }),
  acquired: fc.option(arbitrary.instant, { nil: undefined }),
})

const positionsOf = (acquired: Instant | undefined): readonly Position[] =>
  INSTRUMENTS.map((instrument) =>
    acquired === undefined ? { instrument } : { instrument, acquiredAt: acquired },
  )

/** One gate, so that what it finds at one instant is there at the next. */
const assertScreened = async ({ entries, rulesets, screenings, acquired }: Screened): Promise<void> => {
  const gate = await aGateOn(entries, rulesets)
  const recorded = gate.record().entries
  const knowledge = knowledgeOf(recorded, { clock: 'recorded', knownSize: recorded.length })
  const grounds: ScreenGrounds = {
    knowledge,
    law: lawOf(knowledge),
    resolver: resolverOf(knowledge),
    candidates: candidatesOf(recorded, rulesets),
    unknownInstrument: 'review',
  }
  const positions = positionsOf(acquired)
  for (const asked of screenings) {
    const { tradedAt, person, activity = 'sell', aheadMs = 0 } = asked
    const rows = [...gate.screen(positions, asked)]
    assert.equal(rows.length, INSTRUMENTS.length)
    for (const { position, outcome, code, group, deadline, next, entity, listing, standing } of rows) {
      const purpose = activity === 'sell' ? 'divest' : 'invest'
      const order = { ...position, activity, purpose, person, tradedAt } as const
      const { listings, ...expected } = plainRow(grounds, order, aheadMs)
      assert.deepEqual({ outcome, group, deadline, next }, expected)
      assert.ok(winning(concludeNow(grounds, order)).some((reason) => reason.code === code))
      assert.ok(listings === null ? listing === null : listings.has(listing))
      const now = grounds.law.listingsAt({ entity: entity ?? '' }, tradedAt)
      const shown = now.find(({ designation }) => designation === listing)
      assert.equal(standing, shown?.standing ?? null)
    }
  }
  await gate.close()
}

/** Rows say what the oracle answers, of any instants in any order. */
export const screeningProperty = fc.asyncProperty(screened, assertScreened)

/** What would be, if the last entries were appended, is what comes of it when they are. */
export const hypothesisProperty = fc.asyncProperty(
  screened,
  fc.nat(8),
  async ({ entries, rulesets, screenings, acquired }, last) => {
    const before = await aGateOn(entries.slice(0, entries.length - last), rulesets)
    const after = await aGateOn(entries, rulesets)
    const whatIf = before.with(entries.slice(entries.length - last))
    if (whatIf._tag === 'Left') throw new Error(JSON.stringify(whatIf.left))
    const positions = positionsOf(acquired)
    for (const asked of screenings) {
      assert.deepEqual([...whatIf.right.screen(positions, asked)], [...after.screen(positions, asked)])
    }
    await before.close()
    await after.close()
  },
)

/** Whether so many runs from a seed find a difference. */
export const screenCampaign = async (seed: number, runs: number): Promise<boolean> => {
  const { failed } = await fc.check(screeningProperty, { seed, numRuns: runs, endOnFailure: true })
  return failed
}
