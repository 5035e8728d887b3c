import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { digestOf } from './canonical.js'
import { isWellFormedIdentifier } from './check-digit.js'
import { ENTRY_TYPES, parseEntry } from './entry.js'
import { SUITABLE_TARGETS } from './targets.js'

const aDesignation = (over: object = {}) => ({
  id: 'ccmc/xiaomi/2021-01-14',
  type: 'EntityDesignated',
  validAt: '2021-01-14T05:00:00.000Z',
  publishedAt: '2021-01-14T05:00:00.000Z',
  source: { authority: 'us-dod', citation: 'DoD release 14 Jan 2021' },
  program: 'us-ccmc',
  entity: 'xiaomi',
  listedOn: '2021-01-14',
  ...over,
})

const problemsWith = (over: object) => {
  const read = parseEntry(aDesignation(over))
  return E.isLeft(read) ? read.left.map(({ field, accepted }) => [field, accepted]) : []
}

describe('parseEntry', () => {
  it('takes an entry as it is', () => {
    expect(parseEntry(aDesignation())).toEqual(E.right(aDesignation()))
  })

  it('keeps both forms of a wall clock', () => {
    const validAt = { local: '2021-01-14T00:00', zone: 'America/New_York' }
    const read = parseEntry(aDesignation({ validAt }))
    expect(read).toMatchObject({ right: { validAt: { ...validAt, instant: '2021-01-14T05:00:00.000Z' } } })
    expect(E.chain(parseEntry)(read as E.Either<never, unknown>)).toEqual(read)
  })

  it('refuses a wall clock whose stated instant is another', () => {
    const validAt = {
      local: '2021-01-14T00:00',
      zone: 'America/New_York',
      instant: '2021-01-14T00:00:00.000Z',
    }
    expect(problemsWith({ validAt })).toMatchObject([['validAt', expect.stringContaining('T05:00:00.000Z')]])
  })

  it.each([
    [{ entity: 'Xiaomi' }, 'entity'],
    [{ listedOn: '2021-02-30' }, 'listedOn'],
    [{ id: 'a b' }, 'id'],
    [{ id: 'x'.repeat(129) }, 'id'],
    [{ colour: 'red' }, 'colour'],
    [{ source: { authority: 'a', citation: 'c', page: 1 } }, 'source.page'],
    [{ validAt: '2021-01-14' }, 'validAt'],
    [{ note: '\ud800' }, 'note'],
    [{ type: 'EntityDenounced' }, 'type'],
    [{ schedule: { zone: 'Mars' } }, 'schedule.zone'],
    [{ schedule: { zone: 'UTC', buyBannedFrom: { days: -0, at: '09:30' } } }, 'schedule.buyBannedFrom.days'],
    [{ schedule: { zone: 'UTC', buyBannedFrom: { days: 1, at: '24:00' } } }, 'schedule.buyBannedFrom.at'],
  ])('refuses %j and names the field', (over, field) => {
    expect(problemsWith(over).map(([named]) => named)).toEqual([field])
  })

  it.each([null, [], 'text', 7])('refuses %j, which is no object', (given) => {
    expect(parseEntry(given)).toMatchObject({ left: [{ field: '', accepted: 'an object' }] })
  })

  it('refuses what JSON cannot say, as any other value', () => {
    const circle: Record<string, unknown> = {}
    circle['circle'] = circle
    for (const id of [circle, 1n, Symbol('id'), () => 'id', Number.NaN, -0]) {
      const read = parseEntry(aDesignation({ id }))
      expect(E.isLeft(read) && read.left.map(({ field }) => field)).toEqual(['id'])
    }
  })

  it('refuses an act that ends before it begins', () => {
    const stay = {
      id: 's',
      type: 'StayGranted',
      validAt: '2021-01-14T05:00:00.000Z',
      publishedAt: '2021-01-14T05:00:00.000Z',
      source: { authority: 'a', citation: 'c' },
      targets: ['x'],
      validUntil: '2021-01-14T05:00:00.000Z',
    }
    expect(parseEntry(stay)).toMatchObject({ left: [{ field: 'validUntil' }] })
  })

  it.each([Number.NaN, -0, Infinity, '\udfff', undefined])(
    'refuses %s inside the rules of a ruleset',
    (value) => {
      const ruleset = {
        ...aDesignation(),
        type: 'RulesetPublished',
        ruleset: 'r',
        version: '1',
        digest: '0'.repeat(64),
      }
      const { program: _p, entity: _e, listedOn: _l, ...published } = ruleset
      expect(parseEntry({ ...published, rules: { a: [1] } })).toMatchObject({ _tag: 'Right' })
      expect(parseEntry({ ...published, rules: { a: [value] } })).toMatchObject({
        left: [{ field: 'rules' }],
      })
    },
  )
})

describe('digestOf', () => {
  it('does not depend on the order of keys', () => {
    expect(digestOf({ b: 1, a: { d: 2, c: 3 } })).toBe(digestOf({ a: { c: 3, d: 2 }, b: 1 }))
  })

  it('is SHA-256 of RFC 8785', () => {
    expect(digestOf({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a')
  })
})

describe('SUITABLE_TARGETS', () => {
  it('names every type that has targets, and those only', () => {
    const withTargets = ENTRY_TYPES.filter((type) => SUITABLE_TARGETS[type] !== undefined)
    expect(withTargets.toSorted()).toEqual(
      [
        'DesignationVacated',
        'EntityDelisted',
        'EntityMatched',
        'EntryRetracted',
        'InjunctionDissolved',
        'InjunctionGranted',
        'LicenseEnded',
        'OrderReversed',
        'ProgramAmended',
        'ProgramTerminated',
        'StayGranted',
        'StayLifted',
      ].toSorted(),
    )
  })
})

describe('isWellFormedIdentifier', () => {
  it.each([
    ['isin', 'KYG9830T1067', true],
    ['isin', 'KYG9830T1068', false],
    ['isin', 'BRC1EODR004', false],
    ['lei', '254900OPPU84GM83MG36', true],
    ['lei', '254900OPPU84GM83MG37', false],
    ['cusip', '037833100', true],
    ['cusip', '037833101', false],
    ['sedol', '0263494', true],
    ['sedol', '0263495', false],
    ['figi', 'BBG000BLNQ16', true],
    ['figi', 'BBG000BLNQ17', false],
    ['ticker', '603019CN', true],
  ] as const)('%s %s: %s', (scheme, value, good) => {
    expect(isWellFormedIdentifier({ scheme, value })).toBe(good)
  })
})
