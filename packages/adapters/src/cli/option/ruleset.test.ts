import type { EntryOf, InstantText, Recorded } from '@vacatur/core'
import { catalogue } from '@vacatur/rules'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { namedAmong, publishedIn } from './ruleset.js'

const [LAW] = catalogue.published
if (LAW === undefined) throw new Error('no catalogue')

const aVersion = (ruleset: string, version: string, digest: string): EntryOf<'RulesetPublished'> => ({
  ...LAW,
  id: `ruleset/${ruleset}/${version}`,
  ruleset,
  version,
  digest,
})

const FIRST = aVersion('house', '1', 'aaaa1'.padEnd(64, '0'))
const SECOND = aVersion('house', '2', 'aaaa2'.padEnd(64, '0'))
const BEEF = aVersion('beef', '1', 'beef'.padEnd(64, 'c'))
const OTHER = aVersion('other', '1', 'beef'.padEnd(64, 'd'))
const ALL = [FIRST, SECOND, BEEF, OTHER]

const named = (given: string): string =>
  E.match(
    ({ line }: { readonly line: string }) => line,
    ({ id }: { readonly id: string }) => id,
  )(namedAmong(given, ALL, { what: 'it' }))

describe('namedAmong', () => {
  it('finds by id where there is one version, by id and version, by digest and by its beginning', () => {
    expect(named('other')).toBe('ruleset/other/1')
    expect(named('house@2')).toBe('ruleset/house/2')
    expect(named(FIRST.digest)).toBe('ruleset/house/1')
    expect(named('aaaa2')).toBe('ruleset/house/2')
  })

  it('takes what is an id and a digest’s beginning for an id', () => {
    expect(named('beef')).toBe('ruleset/beef/1')
  })

  it('refuses what several answer to, an id or a beginning, and names just those', () => {
    expect(named('house')).toMatch(/^it is house, which several .*: house@1 \(.*\), house@2 \([^,]*$/)
    expect(named('aaaa')).toMatch(/^it is aaaa, which several .*: house@1 \(.*\), house@2 \([^,]*$/)
  })

  it('refuses what none answers to, less than four digits of a digest too, and names all', () => {
    for (const given of ['nobody', 'house@3', 'aaa', ''])
      expect(named(given)).toMatch(/which no ruleset answers to, .*house@1 .*house@2 .*beef@1 .*other@1/)
  })

  it('takes one that is published twice for one', () => {
    const twice = [FIRST, { ...FIRST, id: 'again' }]
    expect(E.isRight(namedAmong('house', twice, { what: 'it' }))).toBe(true)
  })
})

const recorded = (entries: readonly Recorded['entry'][]): readonly Recorded[] =>
  entries.map((entry, index) => ({ entry, index, recordedAt: 0 }) as unknown as Recorded)

describe('publishedIn', () => {
  it('is the catalogue, then what the log holds; what both have, once', () => {
    const ids = publishedIn(recorded([LAW, FIRST])).map(({ id }) => id)
    expect(ids).toEqual([...catalogue.published.slice(1), LAW, FIRST].map(({ id }) => id))
  })

  it('leaves out what was retracted', () => {
    const retraction: EntryOf<'EntryRetracted'> = {
      id: 'r',
      type: 'EntryRetracted',
      targets: [FIRST.id],
      basis: 'entry-error',
      reason: 'a mistake',
      validAt: '2021-01-01T00:00:00.000Z' as InstantText,
      publishedAt: '2021-01-01T00:00:00.000Z' as InstantText,
      source: FIRST.source,
    }
    const ids = publishedIn(recorded([FIRST, SECOND, retraction])).map(({ id }) => id)
    expect(ids).not.toContain(FIRST.id)
    expect(ids).toContain(SECOND.id)
  })
})
