import type { Instant } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { hasOrderFlags, orderOfFlags } from './order-flags.js'

const NOW = 0 as Instant

describe('orderOfFlags', () => {
  it('makes an order, traded now where nothing is said', () => {
    expect(orderOfFlags({ activity: 'buy', isin: 'X', usPerson: false }, NOW)).toEqual(
      E.right({
        activity: 'buy',
        instrument: { isin: 'X' },
        person: { usPerson: false },
        tradedAt: '1970-01-01T00:00:00.000Z',
      }),
    )
  })

  it('states an issuer with what is known of the instrument, and wall clocks as they were given', () => {
    const flags = {
      activity: 'sell',
      purpose: 'divest',
      issuer: 'smic',
      kind: 'equity',
      publiclyTraded: true,
      personId: 'p',
      role: 'exchange',
      tradedAt: '2021-03-15T09:30[America/New_York]',
      acquiredAt: '2020-01-01T00:00:00.000Z',
    }
    expect(orderOfFlags(flags, NOW)).toEqual(
      E.right({
        activity: 'sell',
        purpose: 'divest',
        instrument: { issuer: { entity: 'smic' }, kind: 'equity', publiclyTraded: true },
        person: { id: 'p', role: 'exchange' },
        tradedAt: { local: '2021-03-15T09:30', zone: 'America/New_York' },
        acquiredAt: '2020-01-01T00:00:00.000Z',
      }),
    )
  })

  it('reads identifiers whose letters are upper case by their standard as such, and others as they stand', () => {
    const instrumentOf = (flags: object) => orderOfFlags({ activity: 'buy', ...flags }, NOW)
    expect(instrumentOf({ isin: 'kyg9830t1067' })).toMatchObject({
      right: { instrument: { isin: 'KYG9830T1067' } },
    })
    expect(instrumentOf({ issuerLei: '2549006bnl5xcz3nzx16' })).toMatchObject({
      right: { instrument: { issuer: { lei: '2549006BNL5XCZ3NZX16' } } },
    })
    expect(instrumentOf({ ric: '1810.hk' })).toMatchObject({ right: { instrument: { ric: '1810.hk' } } })
  })

  it('needs an activity and an instrument', () => {
    expect(orderOfFlags({}, NOW)).toMatchObject({ left: { exit: 64 } })
    expect(orderOfFlags({ activity: 'buy' }, NOW)).toMatchObject({ left: { exit: 64 } })
  })

  it('refuses a bad instant', () => {
    expect(orderOfFlags({ activity: 'buy', isin: 'X', acquiredAt: 'once' }, NOW)).toMatchObject({
      left: { exit: 65 },
    })
  })
})

describe('hasOrderFlags', () => {
  it('sees a flag that says no', () => {
    expect(hasOrderFlags({ usPerson: false })).toBe(true)
    expect(hasOrderFlags({})).toBe(false)
  })
})
