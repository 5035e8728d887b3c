/** The catalogue against the table of the domain model, section 5: the same codes by the same facts, each rule with its citation. */
import { readFileSync } from 'node:fs'
import type { Facts } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { explainFinding } from '../analysis/finding.js'
import { lint } from '../analysis/lint.js'
import { checkRuleset } from '../ruleset/check.js'
import { CATALOGUE_DOCUMENTS, catalogue, catalogueWith } from './catalogue.js'

const BAN = Date.UTC(2021, 0, 11, 14, 30)

/** A U.S. person buys a listed share while buying is banned, and may still divest. */
const BANNED: Facts = {
  standing: 'designated',
  conflict: false,
  programInForce: true,
  via: 'listed',
  buy: 'banned',
  sell: 'divest-only',
  hold: 'open',
  buyBannedFrom: BAN,
  sellBannedFrom: BAN,
  divestUntil: BAN + 1000,
  holdBannedFrom: BAN + 1000,
  listedAt: BAN - 1000,
  'exposure.basis': 'issuer',
  activity: 'buy',
  purpose: 'invest',
  'instrument.kind': 'equity',
  'instrument.publiclyTraded': true,
  'person.usPerson': true,
  'person.forUsPerson': false,
  'person.enjoined': false,
  licensed: false,
  tradedAt: BAN + 500,
  acquiredAt: BAN - 500,
}

const rulesets = new Map(
  catalogue.published.map((entry) => {
    const loaded = catalogue.load(entry)
    if (E.isLeft(loaded)) throw new Error(loaded.left.problems.join('; '))
    return [entry.ruleset, loaded.right]
  }),
)

const said = (ruleset: string, facts: Facts): string => {
  const verdict = rulesets.get(ruleset)?.evaluate({ ...BANNED, ...facts })
  if (verdict?.kind === 'rule') return `${verdict.rule.outcome} ${verdict.rule.code}`
  return verdict?.kind === 'missing' ? `missing ${verdict.facts.join(' ')}` : 'none'
}

const both: readonly (readonly [Facts, string])[] = [
  [{}, 'deny buy-banned'],
  [{ standing: 'vacated' }, 'permit vacated'],
  [{ standing: 'delisted' }, 'permit delisted'],
  [{ standing: 'enjoined' }, 'permit enjoined'],
  [{ standing: 'stayed' }, 'permit stayed'],
  [{ conflict: true, programInForce: false }, 'review conflicting-sources'],
  [{ conflict: true, standing: 'enjoined' }, 'permit enjoined'],
  [{ programInForce: false }, 'permit no-ban-in-force'],
  [{ activity: 'receive' }, 'permit not-a-purchase'],
  [{ 'instrument.publiclyTraded': false }, 'permit not-covered'],
  [{ 'person.usPerson': false }, 'permit not-bound'],
  [{ 'person.usPerson': false, 'person.forUsPerson': true }, 'deny buy-banned'],
  [{ purpose: 'facilitate' }, 'permit facilitation'],
  [{ purpose: 'facilitate', 'person.forUsPerson': true }, 'deny buy-banned'],
  [{ 'person.enjoined': true }, 'permit enjoined'],
  [{ licensed: true }, 'permit licensed'],
  [{ buy: 'open' }, 'permit not-yet-banned'],
  [{ purpose: 'divest' }, 'permit divest-window'],
  [{ purpose: 'divest', sell: 'banned' }, 'deny buy-banned'],
  [{ activity: 'sell', sell: 'open' }, 'permit not-yet-banned'],
  [{ activity: 'sell', purpose: 'divest' }, 'permit divest-window'],
  [{ activity: 'sell', purpose: 'divest', acquiredAt: BAN - 1 }, 'permit divest-window'],
  [{ activity: 'sell', purpose: 'divest', acquiredAt: BAN }, 'deny acquired-after-ban'],
  [{ activity: 'sell', purpose: 'divest', acquiredAt: BAN, buyBannedFrom: null }, 'permit divest-window'],
  [
    { activity: 'sell', purpose: 'divest', acquiredAt: undefined, buyBannedFrom: null },
    'permit divest-window',
  ],
  [{ activity: 'sell', purpose: 'divest', acquiredAt: undefined }, 'missing acquiredAt'],
  [{ activity: 'sell' }, 'deny not-a-divestment'],
  [{ activity: 'sell', sell: 'banned', purpose: 'divest' }, 'deny divest-window-closed'],
  [{ activity: 'hold', hold: 'banned' }, 'deny hold-banned'],
  [{ activity: 'hold' }, 'permit hold-permitted'],
  [{ 'person.usPerson': undefined }, 'missing person.usPerson'],
  [{ 'person.usPerson': undefined, buy: 'open' }, 'permit not-yet-banned'],
  [{ licensed: undefined }, 'missing licensed'],
  [{ 'instrument.publiclyTraded': undefined, standing: 'vacated' }, 'permit vacated'],
]

describe.each(['us-ccmc', 'us-ns-cmic'])('%s', (name) => {
  it.each(both)('on %j says %s', (facts, expected) => {
    expect(said(name, facts)).toBe(expected)
  })
})

describe('what is covered', () => {
  const untraded = { 'instrument.publiclyTraded': false }

  it('was, under us-ccmc, any derivative and any fund, traded or not', () => {
    expect(said('us-ccmc', { ...untraded, 'instrument.kind': 'derivative' })).toBe('deny buy-banned')
    expect(said('us-ccmc', { ...untraded, 'instrument.kind': 'fund' })).toBe('deny buy-banned')
    expect(said('us-ccmc', { ...untraded, 'instrument.kind': undefined })).toBe('missing instrument.kind')
  })

  it('is, under us-ns-cmic, only what is publicly traded', () => {
    expect(said('us-ns-cmic', { ...untraded, 'instrument.kind': 'derivative' })).toBe('permit not-covered')
    expect(said('us-ns-cmic', { ...untraded, 'instrument.kind': undefined })).toBe('permit not-covered')
  })
})

describe('us-1260h', () => {
  it.each(['vacated', 'delisted', 'enjoined', 'stayed'])('says so where a listing is %s', (standing) => {
    expect(said('us-1260h', { standing })).toBe(`permit ${standing}`)
  })

  it('has no effect on securities by itself, and warns', () => {
    const verdict = rulesets.get('us-1260h')?.evaluate(BANNED)
    expect(verdict).toMatchObject({ rule: { outcome: 'permit', code: 'no-securities-effect' } })
    expect(verdict?.kind === 'rule' && verdict.rule.warning).toContain('procurement')
  })
})

describe('catalogue', () => {
  it('has its three rulesets, in force from the epoch on, by either evaluation', () => {
    for (const rulesetsOf of [catalogue, catalogueWith('interpreter')]) {
      expect(rulesetsOf.published.map(({ id }) => id)).toEqual([
        'ruleset/us-ccmc/1',
        'ruleset/us-ns-cmic/1',
        'ruleset/us-1260h/1',
      ])
      expect(rulesetsOf.published.every(({ validAt }) => validAt === '1970-01-01T00:00:00.000Z')).toBe(true)
    }
  })

  it.each(CATALOGUE_DOCUMENTS.map((document) => [document.ruleset, document] as const))(
    '%s is clean, and has a page that names every code',
    (name, document) => {
      const checked = checkRuleset(document)
      if (E.isLeft(checked)) throw new Error(checked.left.join('; '))
      const { rules, vocabulary } = checked.right
      expect(lint(checked.right).map((finding) => explainFinding(vocabulary, finding))).toEqual([])
      const page = readFileSync(new URL(`./${name}/README.md`, import.meta.url), 'utf8')
      expect(rules.map(({ code }) => code).filter((code) => !page.includes(`\`${code}\``))).toEqual([])
    },
  )
})
