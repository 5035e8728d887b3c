import { type LawRecord, indexedRecordOf, recordEntries } from '@vacatur/core'
import { catalogue } from '@vacatur/rules'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { newsReader } from './news.js'

const common = (id: string, day: string) => ({
  id,
  validAt: `${day}T05:00:00.000Z`,
  publishedAt: `${day}T05:00:00.000Z`,
  source: { authority: 'a', citation: id },
})

const schedule = { zone: 'America/New_York', buyBannedFrom: { days: 60, at: '09:30' } }
const program = { program: 'p', title: 'P', schedule, closeNames: true }
const designated = (id: string, entity: string) => ({
  ...common(id, '2021-01-14'),
  type: 'EntityDesignated',
  program: 'p',
  entity,
  listedOn: '2021-01-14',
})

const LAW = [
  { ...common('program', '2020-11-12'), type: 'ProgramEstablished', ...program },
  designated('x', 'x'),
  designated('y', 'y'),
  { ...common('match', '2021-01-20'), type: 'EntityMatched', entity: 'z', targets: ['x'], match: 'close' },
  { ...common('note', '2021-02-01'), type: 'ProceedingNoted', kind: 'k', entities: ['x'], summary: 's' },
  {
    ...common('injunction', '2021-03-12'),
    type: 'InjunctionGranted',
    targets: ['x'],
    docket: 'd',
    stage: 'preliminary',
    relief: 'issuer-wide',
  },
  { ...common('stay', '2021-04-01'), type: 'StayGranted', targets: ['injunction'] },
  {
    ...common('amended', '2021-05-01'),
    type: 'ProgramAmended',
    ...program,
    targets: ['program'],
    title: 'Q',
  },
  {
    ...common('mistake', '2021-06-01'),
    type: 'EntryRetracted',
    targets: ['match'],
    basis: 'entry-error',
    reason: 'r',
  },
]

const recordOfLaw = (): LawRecord => {
  const recorded = recordEntries(LAW)
  if (E.isLeft(recorded)) throw new Error(JSON.stringify(recorded.left))
  return indexedRecordOf(recorded.right, catalogue)
}

const concernedBy = () => {
  const [record, reader] = [recordOfLaw(), newsReader()]
  return LAW.map(({ id }, index) => [
    id,
    reader.at(record, index)?.effects.map(({ subject }) => subject.entity),
  ])
}

describe('newsReader', () => {
  it('says whom each entry concerns: those it names, those tied to what it acts on, all of a program', () => {
    expect(concernedBy()).toEqual([
      ['program', []],
      ['x', ['x']],
      ['y', ['y']],
      ['match', ['z']],
      ['note', []],
      ['injunction', ['x', 'z']],
      ['stay', ['x', 'z']],
      ['amended', ['x', 'y', 'z']],
      ['mistake', ['z']],
    ])
  })

  it('says from when, what was and what is', () => {
    const news = newsReader().at(
      recordOfLaw(),
      LAW.findIndex(({ id }) => id === 'injunction'),
    )
    const [first] = news?.effects ?? []
    expect(first?.difference.because).toEqual(['injunction'])
    expect(
      first?.difference.changes.map(({ before, after }) => [before.standing, after.standing]),
    ).toContainEqual(['designated', 'enjoined'])
  })

  it('is the same whether or not the entries before it were asked about', () => {
    const [record, reader] = [recordOfLaw(), newsReader()]
    const oneByOne = LAW.map((_, index) => reader.at(record, index)).at(-1)
    expect(newsReader().at(record, LAW.length - 1)).toEqual(oneByOne)
    expect(newsReader().at(record, LAW.length)).toBeUndefined()
  })
})
