/** Licenses that come and go between two questions about one instrument: each answer is that of its own instant, in whatever order they come. */
import {
  type EntryInput,
  type Instant,
  msOf,
  openGate,
  type OrderInput,
  recordOf,
  textOf,
} from '@vacatur/core'
import { openMemoryLog } from '@vacatur/adapters/memory'
import { catalogue } from '@vacatur/rules'
import { describe, expect, it } from 'vitest'

type Text = Parameters<typeof msOf>[0]

const day = (text: string): Instant => msOf(`${text}T00:00:00.000Z` as Text)

const entry = (id: string, validAt: string, payload: object): EntryInput =>
  ({
    id,
    validAt: `${validAt}T00:00:00.000Z`,
    publishedAt: '2021-01-01T00:00:00.000Z',
    source: { authority: 'a', citation: 'c' },
    ...payload,
  }) as EntryInput

const license = (id: string, from: string, payload: object): EntryInput =>
  entry(id, from, { type: 'LicenseIssued', program: 'us-ns-cmic', license: id, authorizes: {}, ...payload })

const BANNED: readonly EntryInput[] = [
  entry('program', '2020-01-01', {
    type: 'ProgramEstablished',
    program: 'us-ns-cmic',
    title: 'a program',
    schedule: { zone: 'UTC', buyBannedFrom: '2021-01-02T00:00:00.000Z' },
    closeNames: false,
  }),
  entry('entity', '2020-01-01', {
    type: 'EntityRegistered',
    entity: 'acme',
    names: ['Acme'],
    identifiers: [],
  }),
  entry('listing', '2021-01-01', {
    type: 'EntityDesignated',
    program: 'us-ns-cmic',
    entity: 'acme',
    listedOn: '2021-01-01',
  }),
]

const purchase = (at: number): OrderInput => ({
  activity: 'buy',
  instrument: { issuer: { entity: 'acme' }, kind: 'equity', publiclyTraded: true },
  person: { usPerson: true },
  tradedAt: textOf(at as Instant),
})

/** The instants, and those a millisecond before and after each. */
const around = (instants: readonly Instant[]): readonly number[] =>
  instants.flatMap((at) => [at - 1, at, at + 1])

describe('a check', () => {
  it.each([
    ['begins', [license('GL', '2021-03-01', {})], ['2021-03-01']],
    ['runs out', [license('GL', '2021-03-01', { validUntil: '2021-04-01T00:00:00.000Z' })], ['2021-04-01']],
    [
      'runs out some days after listing',
      [license('GL', '2020-01-01', { untilDaysAfterListing: 60 })],
      ['2021-03-02'],
    ],
    [
      'is ended',
      [
        license('GL', '2021-03-01', {}),
        entry('ended', '2021-05-01', { type: 'LicenseEnded', targets: ['GL'], basis: 'revoked' }),
      ],
      ['2021-03-01', '2021-05-01'],
    ],
  ])('knows when a license %s, whichever instant is asked about first', async (_, licenses, days) => {
    const log = await openMemoryLog()
    const appended = await log.append([...BANNED, ...licenses])()
    if (appended._tag === 'Left') throw new Error(JSON.stringify(appended.left))
    const instants = around([...days.map(day), day('2021-02-01'), day('2021-07-01')])
    const permitted = new Set<string>()
    for (const asked of [instants, instants.toReversed()]) {
      const gate = await openGate({ log, rulesets: catalogue })
      const { entries } = gate.record()
      const plain = recordOf(entries, catalogue)
      for (const order of asked.map(purchase)) {
        const { outcome } = gate.check(order)
        expect([order.tradedAt, outcome]).toEqual([
          order.tradedAt,
          plain.decide(order, { clock: 'recorded', knownSize: entries.length }).outcome,
        ])
        permitted.add(outcome)
      }
      await gate.close()
    }
    expect(permitted).toEqual(new Set(['permit', 'deny']))
  })
})
