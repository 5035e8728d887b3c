import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { type Instrument, parseOrder } from './order.js'

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
