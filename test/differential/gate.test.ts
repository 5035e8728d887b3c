/** The gate's check against the oracle on generated logs, at every log size: the same JSON; hypothetical entries as if appended. */
import { type Decision, type EntryInput, type Instant, textOf } from '@vacatur/core'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as arbitrary from '../generate/arbitrary.js'
import { gridMs } from '../generate/universe.js'
import { checkAsync } from '../property/check.js'
import { asJson, gateOn, gateToTell, oracleOf } from './gates.js'

describe('gate.check', () => {
  it('decides what the oracle decides at the size of the log', async () => {
    await checkAsync(
      fc.asyncProperty(
        arbitrary.entries,
        fc.array(arbitrary.order, { minLength: 1, maxLength: 6 }),
        async (entries, orders) => {
          const gate = await gateOn(entries)
          const oracle = oracleOf(entries, entries.length)
          for (const order of orders) {
            const decision = gate.check(order)
            const expected = oracle(order)
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
        const isChanged = key(oracleOf(entries, from)(order)) !== key(oracleOf(entries, to)(order))
        expect(changed.length === 1).toBe(isChanged)
        await gate.close()
      }),
    )
  })
})

/** A company that no order names. */
const ELSEWHERE: EntryInput = {
  id: 'elsewhere',
  type: 'EntityRegistered',
  validAt: textOf(gridMs(0) as Instant),
  publishedAt: textOf(gridMs(0) as Instant),
  source: { authority: 'a registry', citation: 'made up' },
  entity: 'elsewhere',
  names: ['Elsewhere'],
  identifiers: [],
}

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
        expect(asJson(decision)).toBe(asJson(oracleOf(entries, entries.length)(order)))
        expect(asJson(gate.check(order))).toBe(asJson(oracleOf(appended, appended.length)(order)))
        await gate.close()
      }),
    )
  })

  it('keeps to the size at which it was made, whatever is appended since; so do decisions that are read later', async () => {
    await checkAsync(
      fc.asyncProperty(arbitrary.entries, fc.nat(8), arbitrary.order, async (entries, last, order) => {
        const size = Math.max(6, entries.length - last)
        const { gate, tell } = await gateToTell(entries.slice(0, size))
        const whatIf = gate.with([ELSEWHERE])
        if (whatIf._tag === 'Left') throw new Error(JSON.stringify(whatIf.left))
        const decision = gate.check(order)
        await tell(entries.slice(size))
        const before = entries.slice(0, size)
        expect(asJson(decision)).toBe(asJson(oracleOf(before, size)(order)))
        const assumed = oracleOf([...before, ELSEWHERE], size + 1)(order)
        expect(asJson(whatIf.right.check(order))).toBe(asJson(assumed))
        await gate.close()
      }),
    )
  })
})
