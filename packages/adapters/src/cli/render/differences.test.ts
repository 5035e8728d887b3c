import type { Difference, Side } from '@vacatur/rules'
import { describe, expect, it } from 'vitest'
import { groupsOf } from './differences.js'

const side = (outcome: Side['outcome'], code: string): Side => ({
  rule: code,
  citation: 'a law',
  outcome,
  code,
})
const differs = (before: Side | null, after: Side | null): Difference => ({
  kind: 'differs',
  before,
  after,
  isOfOutcome: before?.outcome !== after?.outcome,
  facts: {},
})

describe('groupsOf', () => {
  it('groups by what became of the outcome; other outcomes come before other reasons', () => {
    const groups = groupsOf([
      differs(side('permit', 'a'), side('permit', 'b')),
      differs(side('permit', 'a'), side('deny', 'c')),
      differs(side('deny', 'd'), null),
      differs(side('permit', 'e'), side('deny', 'f')),
    ])
    expect(groups.map(({ change, differences }) => [change, differences.length])).toEqual([
      ['permit → deny', 2],
      ['deny → no rule', 1],
      ['permit, for another reason', 1],
    ])
  })

  it('is empty where nothing differs', () => {
    expect(groupsOf([])).toEqual([])
  })
})
