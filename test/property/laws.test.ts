/** The laws of section 6 of the model, on generated logs: retractions of retractions, stays of vacaturs, reversals, close names. */
import {
  canonicalText,
  digestOf,
  type EntryInput,
  type Known,
  type Order,
  type Recorded,
  recordEntries,
  recordOf,
  statusIntervalJson,
} from '@vacatur/core'
import { forceOf, knowledgeOf, lawOf, statusAt, statusJson, visibleOf } from '@vacatur/core/oracle'
import { catalogue } from '@vacatur/rules'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as arbitrary from '../generate/arbitrary.js'
import { record } from '../generate/log.js'
import { ENTITIES, PROGRAMS } from '../generate/universe.js'
import { check } from './check.js'

const subject = fc.record({ entity: fc.constantFrom(...ENTITIES), program: fc.constantFrom(...PROGRAMS) })

const log = arbitrary.entries.map(record)

const answers = (entries: readonly Recorded[], known: Known, order: Order): string => {
  const laws = recordOf(entries, catalogue)
  const statuses = ENTITIES.map((entity) =>
    laws.status({ entity, program: 'us-ccmc' }, { ...known, validAt: order.tradedAt }),
  )
  return canonicalText([laws.decide(order, known), ...statuses.map(statusIntervalJson)])
}

const everyStatus = (entries: readonly Recorded[], known: Known): string => {
  const laws = recordOf(entries, catalogue)
  const timelines = ENTITIES.flatMap((entity) =>
    PROGRAMS.map((program) => laws.timeline({ entity, program }, known).map(statusIntervalJson)),
  )
  return canonicalText(timelines)
}

describe('law 1: past knowledge does not change', () => {
  it('an answer at a log size is the same whatever is appended later', () => {
    check(
      fc.property(log, fc.nat(30), arbitrary.order, (entries, size, order) => {
        const known: Known = { clock: 'recorded', knownSize: Math.min(size, entries.length) }
        expect(answers(entries, known, order)).toBe(answers(entries.slice(0, known.knownSize), known, order))
      }),
    )
  })

  it('an answer at a recorded instant is that at the size the log had then', () => {
    check(
      fc.property(log, arbitrary.instant, arbitrary.order, (entries, knownAt, order) => {
        const knownSize = entries.filter(({ recordedAt }) => recordedAt <= knownAt).length
        const laws = recordOf(entries, catalogue)
        const atInstant = laws.decide(order, { clock: 'recorded', knownAt })
        const atSize = laws.decide(order, { clock: 'recorded', knownSize })
        expect(atInstant.reasons).toEqual(atSize.reasons)
        expect(atInstant.asOf.size).toBe(knownSize)
      }),
    )
  })
})

/** The same entries in another order in which targets still come first; `keys` says which of the possible ones comes next. */
const rearranged = (entries: readonly EntryInput[], keys: readonly number[]): readonly EntryInput[] => {
  const waiting = [...entries]
  const placed = new Set<string>()
  const result: EntryInput[] = []
  while (waiting.length > 0) {
    const possible = waiting.filter(
      (entry) => !('targets' in entry) || entry.targets.every((id) => placed.has(id)),
    )
    const next = possible[(keys[result.length % keys.length] ?? 0) % possible.length]
    if (next === undefined) throw new Error('a cycle of targets')
    waiting.splice(waiting.indexOf(next), 1)
    placed.add(next.id)
    result.push(next)
  }
  return result
}

describe('law 2: arrival order does not matter to the published clock', () => {
  const keys = fc.array(fc.nat(1000), { minLength: 1, maxLength: 30 })

  it('every act has the same force in whatever order the entries arrived', () => {
    check(
      fc.property(arbitrary.entries, keys, arbitrary.instant, (entries, order, knownAt) => {
        const forces = (given: readonly EntryInput[]) => {
          const knowledge = knowledgeOf(record(given), { clock: 'published', knownAt })
          return Object.fromEntries(
            knowledge.visible
              .map((one) => [one.entry.id, forceOf(knowledge, one)] as const)
              .toSorted(([a], [b]) => (a < b ? -1 : 1)),
          )
        }
        expect(forces(rearranged(entries, order))).toEqual(forces(entries))
      }),
    )
  })

  it('standing and bans are the same where no tie is broken by log order', () => {
    check(
      fc.property(
        arbitrary.entries,
        keys,
        arbitrary.instant,
        arbitrary.instant,
        (entries, order, knownAt, at) => {
          const known: Known = { clock: 'published', knownAt }
          const summary = (given: readonly EntryInput[]) => {
            const status = statusAt(
              lawOf(knowledgeOf(record(given), known)),
              { entity: 'acme', program: 'us-ccmc' },
              at,
            )
            const { standing, buy, sell, hold, because, listings } = status
            const tied =
              listings.some(({ conflict }) => conflict) ||
              new Set(listings.map(({ listedAt }) => listedAt)).size < listings.length
            return tied ? 'tied' : { standing, buy, sell, hold, because: because.toSorted() }
          }
          expect(summary(rearranged(entries, order))).toEqual(summary(entries))
        },
      ),
    )
  })

  it('the final answer is the same on either clock once everything is known', () => {
    check(
      fc.property(arbitrary.entries, (entries) => {
        const all = record(entries)
        const ever = 4_000_000_000_000
        const published = everyStatus(all, { clock: 'published', knownAt: ever as never })
        expect(published).toBe(everyStatus(all, { clock: 'recorded', knownSize: all.length }))
      }),
    )
  })
})

const retractionOf = (
  target: string,
  basis: 'entry-error' | 'source-withdrawn',
  publishedAt: string,
): EntryInput => ({
  id: 'the-retraction',
  type: 'EntryRetracted',
  validAt: publishedAt,
  publishedAt,
  source: { authority: 'synthetic', citation: 'synthetic, for tests only' },
  targets: [target],
  basis,
  reason: 'law 3',
})

/** The log without one entry: nothing targets it any more. */
const without = (entries: readonly Recorded[], id: string): readonly Recorded[] =>
  entries
    .filter(({ entry }) => entry.id !== id)
    .map((recorded) =>
      'targets' in recorded.entry
        ? {
            ...recorded,
            entry: { ...recorded.entry, targets: recorded.entry.targets.filter((one) => one !== id) },
          }
        : recorded,
    )

describe('law 3: retracting and never having entered give the same answers', () => {
  const retractable = (entries: readonly EntryInput[], place: number): string =>
    entries[place % entries.length]?.id ?? ''

  it('from then on, and the record of the mistake stays readable', () => {
    check(
      fc.property(arbitrary.entries, fc.nat(40), (entries, place) => {
        const id = retractable(entries, place)
        const before = record(entries)
        const retraction = retractionOf(id, 'source-withdrawn', '2031-01-01T00:00:00.000Z')
        const after = record([...entries, retraction])
        const now: Known = { clock: 'recorded', knownSize: after.length }
        const then: Known = { clock: 'recorded', knownSize: before.length }
        const never = without(before, id).map((recorded, index) => ({ ...recorded, index }))
        expect(everyStatus(after, now)).toBe(
          everyStatus(never, { clock: 'recorded', knownSize: never.length }),
        )
        expect(everyStatus(after, then)).toBe(everyStatus(before, then))
      }),
    )
  })

  it('at every instant of the published clock, where the mistake was ours', () => {
    check(
      fc.property(arbitrary.entries, fc.nat(40), arbitrary.instant, (entries, place, knownAt) => {
        const id = retractable(entries, place)
        const known: Known = { clock: 'published', knownAt }
        const after = record([...entries, retractionOf(id, 'entry-error', '2031-01-01T00:00:00.000Z')])
        expect(everyStatus(after, known)).toBe(everyStatus(without(record(entries), id), known))
      }),
    )
  })
})

describe('law 4: until is right', () => {
  it('the status an instant before is the same, and at it different; likewise since', () => {
    check(
      fc.property(log, subject, arbitrary.known, arbitrary.instant, (entries, of, known, validAt) => {
        const knowledge = knowledgeOf(entries, known)
        const textAt = (at: number) => canonicalText(statusJson(statusAt(lawOf(knowledge), of, at as never)))
        const { since, until } = recordOf(entries, catalogue).status(of, { ...known, validAt })
        const here = textAt(validAt)
        if (until !== null) {
          expect(textAt(until - 1)).toBe(here)
          expect(textAt(until)).not.toBe(here)
        }
        if (since !== null) {
          expect(textAt(since)).toBe(here)
          expect(textAt(since - 1)).not.toBe(here)
        }
      }),
    )
  })

  it('a decision differs at its validUntil and not an instant before', () => {
    check(
      fc.property(log, arbitrary.known, arbitrary.order, (entries, known, order) => {
        const laws = recordOf(entries, catalogue)
        const keyAt = (tradedAt: number) => {
          const { outcome, reasons } = laws.decide({ ...order, tradedAt: tradedAt as never }, known)
          const winning = reasons.filter((reason) => reason.outcome === outcome)
          return JSON.stringify([
            outcome,
            [...new Set(winning.map(({ listing, code }) => `${listing} ${code}`))].toSorted(),
          ])
        }
        const { validUntil } = laws.decide(order, known)
        const here = keyAt(order.tradedAt)
        const end = validUntil === null ? 4_000_000_000_000 : Date.parse(validUntil)
        expect(keyAt(end - 1)).toBe(here)
        if (validUntil !== null) expect(keyAt(end)).not.toBe(here)
      }),
    )
  })
})

describe('law 5: a decision replays to the same bytes', () => {
  it('and its id is the digest of the rest', () => {
    check(
      fc.property(log, arbitrary.known, arbitrary.order, (entries, known, order) => {
        const first = recordOf(entries, catalogue).decide(order, known)
        const again = recordOf(JSON.parse(JSON.stringify(entries)) as Recorded[], catalogue).decide(
          order,
          known,
        )
        expect(canonicalText(again)).toBe(canonicalText(first))
        const { id, ...rest } = first
        expect(digestOf(rest)).toBe(id)
      }),
    )
  })
})

describe('law 6: nothing is silently permitted', () => {
  const truths = [true, false]

  it('what is permitted without knowing who the person is, is permitted whoever it is', () => {
    check(
      fc.property(log, arbitrary.known, arbitrary.order, (entries, known, order) => {
        const laws = recordOf(entries, catalogue)
        const { usPerson: _u, forUsPerson: _f, ...others } = order.person
        const unknown = laws.decide({ ...order, person: others }, known)
        if (unknown.outcome !== 'permit') return
        for (const usPerson of truths) {
          for (const forUsPerson of truths) {
            const person = { ...others, usPerson, forUsPerson }
            expect(laws.decide({ ...order, person }, known).outcome).toBe('permit')
          }
        }
      }),
    )
  })

  it('a listing under a program without a ruleset leaves the order undetermined', () => {
    check(
      fc.property(log, arbitrary.known, arbitrary.order, (entries, known, order) => {
        const decision = recordOf(entries, { ...catalogue, published: [] }).decide(order, known)
        const listed = decision.reasons.some(({ listing }) => listing !== null)
        if (listed) expect(decision.outcome).toBe('undetermined')
      }),
    )
  })
})

describe('what is visible', () => {
  it('is the log itself where nothing was retracted and everything is known', () => {
    check(
      fc.property(arbitrary.entries, (entries) => {
        const kept = entries.filter(({ type }) => type !== 'EntryRetracted')
        const ids = new Set(kept.map(({ id }) => id))
        const standing = kept.filter(
          (entry) => !('targets' in entry) || entry.targets.every((id) => ids.has(id)),
        )
        const recorded = recordEntries(standing)
        if (recorded._tag === 'Left') return
        expect(visibleOf(recorded.right, { clock: 'recorded', knownSize: standing.length })).toEqual(
          recorded.right,
        )
      }),
    )
  })
})
