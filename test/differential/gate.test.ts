/** The gate's check against the oracle on generated logs, at every log size: the same JSON; hypothetical entries as if appended. */
import {
  canonicalText,
  type Decision,
  type EntryInput,
  openGate,
  type Order,
  recordOf,
  type Unreadable,
} from '@vacatur/core'
import { openMemoryLog } from '@vacatur/adapters/memory'
import { catalogue } from '@vacatur/rules'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as arbitrary from '../generate/arbitrary.js'
import { gridMs } from '../generate/universe.js'
import { RUNS } from '../property/check.js'

const asJson = (decision: Decision | Unreadable): string =>
  canonicalText(JSON.parse(JSON.stringify(decision)) as object)

/** A log of the entries, recorded as test/generate/log.ts records them, and a gate that has caught up with it. */
const gateOn = async (entries: readonly EntryInput[]) => {
  let place = 0
  const log = await openMemoryLog({ now: () => gridMs(Math.floor((place * 2) / 3)) as never })
  for (const entry of entries) {
    const appended = await log.append([entry])()
    if (appended._tag === 'Left') throw new Error(JSON.stringify(appended.left))
    place += 1
  }
  return openGate({ log, rulesets: catalogue, staleAfterMs: 60_000 })
}

const oracle = (entries: readonly EntryInput[], knownSize: number, order: Order): Decision => {
  const recorded = arbitrary.recordedAsLogged(entries)
  return recordOf(recorded, catalogue).decide(order, { clock: 'recorded', knownSize })
}

const checkAsync = async <Ts>(property: fc.IAsyncPropertyWithHooks<Ts>): Promise<void> =>
  fc.assert(property, { numRuns: RUNS })

describe('gate.check', () => {
  it('decides what the oracle decides at the size of the log', async () => {
    await checkAsync(
      fc.asyncProperty(
        arbitrary.entries,
        fc.array(arbitrary.order, { minLength: 1, maxLength: 6 }),
        async (entries, orders) => {
          const gate = await gateOn(entries)
          for (const order of orders) {
            const decision = gate.check(order)
            const expected = oracle(entries, entries.length, order)
            expect(decision.outcome).toBe(expected.outcome)
            expect(
              decision.reasons.map(({ code, rule, listing, entity, because }) => [
                code,
                rule,
                listing,
                entity,
                because,
              ]),
            ).toEqual(
              expected.reasons.map(({ code, rule, listing, entity, because }) => [
                code,
                rule,
                listing,
                entity,
                because,
              ]),
            )
            expect(asJson(decision)).toBe(asJson(expected))
          }
          await gate.close()
        },
      ),
    )
  })

  it('says which decisions changed between two log sizes, and they are those that the oracle says did', async () => {
    await checkAsync(
      fc.asyncProperty(arbitrary.entries, arbitrary.order, fc.nat(30), async (entries, order, size) => {
        const from = Math.min(size, entries.length)
        const to = entries.length
        const gate = await gateOn(entries)
        const changed = gate.decisionsChanged([order], { from, to })
        const key = ({ outcome, reasons }: Decision) =>
          JSON.stringify([
            outcome,
            [
              ...new Set(
                reasons
                  .filter((one) => one.outcome === outcome)
                  .map(({ listing, code }) => `${listing} ${code}`),
              ),
            ].toSorted(),
          ])
        const isChanged = key(oracle(entries, from, order)) !== key(oracle(entries, to, order))
        expect(changed.length === 1).toBe(isChanged)
        await gate.close()
      }),
    )
  })
})

describe('gate.with', () => {
  it('decides as if the entries had been appended', async () => {
    await checkAsync(
      fc.asyncProperty(arbitrary.entries, fc.nat(8), arbitrary.order, async (entries, last, order) => {
        const appended = entries.slice(0, Math.max(6, entries.length - last))
        const assumed = entries.slice(appended.length)
        const gate = await gateOn(appended)
        const hypothetical = gate.with(assumed)
        if (hypothetical._tag === 'Left') throw new Error(JSON.stringify(hypothetical.left))
        const decision = hypothetical.right.check(order)
        expect(asJson(decision)).toBe(asJson(oracle(entries, entries.length, order)))
        expect(asJson(gate.check(order))).toBe(asJson(oracle(appended, appended.length, order)))
        await gate.close()
      }),
    )
  })
})
