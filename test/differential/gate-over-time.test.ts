/** One gate, asked again and again in any order of time while its log goes on: what it was asked before never shows in an answer. */
import { digestOf, type EntryInput, type Instant, type InstantText, type Order, textOf } from '@vacatur/core'
import { CATALOGUE_DOCUMENTS } from '@vacatur/rules'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as arbitrary from '../generate/arbitrary.js'
import { gridMs } from '../generate/universe.js'
import { checkAsync, RUNS } from '../property/check.js'
import { asJson, gateToTell, oracleOf } from './gates.js'

const day = (place: number): InstantText => textOf(gridMs(place) as Instant)

const common = { publishedAt: day(0), source: { authority: 'a house', citation: 'made up' } }

/** A house that decides us-ccmc as the law does, from a day on. */
const publication = (place: number): EntryInput => {
  const law = CATALOGUE_DOCUMENTS.find(({ ruleset }) => ruleset === 'us-ccmc')
  const rules = JSON.parse(JSON.stringify({ ...law, ruleset: 'house' })) as Record<string, never>
  return {
    ...common,
    id: 'house',
    type: 'RulesetPublished',
    validAt: day(place),
    ruleset: 'house',
    version: String(law?.version),
    rules,
    digest: digestOf(rules),
  }
}

const retraction: EntryInput = {
  ...common,
  id: 'house/retracted',
  type: 'EntryRetracted',
  validAt: day(0),
  targets: ['house'],
  basis: 'entry-error',
  reason: 'made up',
}

/** The same entries, a ruleset published among them and taken back before the last. */
const withRulesets = (
  entries: readonly EntryInput[],
  [first, last, from]: readonly [number, number, number],
) => {
  const [one, other] = [first, last].map((place) => place % (entries.length + 1)).toSorted((a, b) => a - b)
  return [
    ...entries.slice(0, one),
    publication(from),
    ...entries.slice(one, other),
    retraction,
    ...entries.slice(other),
  ]
}

/** Orders for the same instruments at other instants, a millisecond beside them among those. */
const atOtherTimes = (orders: readonly Order[], instants: readonly Instant[]): readonly Order[] =>
  orders.flatMap((order) =>
    instants.flatMap((at) =>
      [at - 1, at, at + 1].map((tradedAt): Order => ({ ...order, tradedAt: tradedAt as Instant })),
    ),
  )

const places = fc.tuple(fc.nat(30), fc.nat(30), fc.nat(20))

describe('a gate', () => {
  it('decides what the oracle decides, whatever it was asked before', async () => {
    await checkAsync(
      fc.asyncProperty(
        arbitrary.entries,
        places,
        fc.array(arbitrary.order, { minLength: 1, maxLength: 3 }),
        fc.array(arbitrary.instant, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 7 }),
        async (generated, among, orders, instants, step) => {
          const entries = withRulesets(generated, among)
          const forth = atOtherTimes(orders, [...instants, gridMs(among[2]) as Instant])
          const asked = [...forth, ...forth.toReversed()]
          const { gate, tell } = await gateToTell(entries.slice(0, step))
          for (let size = step; size < entries.length + step; size += step) {
            const known = Math.min(size, entries.length)
            const oracle = oracleOf(entries.slice(0, known), known)
            for (const order of asked) {
              const decision = gate.check(order)
              const expected = oracle(order)
              expect([
                decision.outcome,
                decision.reasons.map(({ code, listing, rule }) => [code, listing, rule]),
              ]).toEqual([
                expected.outcome,
                expected.reasons.map(({ code, listing, rule }) => [code, listing, rule]),
              ])
            }
            await tell(entries.slice(known, known + step))
          }
          const [order] = asked
          if (order !== undefined)
            expect(asJson(gate.check(order))).toBe(asJson(oracleOf(entries, entries.length)(order)))
          await gate.close()
        },
      ),
      Math.ceil(RUNS / 3),
    )
  })
})
