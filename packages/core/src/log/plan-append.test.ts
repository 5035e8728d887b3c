import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import type { Instant } from '../time/instant.js'
import { planAppend, type Present } from './plan-append.js'
import { MAX_ENTRY_BYTES, prepareAll, prepareRecorded } from './prepare.js'

const common = (id: string) => ({
  id,
  validAt: '2021-01-14T05:00:00.000Z',
  publishedAt: '2021-01-14T05:00:00.000Z',
  source: { authority: 'a', citation: 'c' },
})

const aDesignation = (id: string, over: object = {}) => ({
  ...common(id),
  type: 'EntityDesignated',
  program: 'p',
  entity: 'e',
  listedOn: '2021-01-14',
  ...over,
})

const anInjunction = (id: string, targets: readonly string[]) => ({
  ...common(id),
  type: 'InjunctionGranted',
  targets,
  docket: 'd',
  stage: 'tro',
  relief: 'issuer-wide',
})

const at = (ms: number): Instant => ms as Instant

const beforeOf = (there: Record<string, Present>) => ({
  size: Object.keys(there).length,
  recordedAt: Math.max(-Infinity, ...Object.values(there).map(({ recordedAt }) => recordedAt)),
  now: at(1_000),
  find: (id: string) => there[id],
})

const plan = (
  given: readonly unknown[],
  { there = {}, expectedSize }: { there?: Record<string, Present>; expectedSize?: number } = {},
) => {
  const prepared = prepareAll(given)
  if (E.isLeft(prepared)) return prepared
  return planAppend(prepared.right, beforeOf(there), expectedSize)
}

const preparedOf = (entry: object) => {
  const prepared = prepareAll([entry])
  if (E.isLeft(prepared) || prepared.right[0] === undefined) throw new Error('no entry')
  return prepared.right[0]
}

const present = (entry: object, index: number, recordedAt = at(0)): Present => {
  const { digest, entry: parsed } = preparedOf(entry)
  return { index, digest, type: parsed.type, recordedAt }
}

const recorded = (id: string, index: number, recordedAt: number) => {
  const { entry, digest } = preparedOf(aDesignation(id))
  return { index, recordedAt: at(recordedAt), digest, entry }
}

const planRecorded = (given: Parameters<typeof prepareRecorded>[0], there: Record<string, Present> = {}) => {
  const prepared = prepareRecorded(given)
  return E.isLeft(prepared) ? prepared : planAppend(prepared.right, beforeOf(there))
}

describe('planAppend', () => {
  it('gives new entries the places after those that are there', () => {
    const there = { a: present(aDesignation('a'), 0) }
    expect(plan([aDesignation('b'), aDesignation('c')], { there })).toMatchObject({
      right: { indexes: [1, 2] },
    })
  })

  it('keeps the place of an entry that is there with the same content, whatever size was expected', () => {
    const there = { a: present(aDesignation('a'), 0) }
    expect(plan([aDesignation('a')], { there, expectedSize: 0 })).toMatchObject({
      right: { indexes: [0], fresh: [] },
    })
  })

  it('refuses an id that is there with other content, and says where', () => {
    const there = { a: present(aDesignation('a'), 0) }
    const refused = plan([aDesignation('a', { entity: 'other' })], { there })
    expect(refused).toMatchObject({ left: { tag: 'IdConflict', id: 'a', index: 0 } })
  })

  it('refuses an id that is given twice with different content', () => {
    const refused = plan([aDesignation('a'), aDesignation('a', { entity: 'other' })])
    expect(refused).toMatchObject({ left: { tag: 'IdConflict', position: 1, index: null } })
  })

  it('takes targets from earlier in the same append, and not from later', () => {
    const [designation, injunction] = [aDesignation('a'), anInjunction('i', ['a'])]
    expect(plan([designation, injunction])).toMatchObject({ _tag: 'Right' })
    expect(plan([injunction, designation])).toMatchObject({ left: { tag: 'TargetUnknown', target: 'a' } })
  })

  it('refuses a target that the act cannot have', () => {
    const lifted = { ...common('l'), type: 'StayLifted', targets: ['a'] }
    const refused = plan([aDesignation('a'), lifted])
    expect(refused).toMatchObject({ left: { tag: 'TargetUnsuitable', targetType: 'EntityDesignated' } })
  })

  it('refuses entries that act on themselves', () => {
    expect(plan([anInjunction('i', ['i'])])).toMatchObject({ left: { tag: 'TargetUnknown' } })
  })

  it('refuses new entries where the size is not the expected one', () => {
    expect(plan([aDesignation('a')], { expectedSize: 3 })).toMatchObject({
      left: { tag: 'SizeConflict', expectedSize: 3, size: 0 },
    })
  })

  it('refuses an entry over the limit, and says how large it is', () => {
    const refused = plan([aDesignation('a', { note: 'ä'.repeat(MAX_ENTRY_BYTES / 2) })])
    expect(refused).toMatchObject({
      left: { tag: 'EntryInvalid', problems: [{ found: expect.stringContaining('bytes') as string }] },
    })
  })
})

describe('planAppend stamps', () => {
  it('what is new by the clock, unless the last entry was recorded later', () => {
    const early = { a: present(aDesignation('a'), 0, at(999)) }
    const late = { a: present(aDesignation('a'), 0, at(1_001)) }
    expect(plan([aDesignation('b')], { there: early })).toMatchObject({
      right: { fresh: [{ recordedAt: 1_000 }] },
    })
    expect(plan([aDesignation('b')], { there: late })).toMatchObject({
      right: { fresh: [{ recordedAt: 1_001 }] },
    })
  })

  it('what another log has recorded as it was there, though the clock shows otherwise', () => {
    const planned = planRecorded([recorded('a', 0, 5), recorded('b', 1, 5), recorded('c', 2, 7_000)])
    const fresh = [{ recordedAt: 5 }, { recordedAt: 5 }, { recordedAt: 7_000 }]
    expect(planned).toMatchObject({ right: { indexes: [0, 1, 2], fresh } })
  })
})

describe('planAppend of what another log has recorded', () => {
  const there = { a: present(aDesignation('a'), 0, at(5)) }

  it('leaves what is there, and adds the rest', () => {
    const planned = planRecorded([recorded('a', 0, 5), recorded('b', 1, 5)], there)
    expect(planned).toMatchObject({ right: { indexes: [0, 1], fresh: [{ entry: { id: 'b' } }] } })
  })

  it('refuses an entry that is there, recorded at another instant', () => {
    const refused = planRecorded([recorded('a', 0, 6)], there)
    expect(refused).toMatchObject({ left: { tag: 'RecordConflict', position: 0, id: 'a', index: 0 } })
  })

  it('refuses a place that has another entry', () => {
    const refused = planRecorded([recorded('b', 0, 5)], there)
    expect(refused).toMatchObject({ left: { tag: 'RecordConflict', position: 0, id: 'b', index: 0 } })
  })

  it('refuses an entry that is there at another place', () => {
    const refused = planRecorded([recorded('b', 1, 5), recorded('a', 2, 5)], there)
    expect(refused).toMatchObject({ left: { tag: 'RecordConflict', position: 1, id: 'a', index: 2 } })
  })

  it('refuses one that is given at two places', () => {
    const refused = planRecorded([recorded('b', 1, 5), recorded('b', 2, 5)], there)
    expect(refused).toMatchObject({ left: { tag: 'RecordConflict', position: 1, id: 'b', index: 2 } })
  })

  it('refuses a gap', () => {
    const refused = planRecorded([recorded('c', 2, 5)], there)
    expect(refused).toMatchObject({ left: { tag: 'SizeConflict', expectedSize: 2, size: 1 } })
  })

  it('refuses an instant before that of the entry that it follows, here or in what is given', () => {
    const facts = { tag: 'RecordedEarlier', last: 5, recordedAt: 4 }
    expect(planRecorded([recorded('b', 1, 4)], there)).toMatchObject({ left: { ...facts, position: 0 } })
    const refused = planRecorded([recorded('b', 0, 5), recorded('c', 1, 4)])
    expect(refused).toMatchObject({ left: { ...facts, position: 1 } })
  })

  it('refuses an entry that has not the digest that it came with', () => {
    const refused = planRecorded([{ ...recorded('b', 1, 5), digest: 'f'.repeat(64) }], there)
    expect(refused).toMatchObject({ left: { tag: 'EntryInvalid', problems: [{ field: 'digest' }] } })
  })
})
