import {
  type InstantText,
  msOf,
  parseEntry,
  recordEntries,
  recordOf,
  statusIntervalJson,
  visibleOf,
} from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { changesOf } from './changes.js'

const common = (id: string, day: string) => ({
  id,
  validAt: `${day}T05:00:00.000Z`,
  publishedAt: `${day}T05:00:00.000Z`,
  source: { authority: 'a', citation: id },
})

const schedule = {
  zone: 'America/New_York',
  buyBannedFrom: { days: 60, at: '09:30' },
  sellBannedFrom: { days: 60, at: '09:30' },
  divestUntil: { days: 365, at: '23:59' },
}

const LAW = [
  {
    ...common('program', '2020-11-12'),
    type: 'ProgramEstablished',
    program: 'p',
    title: 'P',
    schedule,
    closeNames: false,
  },
  {
    ...common('listing', '2021-01-14'),
    type: 'EntityDesignated',
    program: 'p',
    entity: 'x',
    listedOn: '2021-01-14',
  },
  {
    ...common('license', '2021-02-01'),
    type: 'LicenseIssued',
    program: 'p',
    license: 'L',
    authorizes: {},
    validUntil: '2021-02-08T05:00:00.000Z',
  },
  {
    ...common('injunction', '2021-03-20'),
    type: 'InjunctionGranted',
    targets: ['listing'],
    docket: 'd',
    stage: 'tro',
    relief: 'issuer-wide',
  },
  {
    ...common('vacatur', '2021-05-25'),
    type: 'DesignationVacated',
    targets: ['listing'],
    docket: 'd',
    reach: 'prospective',
  },
]

const rows = () => {
  const recorded = recordEntries(LAW)
  if (E.isLeft(recorded)) throw new Error(JSON.stringify(LAW.map(parseEntry)))
  const known = { clock: 'published', knownAt: msOf('2026-01-01T00:00:00.000Z' as InstantText) } as const
  const record = recordOf(recorded.right, {
    published: [],
    load: () => E.left({ tag: 'RulesetRefused', ruleset: '', version: '', problems: [] }),
  })
  const timeline = record.timeline({ entity: 'x', program: 'p' }, known).map(statusIntervalJson)
  return changesOf(timeline, visibleOf(recorded.right, known))
}

describe('changesOf', () => {
  it('says what changed at each instant, and the entries that made it so', () => {
    expect(rows().map(({ at, what, why }) => [at.slice(0, 16), what, why])).toEqual([
      ['2021-01-14T05:00', ['designated (was unlisted)'], ['program', 'listing']],
      ['2021-02-01T05:00', ['L in force'], ['license']],
      ['2021-02-08T05:00', ['L at its end'], ['license']],
      ['2021-03-15T13:30', ['buying is banned', 'selling only to divest'], []],
      [
        '2021-03-20T05:00',
        ['enjoined (was designated)', 'buying is open', 'selling is open'],
        ['injunction'],
      ],
      ['2021-05-25T05:00', ['vacated (was enjoined)'], ['vacatur']],
    ])
  })

  it('names the schedule where no act made the change', () => {
    expect(rows().find(({ why }) => why.length === 0)?.schedule).toBe('program')
  })
})
