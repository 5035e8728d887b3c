/** Arbitraries for fast-check: logs, points of knowledge, orders. They shrink towards short logs and plain orders. */
import type { Instant, Known, Order } from '@vacatur/core'
import { parseOrder } from '@vacatur/core'
import * as fc from 'fast-check'
import { entriesOf, type Move, record } from './log.js'
import { MOVE_BOUND } from './random.js'
import { at, ENTITIES, GRID_DAYS, gridMs, PARTIES, REUSED_LEI } from './universe.js'

const number = fc.nat(MOVE_BOUND - 1)

const move: fc.Arbitrary<Move> = fc.record({
  kind: number,
  target: number,
  second: number,
  validDay: number,
  publishedDay: number,
  laterDays: number,
  flags: number,
  who: number,
})

/** The entries of a log. */
export const entries = fc.array(move, { maxLength: 22, size: 'max' }).map(entriesOf)

/** An instant on the grid, or a millisecond beside it. */
export const instant: fc.Arbitrary<Instant> = fc
  .tuple(fc.integer({ min: -1, max: GRID_DAYS + 14 }), fc.constantFrom(0, 0, 0, -1, 1))
  .map(([day, ms]) => gridMs(day, ms) as Instant)

/** A point of knowledge on either clock. */
export const known: fc.Arbitrary<Known> = fc.oneof(
  instant.map((knownAt): Known => ({ clock: 'recorded', knownAt })),
  instant.map((knownAt): Known => ({ clock: 'published', knownAt })),
  fc.nat(30).map((knownSize): Known => ({ clock: 'recorded', knownSize })),
)

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

const instrument = fc.oneof(
  fc.constantFrom(
    { isin: 'REUSED' },
    { security: 'basket' },
    { isin: 'NOBODY' },
    { issuer: { lei: REUSED_LEI } },
  ),
  fc.record(
    {
      issuer: fc.record({ entity: fc.constantFrom(...ENTITIES) }),
      kind: fc.constantFrom('equity', 'debt', 'derivative', 'fund'),
      publiclyTraded: fc.boolean(),
    },
    { requiredKeys: ['issuer'] },
  ),
)

const person = fc.record(
  {
    usPerson: fc.boolean(),
    forUsPerson: fc.boolean(),
    id: fc.constantFrom(...PARTIES),
    role: fc.constant('exchange'),
  },
  { requiredKeys: [] },
)

/** An order; facts may be left out. */
export const order: fc.Arbitrary<Order> = fc
  .record({
    activity: fc.constantFrom('buy', 'sell', 'hold', 'receive'),
    purpose: maybe(fc.constantFrom('invest', 'divest', 'facilitate')),
    instrument,
    person,
    tradedAt: instant.map(at),
    acquiredAt: maybe(instant.map(at)),
  })
  .map((given) => {
    const stated = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
    const parsed = parseOrder(stated)
    if (parsed._tag === 'Left')
      throw new Error(`a generated order was refused: ${JSON.stringify(parsed.left)}`)
    return parsed.right
  })

/** Entries as a log records them one at a time, on the days of the grid. */
export const recordedAsLogged = record
