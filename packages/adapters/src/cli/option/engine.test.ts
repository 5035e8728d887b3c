import { type Instant, indexedRecordOf, type LawRecord, recordEntries, recordOf } from '@vacatur/core'
import { catalogue } from '@vacatur/rules'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { comparingRecord, type Disagreement, recordsBy } from './engine.js'

const recorded = () => {
  const read = recordEntries([
    {
      id: 'entity/x',
      type: 'EntityRegistered',
      validAt: '2020-01-01T00:00:00.000Z',
      publishedAt: '2020-01-01T00:00:00.000Z',
      source: { authority: 'register', citation: 'the register' },
      entity: 'x',
      names: ['X'],
      identifiers: [],
    },
  ])
  if (E.isLeft(read)) throw new Error(read.left.tag)
  return read.right
}

const ORDER = {
  activity: 'buy',
  instrument: { issuer: { entity: 'x' } },
  person: { usPerson: true },
  tradedAt: 1_700_000_000_000 as Instant,
} as const
const ALL = { clock: 'recorded', knownSize: 1 } as const

const comparing = (index: LawRecord, oracle: LawRecord) => {
  const differing: Disagreement[] = []
  let agreed = 0
  const comparison = {
    agreed: () => {
      agreed += 1
    },
    differed: (one: Disagreement) => {
      differing.push(one)
    },
  }
  const record = comparingRecord({ index, oracle }, comparison)
  return { record, differing, agreed: () => agreed }
}

describe('comparingRecord', () => {
  it('counts what the two answer alike: decisions, also by another evaluator, and statuses', async () => {
    const entries = recorded()
    const { record, differing, agreed } = comparing(
      indexedRecordOf(entries, catalogue),
      recordOf(entries, catalogue),
    )
    expect(record.decide(ORDER, ALL).outcome).toBe('permit')
    await record.decideWith(async () => Promise.reject(new Error('nothing to ask')), ORDER, ALL)
    record.status({ entity: 'x', program: 'p' }, { ...ALL, validAt: ORDER.tradedAt })
    expect([agreed(), differing]).toEqual([3, []])
  })

  it('tells of a question on which they differ, with both answers', () => {
    const entries = recorded()
    const { record, differing, agreed } = comparing(
      indexedRecordOf(entries, catalogue),
      recordOf([], catalogue),
    )
    expect(record.decide(ORDER, ALL).outcome).toBe('permit')
    expect(agreed()).toBe(0)
    expect(differing).toHaveLength(1)
    expect(differing[0]?.question).toContain('"entity":"x"')
    expect(differing[0]?.index).toContain('not-listed')
    expect(differing[0]?.oracle).toContain('unknown-instrument')
  })
})

describe('recordsBy', () => {
  it('makes one record of the same entries', () => {
    const quiet = { agreed: () => undefined, differed: () => undefined }
    const entries = recorded()
    const recordFor = recordsBy('index', catalogue, quiet)
    expect(recordFor(entries)).toBe(recordFor(entries))
    expect(recordFor(recorded())).not.toBe(recordFor(entries))
  })
})
