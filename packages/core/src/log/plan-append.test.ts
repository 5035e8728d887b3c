import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { MAX_ENTRY_BYTES, planAppend, type Present, prepareAll } from './plan-append.js'

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

const plan = (
  given: readonly unknown[],
  { there = {}, expectedSize }: { there?: Record<string, Present>; expectedSize?: number } = {},
) => {
  const prepared = prepareAll(given)
  if (E.isLeft(prepared)) return prepared
  return planAppend(
    prepared.right,
    { size: Object.keys(there).length, find: (id) => there[id] },
    expectedSize,
  )
}

const present = (entry: object, index: number): Present => {
  const prepared = prepareAll([entry])
  if (E.isLeft(prepared) || prepared.right[0] === undefined) throw new Error('no entry')
  return { index, digest: prepared.right[0].digest, type: prepared.right[0].entry.type }
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
