/** The index against the oracle on generated logs: statuses with their intervals, whole decisions, histories; on both clocks. */
import {
  canonicalText,
  indexedRecordOf,
  type Instant,
  type Known,
  type LawRecord,
  type Order,
  recordOf,
  statusIntervalJson,
} from '@vacatur/core'
import { emptyIndex, indexOf, recordOn, take } from '@vacatur/core/compiled'
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

interface Questions {
  readonly of: { readonly entity: string; readonly program: string }
  readonly order: Order
  readonly validAt: Instant
}

/** What a record says as known at its end. */
const answersOf = (laws: LawRecord, { of, order, validAt }: Questions): string => {
  const known = { clock: 'recorded', knownSize: laws.size } as const
  const status = statusIntervalJson(laws.status(of, { ...known, validAt }))
  return canonicalText({ status, decision: laws.decide(order, known) })
}

/** What a record says by some knowledge, asked in every way that there is. */
const everythingOf = (laws: LawRecord, { of, order, validAt }: Questions, known: Known): unknown => [
  laws.size,
  laws.entries,
  laws.status(of, { ...known, validAt }),
  laws.standing(of, { ...known, validAt }),
  laws.timeline(of, known),
  laws.history(of, 'recorded'),
  laws.history(of, 'published'),
  laws.diff(of, { clock: 'recorded', knownSize: 1 }, known),
  laws.decide(order, known),
  laws.programsOf(of.entity, known),
  [...laws.entities(known)],
]

const questions: fc.Arbitrary<Questions> = fc.record({
  of: subject,
  order: arbitrary.order,
  validAt: arbitrary.instant,
})

describe('law 7: the fast paths agree with the recursion (indexedRecordOf)', () => {
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

  it('asked while it grows, says at every prefix what an index built at once from that prefix says', () => {
    check(
      fc.property(arbitrary.entries, questions, (entries, asked) => {
        const log = record(entries)
        const grown = emptyIndex()
        for (const [place, recorded] of log.entries()) {
          take(grown, recorded)
          const [growing, atOnce] = [grown, indexOf(log.slice(0, place + 1))].map((index) =>
            answersOf(recordOn(index, catalogue), asked),
          )
          expect(growing).toBe(atOnce)
        }
      }),
    )
  })

  it('held while the index grows, says what the oracle says of the entries that it had read', () => {
    check(
      fc.property(
        arbitrary.entries,
        fc.nat(22),
        questions,
        arbitrary.known,
        (entries, read, asked, known) => {
          const log = record(entries)
          const before = log.slice(0, read)
          const grown = indexOf(before)
          const held = recordOn(grown, catalogue)
          for (const recorded of log.slice(read)) take(grown, recorded)
          const [kept, plain] = [held, recordOf(before, catalogue)].map((laws) =>
            everythingOf(laws, asked, known),
          )
          expect(kept).toEqual(plain)
        },
      ),
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
