import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import type { Instant } from '../time/instant.js'
import { type Instrument, type Order, orderJson, parseOrder } from './order.js'

const problemsOf = (instrument: unknown) => {
  const read = parseOrder({ activity: 'buy', instrument, tradedAt: '2021-03-16T14:00:00.000Z' })
  return E.isLeft(read) ? read.left.map(({ field }) => field) : []
}

describe('an instrument', () => {
  it('is named by one identifier: two neither compile nor are read, since they might name two', () => {
    // @ts-expect-error: a type that lets both in would have the gate look at one of them only
    const both: Instrument = { isin: 'KYG9830T1067', ticker: 'XIACY' }
    expect(problemsOf(both)).toEqual(['instrument'])
    expect(problemsOf({ isin: 'KYG9830T1067' })).toEqual([])
  })

  it.each([
    {},
    { issuer: {} },
    { issuer: { entity: 'xiaomi', lei: 'x' } },
    { isin: 'x', kind: 'equity' },
    null,
  ])('is not %j', (instrument) => {
    expect(problemsOf(instrument)).toEqual(['instrument'])
  })
})

describe('orderJson', () => {
  const STATED = { local: '2021-03-16T10:00', zone: 'America/New_York' }
  const read = parseOrder({ activity: 'buy', instrument: { isin: 'KYG9830T1067' }, tradedAt: STATED })
  if (E.isLeft(read)) throw new Error(JSON.stringify(read.left))
  const order = read.right
  const text = '2021-03-16T14:00:00.000Z'

  it('tells an instant as it was stated', () => {
    expect(orderJson(order).tradedAt).toEqual({ ...STATED, instant: text })
  })

  it('tells the instant itself where the order is used again at another', () => {
    const later = { ...order, tradedAt: (order.tradedAt + 1) as Instant }
    expect(orderJson(later).tradedAt).toBe('2021-03-16T14:00:00.001Z')
  })

  it.each([
    ['no object', 5],
    ['no wall clock', { tradedAt: 5 }],
    [
      'a wall clock that shows another instant',
      { tradedAt: { ...STATED, local: '2021-03-16T11:00', instant: text } },
    ],
    ['a zone that is none', { tradedAt: { ...STATED, zone: 'Atlantis', instant: text } }],
  ])('tells the instant itself where what was stated is %s', (_, stated) => {
    expect(orderJson({ ...order, stated } as unknown as Order).tradedAt).toBe(text)
  })
})
