/** Orders as code gives them, which is held to no type: what is not one is never decided, and nothing throws. */
import {
  type Decision,
  type EntryInput,
  type Gate,
  msOf,
  openGate,
  parseOrder,
  type Instant,
  type InstantText,
} from '@vacatur/core'
import { openMemoryLog } from '@vacatur/adapters/memory'
import { catalogue } from '@vacatur/rules'
import { describe, expect, it } from 'vitest'

const START = '2020-01-01T00:00:00.000Z' as InstantText
const TRADED = '2022-06-01T00:00:00.000Z' as InstantText
const SCHEDULE = { zone: 'UTC', buyBannedFrom: START, sellBannedFrom: START }

const common = {
  validAt: START,
  publishedAt: START,
  source: { authority: 'a court', citation: 'made up' },
}

const company = (name: string): readonly EntryInput[] => [
  { ...common, id: name, type: 'EntityRegistered', entity: name, names: [name], identifiers: [] },
  {
    ...common,
    id: `security/${name}`,
    type: 'SecurityRegistered',
    security: name,
    kind: 'equity',
    publiclyTraded: true,
    exposures: [{ entity: name, basis: 'issuer' }],
    identifiers: [{ scheme: 'ticker', value: name }],
  },
]

const ENTRIES: readonly EntryInput[] = [
  {
    ...common,
    id: 'program',
    type: 'ProgramEstablished',
    program: 'us-ns-cmic',
    title: 'a list',
    schedule: SCHEDULE,
    closeNames: false,
  },
  ...company('banned'),
  ...company('free').map((entry) =>
    entry.type === 'EntityRegistered'
      ? { ...entry, identifiers: [{ scheme: 'lei' as const, value: 'LEI-FREE' }] }
      : entry,
  ),
  {
    ...common,
    id: 'listing',
    type: 'EntityDesignated',
    program: 'us-ns-cmic',
    entity: 'banned',
    listedOn: '2020-01-01',
    schedule: SCHEDULE,
  },
]

const aGate = async (): Promise<Gate> => {
  const log = await openMemoryLog()
  const appended = await log.append(ENTRIES)()
  if (appended._tag === 'Left') throw new Error(JSON.stringify(appended.left))
  return openGate({ log, rulesets: catalogue, staleAfterMs: 600_000, unknownInstrument: 'permit' })
}

const ORDER = {
  activity: 'buy',
  instrument: { ticker: 'free' },
  person: { usPerson: true },
  tradedAt: msOf(TRADED),
} as const

const NO_ORDERS: readonly (readonly [string, unknown])[] = [
  ['nothing', undefined],
  ['null', null],
  ['text', 'buy'],
  ['a function', () => ORDER],
  ['an activity in capitals', { ...ORDER, activity: 'BUY' }],
  ['no activity', { ...ORDER, activity: undefined }],
  ['a purpose that is null', { ...ORDER, purpose: null }],
  ['an instant that is none', { ...ORDER, tradedAt: Number.NaN }],
  ['an instant without end', { ...ORDER, tradedAt: Infinity }],
  ['a part of a millisecond', { ...ORDER, tradedAt: 0.5 }],
  ['a date', { ...ORDER, tradedAt: new Date(0) }],
  ['an acquisition that is null', { ...ORDER, acquiredAt: null }],
  ['an instrument that is null', { ...ORDER, instrument: null }],
  ['an instrument that is a bigint', { ...ORDER, instrument: 5n }],
  ['an instrument that is a bigint, in JSON', { ...ORDER, instrument: 5n, tradedAt: TRADED }],
  ['an instrument without a name', { ...ORDER, instrument: {} }],
  ['an instrument with two identifiers', { ...ORDER, instrument: { ticker: 'banned', isin: 'free' } }],
  [
    'an instrument with a slug and an identifier',
    { ...ORDER, instrument: { security: 'free', ticker: 'banned' } },
  ],
  [
    'an instrument with an issuer beside',
    { ...ORDER, instrument: { ticker: 'banned', issuer: { entity: 'free' } } },
  ],
  ['an identifier that is a number', { ...ORDER, instrument: { ticker: 5 } }],
  ['an identifier that is null', { ...ORDER, instrument: { ticker: null } }],
  ['an issuer that is null', { ...ORDER, instrument: { issuer: null } }],
  ['an issuer that is text', { ...ORDER, instrument: { issuer: 'free' } }],
  ['an issuer without a name', { ...ORDER, instrument: { issuer: {} } }],
  ['an issuer with two names', { ...ORDER, instrument: { issuer: { entity: 'free', lei: 'banned' } } }],
  ['a kind that is none', { ...ORDER, instrument: { issuer: { entity: 'free' }, kind: 'share' } }],
  ['a truth in words', { ...ORDER, instrument: { issuer: { entity: 'free' }, publiclyTraded: 'no' } }],
  ['names of no own', { ...ORDER, instrument: JSON.parse('{"__proto__":{"ticker":"free"}}') as object }],
  ['a person who is null', { ...ORDER, person: null }],
  ['a person who is a number, in part', { ...ORDER, person: { usPerson: Number.NaN } }],
  ['a person who says no in words', { ...ORDER, person: { usPerson: 'false', forUsPerson: 'false' } }],
]

type Given = typeof ORDER

describe('a gate', () => {
  it.each(NO_ORDERS)('takes %s for an order that cannot be read, as does a hypothesis', async (_, given) => {
    const gate = await aGate()
    const whatIf = gate.with([])
    if (whatIf._tag === 'Left') throw new Error(JSON.stringify(whatIf.left))
    for (const checker of [gate, whatIf.right]) {
      const refused = checker.check(given as Given)
      expect(refused).toMatchObject({ outcome: 'undetermined', reasons: [{ code: 'order-unreadable' }] })
      expect(JSON.stringify(refused)).toContain('order-unreadable')
    }
    await gate.close()
  })

  it('reads what an order inherits, and leaves alone what is none of its fields', async () => {
    const gate = await aGate()
    const inherited = Object.create({ ...ORDER, instrument: { ticker: 'banned' } }) as Given
    expect(gate.check(inherited).outcome).toBe('deny')
    const more = { ...ORDER, desk: Number.NaN, person: { usPerson: true, desk: Number.NaN } }
    expect(JSON.parse(JSON.stringify(gate.check(more)))).toMatchObject({
      outcome: 'permit',
      order: { instrument: { ticker: 'free' }, person: { usPerson: true } },
    })
    await gate.close()
  })

  it('keeps to the order as it was when it was checked, though the caller uses the object again', async () => {
    const gate = await aGate()
    const order = { ...ORDER, instrument: { ticker: 'banned' }, person: { usPerson: true } }
    const { id } = JSON.parse(JSON.stringify(gate.check(structuredClone(order)))) as Decision
    const decision = gate.check(order)
    order.instrument.ticker = 'free'
    order.person.usPerson = false
    order.tradedAt = 0 as Instant
    expect(decision).toMatchObject({ outcome: 'deny', id })
    expect(JSON.parse(JSON.stringify(decision))).toMatchObject({
      outcome: 'deny',
      asOf: { validAt: TRADED },
      order: { instrument: { ticker: 'banned' }, person: { usPerson: true }, tradedAt: TRADED },
    })
    await gate.close()
  })

  it('keeps to what was stated when it was checked, and only where that is when it was traded', async () => {
    const gate = await aGate()
    const wallClock = { local: '2022-06-01T09:00', zone: 'Europe/Paris', instant: '2022-06-01T07:00:00.000Z' }
    const read = parseOrder({ activity: 'buy', instrument: { ticker: 'free' }, tradedAt: { ...wallClock } })
    if (read._tag === 'Left') throw new Error(JSON.stringify(read.left))
    const order = structuredClone(read.right) as {
      tradedAt: Instant
      stated: { tradedAt: { local: string } }
    }
    const decision = gate.check(order as never)
    order.stated.tradedAt.local = '1999-01-01T00:00'
    expect(decision.order?.tradedAt).toEqual(wallClock)
    expect(gate.check({ ...read.right, tradedAt: msOf(TRADED) }).order?.tradedAt).toBe(TRADED)
    await gate.close()
  })

  it('screens positions that cannot be read as unknown, and goes on', async () => {
    const gate = await aGate()
    const positions = [
      null,
      { instrument: null },
      { instrument: { ticker: 'banned' }, acquiredAt: Number.NaN },
      { instrument: { ticker: 'free' } },
    ]
    const rows: (readonly string[])[] = []
    const screened = gate.screen(positions as never, { tradedAt: msOf(TRADED), person: { usPerson: true } })
    for await (const { outcome, code, group } of screened) rows.push([outcome, code, group])
    expect(rows).toEqual([
      ['undetermined', 'order-unreadable', 'unknown'],
      ['undetermined', 'order-unreadable', 'unknown'],
      ['undetermined', 'order-unreadable', 'unknown'],
      ['permit', 'not-listed', 'clear'],
    ])
    await gate.close()
  })

  it.each([
    ['an instant in words', { tradedAt: TRADED }],
    ['an activity that is none', { activity: 'lend' }],
    ['a person whom nobody can read', { person: { usPerson: 'yes' } }],
    ['days ahead that are no number', { aheadMs: Number.NaN }],
    ['days ahead in words', { aheadMs: '5' }],
    ['days ahead that are null', { aheadMs: null }],
    ['days ahead that lie behind', { aheadMs: -1 }],
  ])('screens no position where what is asked has %s', async (_, wrong) => {
    const gate = await aGate()
    const asked = { tradedAt: msOf(TRADED), person: { usPerson: true }, ...wrong }
    const rows = [...gate.screen([{ instrument: { ticker: 'free' } }], asked as never)]
    expect(rows).toMatchObject([{ outcome: 'undetermined', code: 'order-unreadable', group: 'unknown' }])
    await gate.close()
  })

  it.each([Number.NaN, -1, 5.5])('has no log size of %d, and goes on', async (size) => {
    const gate = await aGate()
    const banned = { ...ORDER, instrument: { ticker: 'banned' } }
    const asked = { tradedAt: msOf(TRADED), person: { usPerson: true }, knownSize: size }
    expect(() => [...gate.screen([{ instrument: { ticker: 'banned' } }], asked)]).toThrow(RangeError)
    expect(() => gate.decisionsChanged([banned], { from: 0, to: size })).toThrow(RangeError)
    expect(gate.check(banned).outcome).toBe('deny')
    await gate.close()
  })

  it('gives reasons that can be copied', async () => {
    const gate = await aGate()
    const [reason] = gate.check({ ...ORDER, instrument: { ticker: 'banned' } }).reasons
    const whole = JSON.parse(JSON.stringify(reason)) as object
    const { outcome, code, program, entity, listing, ruleset, rule, citation } =
      whole as Decision['reasons'][number]
    expect({ ...reason }).toEqual({ outcome, code, program, entity, listing, ruleset, rule, citation })
    await gate.close()
  })

  it('screens in a plain loop as it does when each row is awaited', async () => {
    const gate = await aGate()
    const positions = [{ instrument: { ticker: 'banned' } }, { instrument: { ticker: 'free' } }]
    const asked = { tradedAt: msOf(TRADED), person: { usPerson: true } }
    const plain = gate.screen(positions, asked)
    const awaited = gate.screen(positions, asked)
    const rows = []
    for await (const row of awaited) rows.push(row)
    expect([...plain]).toEqual(rows)
    expect(rows.map(({ group }) => group)).toEqual(['banned', 'clear'])
    expect(plain.summary()).toEqual(awaited.summary())
    await gate.close()
  })

  it('takes a name that is there but undefined for one that is not there', async () => {
    const gate = await aGate()
    const json = { activity: 'buy', person: { usPerson: true }, tradedAt: TRADED } as const
    const codes = [
      { isin: undefined, ticker: 'banned' },
      { isin: undefined, ticker: 'free' },
      { issuer: { entity: undefined, lei: 'LEI-FREE' }, kind: 'equity' },
    ].map((instrument) => gate.check({ ...json, instrument } as never).reasons.map(({ code }) => code))
    expect(codes).toEqual([['buy-banned'], ['not-listed'], ['not-listed']])
    await gate.close()
  })

  it('asks each instrument of a hypothesis in little room', async () => {
    const gate = await aGate()
    const whatIf = gate.with([{ ...ENTRIES.at(-1), id: 'another', entity: 'free' }])
    if (whatIf._tag === 'Left') throw new Error(JSON.stringify(whatIf.left))
    const before = process.memoryUsage().arrayBuffers
    for (let number = 0; number < 2000; number += 1)
      whatIf.right.check({ ...ORDER, instrument: { ticker: `nobody-${number}` } })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 2 ** 20)
    await gate.close()
  })

  it('tells after it was closed too which decisions changed', async () => {
    const gate = await aGate()
    await gate.close()
    const banned = { ...ORDER, instrument: { ticker: 'banned' } }
    const changed = gate.decisionsChanged([ORDER, banned], { from: ENTRIES.length - 1, to: ENTRIES.length })
    expect(
      changed.map(({ order, before, after, because }) => [order, before.outcome, after.outcome, because]),
    ).toEqual([[banned, 'permit', 'deny', ['listing']]])
  })
})
