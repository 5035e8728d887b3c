/** Hypotheses about reference data, programs and acts on acts: a gate answers as it would had they been appended. */
import { type EntryInput, type Gate, type InstantText, msOf, openGate, type Order } from '@vacatur/core'
import { openMemoryLog } from '@vacatur/adapters/memory'
import { catalogue } from '@vacatur/rules'
import { describe, expect, it } from 'vitest'

const START = '2020-01-01T00:00:00.000Z' as InstantText
const LATER = '2021-01-01T00:00:00.000Z' as InstantText
const SCHEDULE = { zone: 'UTC', buyBannedFrom: START, sellBannedFrom: LATER }
const PROGRAM = 'us-ns-cmic'

const common = (id: string, validAt = START) => ({
  id,
  validAt,
  publishedAt: START,
  source: { authority: 'a court', citation: 'made up' },
})

const entity = (id: string, slug: string, lei?: string): EntryInput => ({
  ...common(id),
  type: 'EntityRegistered',
  entity: slug,
  names: [slug],
  identifiers: lei === undefined ? [] : [{ scheme: 'lei', value: lei }],
})

const security = (
  id: string,
  slug: string,
  to: { readonly ticker: string; readonly issuer: string; readonly from?: InstantText },
): EntryInput => ({
  ...common(id, to.from),
  type: 'SecurityRegistered',
  security: slug,
  kind: 'equity',
  publiclyTraded: true,
  exposures: [{ entity: to.issuer, basis: 'issuer' }],
  identifiers: [{ scheme: 'ticker', value: to.ticker }],
})

const program = (id: string, slug: string): EntryInput => ({
  ...common(id),
  type: 'ProgramEstablished',
  program: slug,
  title: 'a list',
  schedule: SCHEDULE,
  closeNames: false,
})

const listing = (id: string, slug: string, list = PROGRAM): EntryInput => ({
  ...common(id),
  type: 'EntityDesignated',
  program: list,
  entity: slug,
  listedOn: '2020-01-01',
})

const retraction = (id: string, target: string): EntryInput => ({
  ...common(id, LATER),
  type: 'EntryRetracted',
  targets: [target],
  basis: 'entry-error',
  reason: 'a mistake',
})

const LOG: readonly EntryInput[] = [
  program('program', PROGRAM),
  entity('acme', 'acme'),
  entity('zeta', 'zeta'),
  security('acme-share', 'acme-share', { ticker: 'ACM', issuer: 'acme' }),
  security('zeta-share', 'zeta-share', { ticker: 'ZET', issuer: 'zeta' }),
  listing('listing', 'acme'),
  {
    ...common('injunction', LATER),
    type: 'InjunctionGranted',
    targets: ['listing'],
    docket: '1:21-cv-1',
    stage: 'preliminary',
    relief: 'issuer-wide',
  },
]

const HYPOTHESES: readonly (readonly [string, readonly EntryInput[]])[] = [
  ['nothing', []],
  ['a share of a listed company', [security('new', 'new-share', { ticker: 'NEW', issuer: 'acme' })]],
  ['another ticker of a share', [security('new', 'acme-share', { ticker: 'NEW', issuer: 'acme' })]],
  ['a share that changes hands', [security('new', 'zeta-share', { ticker: 'ZET', issuer: 'acme' })]],
  [
    'a ticker that is used again',
    [security('new', 'new-share', { ticker: 'ZET', issuer: 'acme', from: LATER })],
  ],
  ['a share that was never registered', [retraction('gone', 'acme-share')]],
  ['a company that was never registered', [retraction('gone', 'acme')]],
  ['an LEI of a listed company', [entity('lei', 'acme', 'NEW')]],
  ['a listing of another company', [listing('another', 'zeta')]],
  ['a program that was never established', [retraction('gone', 'program')]],
  ['another program with a listing', [program('second', 'us-ccmc'), listing('another', 'zeta', 'us-ccmc')]],
  [
    'a listing that ended',
    [{ ...common('ended'), type: 'EntityDelisted', targets: ['listing'], basis: 'omission' }],
  ],
  ['an injunction retracted', [retraction('one', 'injunction')]],
  ['an injunction retracted, and back', [retraction('one', 'injunction'), retraction('two', 'one')]],
  [
    'an injunction dissolved',
    [
      {
        ...common('dissolved', LATER),
        type: 'InjunctionDissolved',
        targets: ['injunction'],
        docket: '1:21-cv-1',
      },
    ],
  ],
  [
    'a name that matches',
    [{ ...common('match'), type: 'EntityMatched', targets: ['listing'], entity: 'zeta', match: 'exact' }],
  ],
  [
    'a share registered and retracted',
    [security('new', 'acme-share', { ticker: 'NEW', issuer: 'zeta' }), retraction('gone', 'new')],
  ],
  ['a retraction retracted', [retraction('one', 'listing'), retraction('two', 'one')]],
]

const INSTRUMENTS: readonly Order['instrument'][] = [
  { ticker: 'ACM' },
  { ticker: 'ZET' },
  { ticker: 'NEW' },
  { security: 'acme-share' },
  { security: 'zeta-share' },
  { security: 'new-share' },
  { issuer: { entity: 'acme' }, kind: 'equity', publiclyTraded: true },
  { issuer: { entity: 'zeta' }, kind: 'equity', publiclyTraded: true },
  { issuer: { lei: 'NEW' }, kind: 'equity', publiclyTraded: true },
]

const ORDERS: readonly Order[] = INSTRUMENTS.flatMap((instrument) =>
  ['2020-06-01T00:00:00.000Z', '2022-06-01T00:00:00.000Z'].map(
    (at): Order => ({
      activity: 'buy',
      instrument,
      person: { usPerson: true },
      tradedAt: msOf(at as InstantText),
    }),
  ),
)

const aGateOn = async (entries: readonly EntryInput[]): Promise<Gate> => {
  const log = await openMemoryLog()
  const appended = await log.append(entries)()
  if (appended._tag === 'Left') throw new Error(JSON.stringify(appended.left))
  return openGate({ log, rulesets: catalogue, staleAfterMs: 600_000 })
}

describe('a hypothesis', () => {
  it.each(HYPOTHESES)('of %s is answered as if it were so', async (_, assumed) => {
    const gate = await aGateOn(LOG)
    const whatIf = gate.with(assumed)
    if (whatIf._tag === 'Left') throw new Error(JSON.stringify(whatIf.left))
    const appended = await aGateOn([...LOG, ...assumed])
    const [got, expected] = [whatIf.right, appended].map((checker) =>
      checker.checkMany(ORDERS).map((decision) => JSON.parse(JSON.stringify(decision)) as unknown),
    )
    expect(got).toEqual(expected)
    await gate.close()
    await appended.close()
  })

  it('is of some consequence, but for the first and those that take themselves back', async () => {
    const gate = await aGateOn(LOG)
    const outcomes = (entries: readonly EntryInput[]): string => {
      const whatIf = gate.with(entries)
      if (whatIf._tag === 'Left') throw new Error(JSON.stringify(whatIf.left))
      return JSON.stringify(
        whatIf.right
          .checkMany(ORDERS)
          .map(({ outcome, reasons }) => [outcome, ...reasons.map(({ code, listing: of }) => [code, of])]),
      )
    }
    const [before, ...after] = HYPOTHESES.map(([name, entries]) => [name, outcomes(entries)] as const)
    expect(after.filter(([, answers]) => answers === before?.[1]).map(([name]) => name)).toEqual([
      'an injunction retracted, and back',
      'a share registered and retracted',
      'a retraction retracted',
    ])
    await gate.close()
  })
})
