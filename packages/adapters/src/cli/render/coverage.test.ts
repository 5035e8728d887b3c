import { CATALOGUE_DOCUMENTS, type CheckedRuleset, checkRuleset, coverageOf } from '@vacatur/rules'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { paintOf } from './colour.js'
import { drawCoverage } from './coverage.js'

const ruleset = E.getOrElse((problems: readonly string[]): CheckedRuleset => {
  throw new Error(problems.join('; '))
})(checkRuleset(CATALOGUE_DOCUMENTS.find(({ ruleset: id }) => id === 'us-1260h')))

const STANDINGS = ['vacated', 'delisted', 'enjoined', 'stayed', 'designated']

const drawn = (standings: readonly string[]): readonly string[] =>
  drawCoverage(
    ruleset,
    coverageOf(
      ruleset,
      standings.map((standing) => ({ standing })),
    ),
    { paint: paintOf(false), columns: 100 },
  )
    .trimEnd()
    .split('\n')

describe('drawCoverage', () => {
  it('is one line where everything was exercised, also with a last rule that cannot fail where it is asked', () => {
    expect(drawn(STANDINGS)).toHaveLength(1)
    expect(drawn(STANDINGS)[0]).toMatch(/^coverage of us-1260h 1 \[[0-9a-f]{12}\]: 5 of 5 rules spoke, /)
  })

  it('names each rule that never spoke, and each condition that never held or never failed, in words', () => {
    const lines = drawn(['vacated', 'delisted'])
    expect(lines[0]).toContain('2 of 5 rules spoke, 1 of 5 conditions exercised')
    expect(lines).toContain('  never spoke   standing-stayed')
    expect(lines).toContain(
      '  never held    standing-stayed: standing is stayed (rules[3].conditions.all[0])',
    )
    expect(lines).toContain(
      '  never failed  standing-delisted: standing is delisted (rules[1].conditions.all[0])',
    )
  })
})
