/** Where positions fall, by example: what is banned now, what the log knows of the future, and who is not bound. */
import {
  type EntryInput,
  type InstantText,
  msOf,
  openGate,
  parseEntry,
  type Person,
  type Position,
  type Rulesets,
  type ScreenRow,
} from '@vacatur/core'
import { openMemoryLog } from '@vacatur/adapters/memory'
import { catalogue } from '@vacatur/rules'
import { describe, expect, it } from 'vitest'

const NOW = '2021-03-01T00:00:00.000Z'

const at = (text: string) => msOf(text as InstantText)

const entry = (id: string, validAt: string, payload: object): EntryInput =>
  ({
    id,
    validAt,
    publishedAt: '2021-01-01T00:00:00.000Z',
    source: { authority: 'a', citation: 'c' },
    ...payload,
  }) as EntryInput

const version = (divestUntil: string) => ({
  program: 'us-ns-cmic',
  title: 'a program',
  schedule: {
    zone: 'UTC',
    buyBannedFrom: '2021-01-15T00:00:00.000Z',
    sellBannedFrom: '2021-01-15T00:00:00.000Z',
    divestUntil,
  },
  closeNames: false,
})

const PROGRAM = entry('program', '2020-06-01T00:00:00.000Z', {
  type: 'ProgramEstablished',
  ...version('2021-12-01T00:00:00.000Z'),
})

const designated = (validAt = '2021-01-10T00:00:00.000Z') =>
  entry('listing', validAt, {
    type: 'EntityDesignated',
    program: 'us-ns-cmic',
    entity: 'acme',
    listedOn: validAt.slice(0, 10),
  })

const INJUNCTION = entry('injunction', '2021-02-01T00:00:00.000Z', {
  type: 'InjunctionGranted',
  targets: ['listing'],
  docket: 'X',
  stage: 'preliminary',
  relief: 'issuer-wide',
})

const HELD: Position = {
  instrument: { issuer: { entity: 'acme' }, kind: 'equity', publiclyTraded: true },
  acquiredAt: at('2020-01-01T00:00:00.000Z'),
}

const ACME = entry('entity', '2020-01-01T00:00:00.000Z', {
  type: 'EntityRegistered',
  entity: 'acme',
  names: ['Acme'],
  identifiers: [],
})

interface Asked {
  readonly person?: Person
  readonly position?: Position
  readonly rulesets?: Rulesets
}

const screened = async (
  entries: readonly EntryInput[],
  { person = { usPerson: true }, position = HELD, rulesets = catalogue }: Asked = {},
): Promise<ScreenRow | undefined> => {
  const log = await openMemoryLog()
  const appended = await log.append([ACME, ...entries])()
  if (appended._tag === 'Left') throw new Error(JSON.stringify(appended.left))
  const gate = await openGate({ log, rulesets })
  const [row] = gate.screen([position], { tradedAt: at(NOW), person })
  await gate.close()
  return row
}

describe('a screening', () => {
  it('puts what may be sold until a deadline there, and not who is not bound, or may not sell it', async () => {
    const entries = [PROGRAM, designated()]
    const deadline = at('2021-12-01T00:00:00.000Z')
    expect(await screened(entries)).toMatchObject({ group: 'to-divest', outcome: 'permit', deadline })
    const person = { usPerson: false, forUsPerson: false }
    expect(await screened(entries, { person })).toMatchObject({ group: 'clear', deadline: null })
    const position = { ...HELD, acquiredAt: at('2021-02-01T00:00:00.000Z') }
    expect(await screened(entries, { position })).toMatchObject({
      group: 'banned',
      outcome: 'deny',
      deadline: null,
      listing: 'listing',
    })
  })

  it('tells a deadline that an amendment which is known already moves', async () => {
    const amended = entry('amended', '2021-04-01T00:00:00.000Z', {
      type: 'ProgramAmended',
      ...version('2021-05-01T00:00:00.000Z'),
      targets: ['program'],
    })
    const row = await screened([PROGRAM, designated(), amended])
    expect(row).toMatchObject({ group: 'to-divest', deadline: at('2021-05-01T00:00:00.000Z') })
  })

  it('tells when an injunction that holds a ban off will end', async () => {
    const injunction = entry('tro', '2021-02-01T00:00:00.000Z', {
      type: 'InjunctionGranted',
      targets: ['listing'],
      docket: 'X',
      stage: 'tro',
      relief: 'issuer-wide',
      validUntil: '2021-03-15T00:00:00.000Z',
    })
    const row = await screened([PROGRAM, designated(), injunction])
    expect(row).toMatchObject({
      group: 'ahead',
      code: 'enjoined',
      standing: 'enjoined',
      next: at('2021-03-15T00:00:00.000Z'),
      deadline: at('2021-12-01T00:00:00.000Z'),
    })
  })

  it('tells of a designation that is recorded and not in force yet', async () => {
    const row = await screened([PROGRAM, designated('2021-03-10T00:00:00.000Z')])
    expect(row).toMatchObject({
      group: 'ahead',
      outcome: 'permit',
      code: 'not-listed',
      next: at('2021-03-10T00:00:00.000Z'),
      entity: 'acme',
      listing: 'listing',
      standing: null,
    })
  })

  it('tells that a stay will bring back a listing', async () => {
    const delisted = entry('delisted', '2021-02-01T00:00:00.000Z', {
      type: 'EntityDelisted',
      targets: ['listing'],
      basis: 'agency-removal',
    })
    const stay = entry('stay', '2021-03-20T00:00:00.000Z', { type: 'StayGranted', targets: ['delisted'] })
    expect(await screened([PROGRAM, designated(), delisted, stay])).toMatchObject({
      group: 'ahead',
      next: at('2021-03-20T00:00:00.000Z'),
      standing: 'delisted',
    })
  })

  it.each([
    ['an injunction', 'InjunctionGranted', { docket: 'X', stage: 'preliminary', relief: 'issuer-wide' }],
    ['a stay', 'StayGranted', {}],
  ])('tells that %s of the program itself holds a ban off', async (_, type, payload) => {
    const order = entry('order', '2021-02-01T00:00:00.000Z', { type, targets: ['program'], ...payload })
    const entries = [PROGRAM, designated(), order]
    expect(await screened(entries)).toMatchObject({
      group: 'enjoined',
      code: 'no-ban-in-force',
      listing: 'listing',
      standing: 'designated',
    })
    const ended = entry('ended', '2021-02-15T00:00:00.000Z', {
      type: 'ProgramTerminated',
      targets: ['program'],
    })
    expect(await screened([...entries, ended])).toMatchObject({ group: 'clear', listing: null })
  })

  it('tells of a ban held off before it began, and to whom it would be one', async () => {
    const later = { buyBannedFrom: '2021-11-01T00:00:00.000Z', sellBannedFrom: '2021-11-01T00:00:00.000Z' }
    const begun = version('2021-12-01T00:00:00.000Z')
    const program = { ...PROGRAM, schedule: { ...begun.schedule, ...later } }
    const entries = [program, designated(), INJUNCTION]
    expect(await screened(entries)).toMatchObject({ group: 'enjoined', listing: 'listing' })
    const person = { usPerson: false, forUsPerson: false }
    expect(await screened(entries, { person })).toMatchObject({ group: 'clear', listing: null })
    const debt = { ...HELD, instrument: { ...HELD.instrument, publiclyTraded: false } }
    expect(await screened(entries, { position: debt })).toMatchObject({ group: 'clear' })
    // That nothing is decided once the ruleset has run out does not hang on the injunction.
    const cmic = catalogue.published.find(({ rules }) => rules['program'] === 'us-ns-cmic')
    const ending = parseEntry({ ...cmic, validUntil: '2021-10-01T00:00:00.000Z' })
    if (ending._tag === 'Left' || ending.right.type !== 'RulesetPublished') throw new Error('no ruleset')
    const rulesets = { ...catalogue, published: [ending.right] }
    expect(await screened(entries, { person, rulesets })).toMatchObject({ group: 'clear' })
  })

  it('looks, behind an order that holds a ban off, at what the log knows of the future', async () => {
    const license = entry('license', '2021-01-10T00:00:00.000Z', {
      type: 'LicenseIssued',
      program: 'us-ns-cmic',
      license: 'GL 1',
      authorizes: {},
    })
    const entries = [PROGRAM, designated(), INJUNCTION]
    expect(await screened([...entries, license])).toMatchObject({ group: 'clear' })
    const ending = { ...license, validUntil: '2021-09-01T00:00:00.000Z' }
    expect(await screened([...entries, ending as EntryInput])).toMatchObject({ group: 'enjoined' })
    const delisted = entry('delisted', '2021-09-01T00:00:00.000Z', {
      type: 'EntityDelisted',
      targets: ['listing'],
      basis: 'agency-removal',
    })
    const later = entry('listing', '2021-01-10T00:00:00.000Z', {
      ...designated(),
      schedule: {
        zone: 'UTC',
        buyBannedFrom: '2021-11-01T00:00:00.000Z',
        sellBannedFrom: '2021-11-01T00:00:00.000Z',
      },
    })
    expect(await screened([PROGRAM, later, INJUNCTION])).toMatchObject({ group: 'enjoined' })
    expect(await screened([PROGRAM, later, INJUNCTION, delisted])).toMatchObject({ group: 'clear' })
  })

  it('tells no dates of a company that comes to bear the identifier by which the issuer was named', async () => {
    const [lei, until] = ['5493001KJTIIGC8Y1R12', '2021-04-01T00:00:00.000Z']
    const bearer = (entity: string, validAt: string, validUntil: object): EntryInput =>
      entry(`entity/${entity}`, validAt, {
        type: 'EntityRegistered',
        entity,
        names: [entity],
        identifiers: [{ scheme: 'lei', value: lei, ...validUntil }],
      })
    const bolt = bearer('bolt', '2020-01-01T00:00:00.000Z', { validUntil: until })
    const acme = bearer('acme', until, {})
    const position = { ...HELD, instrument: { ...HELD.instrument, issuer: { lei } } }
    expect(await screened([bolt, acme, PROGRAM, designated()], { position })).toMatchObject({
      group: 'clear',
      deadline: null,
      next: null,
    })
  })

  it('puts no position where nobody would look of which the answer is none', async () => {
    const rulesets = { ...catalogue, published: [] }
    expect(await screened([PROGRAM, designated()], { rulesets })).toMatchObject({
      group: 'unknown',
      outcome: 'undetermined',
      code: 'no-ruleset-in-force',
      listing: 'listing',
    })
  })
})
