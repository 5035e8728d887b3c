/** The index against the oracle on generated logs: statuses with their intervals, whole decisions, histories; on both clocks. */
import { canonicalText, indexedRecordOf, type LawRecord, recordOf, statusIntervalJson } from '@vacatur/core'
import { catalogue } from '@vacatur/rules'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as arbitrary from '../generate/arbitrary.js'
import { record } from '../generate/log.js'
import { ENTITIES, PROGRAMS } from '../generate/universe.js'
import { check } from '../property/check.js'

const subject = fc.record({ entity: fc.constantFrom(...ENTITIES), program: fc.constantFrom(...PROGRAMS) })

const both = (entries: Parameters<typeof recordOf>[0]): readonly [LawRecord, LawRecord] => [
  recordOf(entries, catalogue),
  indexedRecordOf(entries, catalogue),
]

describe('indexedRecordOf', () => {
  it('gives the status that the oracle gives, with its interval', () => {
    check(
      fc.property(
        arbitrary.entries,
        subject,
        arbitrary.known,
        arbitrary.instant,
        (entries, of, known, validAt) => {
          const [oracle, index] = both(record(entries)).map((laws) =>
            canonicalText(statusIntervalJson(laws.status(of, { ...known, validAt }))),
          )
          expect(index).toBe(oracle)
        },
      ),
    )
  })

  it('decides to the same bytes as the oracle', () => {
    check(
      fc.property(arbitrary.entries, arbitrary.known, arbitrary.order, (entries, known, order) => {
        const [oracle, index] = both(record(entries)).map((laws) => canonicalText(laws.decide(order, known)))
        expect(index).toBe(oracle)
      }),
    )
  })

  it('tells the history that the oracle tells, on both clocks', () => {
    check(
      fc.property(
        arbitrary.entries,
        subject,
        fc.constantFrom('recorded', 'published'),
        (entries, of, clock) => {
          const [oracle, index] = both(record(entries)).map((laws) => laws.history(of, clock))
          expect(index).toEqual(oracle)
        },
      ),
    )
  })
})
