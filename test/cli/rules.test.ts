/** `vacatur rules`: what is found in rulesets, with witnesses that hold; what cases leave untried; what differs between versions. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { allFacts, changed, documentOf, HOUSE, speakerOn } from './rules.js'
import { aFile, inProcess, newDirectory, type Ran, vacatur } from './vacatur.js'

const NAIVE = join(HOUSE, 'naive.json')
const POLICY = join(HOUSE, 'policy.json')
const CASES = join(HOUSE, 'policy.cases.json')

const rules = async (...args: readonly string[]): Promise<Ran> => inProcess(['rules', ...args])

interface Found {
  readonly kind: string
  readonly facts: object | null
  readonly rule?: { readonly rule: string }
  readonly over?: string | { readonly rule: string }
  readonly by?: { readonly rule: string }
  readonly speaks?: string | null
  readonly cites: readonly { readonly rule: string; readonly citation: string }[]
}

interface Linted {
  readonly findings: number
  readonly rulesets: readonly { readonly findings: readonly Found[] }[]
}

/** The rule that must speak on the facts of a finding for it to be true. */
const speakerBy = ({ kind, rule, by, speaks }: Found): string | null | undefined => {
  if (kind === 'gap') return null
  if (kind === 'fact-never-matters' || kind === 'values-alike') return speaks
  return kind === 'never-reached' ? by?.rule : rule?.rule
}

const findingsIn = async (file: string) => {
  const ran = await rules('lint', file, '--json')
  const linted = JSON.parse(ran.out) as Linted
  return { code: ran.code, findings: linted.rulesets.flatMap(({ findings }) => findings) }
}

const nameOf = (over: Found['over']): string | undefined => (typeof over === 'object' ? over.rule : over)

/** Each rule that overrides another, with the first that it overrides. */
const overridingPairs = documentOf('us-ns-cmic').rules.flatMap(({ name, overrides = [] }) => {
  const [first] = overrides
  return first === undefined ? [] : [[name, first] as const]
})

const swapped = <A extends { readonly name: string }>(all: readonly A[], one: string, other: string) =>
  all.map(
    (rule) =>
      all.find(({ name }) => name === (rule.name === one ? other : rule.name === other ? one : rule.name)) ??
      rule,
  )

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))

describe('rules lint', () => {
  it('is clean on the catalogue, as a process', async () => {
    const ran = await vacatur(['rules', 'lint'])
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out.match(/^clean in us-[\w-]+ 1 \[[0-9a-f]{12}\], \d+ rules/gm)).toHaveLength(3)
  })

  it.each(documentOf('us-ns-cmic').rules.map(({ name }) => [name]))(
    'finds that `%s` is gone, each finding with facts on which what it says is so',
    async (name) => {
      const file = changed('us-ns-cmic', (all) => all.filter((rule) => rule.name !== name))
      const { code, findings } = await findingsIn(file)
      expect(code).toBe(1)
      const witnessed = findings.filter(({ facts }) => facts !== null)
      expect(witnessed.length).toBeGreaterThan(0)
      for (const finding of witnessed) {
        expect(speakerOn(read(file), finding.facts)).toBe(speakerBy(finding))
        if (finding.kind === 'gap')
          expect(speakerOn(documentOf('us-ns-cmic'), { ...allFacts, ...finding.facts })).toBe(name)
      }
    },
  )

  it.each(documentOf('us-ns-cmic').rules.map(({ name }) => [name]))(
    'finds that `%s` is there twice, on facts on which an earlier one speaks',
    async (name) => {
      const file = changed('us-ns-cmic', (all) =>
        all.flatMap((rule) => (rule.name === name ? [rule, { ...rule, name: 'copy' }] : [rule])),
      )
      const { code, findings } = await findingsIn(file)
      const found = findings.find(({ kind }) => kind === 'never-reached')
      expect(code).toBe(1)
      expect(found?.rule?.rule).toBe('copy')
      expect(found?.cites.map(({ rule }) => rule)).toEqual(['copy', name])
      expect(speakerOn(read(file), found?.facts)).toBe(name)
    },
  )

  it.each(overridingPairs)(
    'finds that `%s` and `%s`, which it overrides, were swapped, on facts on which the wrong one speaks',
    async (one, other) => {
      const file = changed('us-ns-cmic', (all) => swapped(all, one, other))
      const { code, findings } = await findingsIn(file)
      const found = findings.find(
        ({ kind, rule, over }) => kind === 'decided-by-order' && rule?.rule === other && nameOf(over) === one,
      )
      expect(code).toBe(1)
      expect(speakerOn(read(file), found?.facts)).toBe(other)
      expect(speakerOn(documentOf('us-ns-cmic'), { ...allFacts, ...found?.facts })).not.toBe(other)
    },
  )

  it('shows people each finding with its facts, what is decided on them, and the law', async () => {
    const ran = await rules('lint', NAIVE)
    expect(ran.code).toBe(1)
    expect(ran.out).toContain('4 findings in house-1260h 1 [')
    expect(ran.out).toContain('  on        activity: buy, purpose: invest, standing: vacated\n')
    expect(ran.out).toContain('  decides   deny `house-no-new-positions`, by rule `no-new-positions`')
    expect(ran.out).toContain('5\n            U.S.C. 706(2)')
    expect(ran.out.split('\n').filter((line) => line.length > 80 && !line.includes(NAIVE))).toEqual([])
    expect((await rules('lint', POLICY)).code).toBe(0)
  })

  it('refuses a ruleset that does not load, in one line that names the place', async () => {
    const file = changed('us-1260h', ([first, ...others]) => [
      { ...first, conditions: { any: [] } },
      ...others,
    ])
    const ran = await rules('lint', file)
    expect(ran).toMatchObject({ code: 65, out: '' })
    expect(ran.err).toContain(
      'changed.json: `rules[0].conditions.any` is [], accepted is: a list of at least one',
    )
    expect(ran.err.trimEnd().split('\n')).toHaveLength(1)
  })
})

describe('rules diff', () => {
  it('is empty between a version and itself', async () => {
    const ran = await rules('diff', 'us-ccmc', 'us-ccmc@1')
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toContain('decide alike on all facts')
  })

  it('groups by what became of the outcome, each with facts on which both speak as it says', async () => {
    const ran = await rules('diff', NAIVE, POLICY, '--json')
    expect(ran.code).toBe(1)
    const { groups } = JSON.parse(ran.out) as {
      readonly groups: readonly {
        readonly change: string
        readonly differences: readonly {
          readonly before: { readonly rule: string }
          readonly after: { readonly rule: string }
          readonly facts: object
        }[]
      }[]
    }
    expect(groups.map(({ change, differences }) => [change, differences.length])).toEqual([
      ['deny → permit', 4],
    ])
    for (const { before, after, facts } of groups.flatMap(({ differences }) => differences)) {
      expect(speakerOn(read(NAIVE), facts)).toBe(before.rule)
      expect(speakerOn(read(POLICY), facts)).toBe(after.rule)
    }
    const shown = await rules('diff', NAIVE, POLICY)
    expect(shown.out).toMatch(/^deny → permit \(4\)$/m)
  })

  it('says what there is where a name is unknown', async () => {
    const ran = await rules('diff', 'us-ccmc', 'us-cmcc')
    expect(ran).toMatchObject({ code: 65, out: '' })
    expect(ran.err).toContain('the second ruleset is us-cmcc')
    expect(ran.err).toContain('us-ccmc@1 (digest ')
    const missing = await rules('diff', 'us-ccmc', './us-cmcc.json')
    expect(missing.err).toContain('no such file')
  })
})

describe('rules test', () => {
  it('passes on the example, whose cases exercise everything', async () => {
    const ran = await vacatur(['rules', 'test', CASES])
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toContain('6 of 6 rules spoke, 10 of 10 conditions exercised')
    expect(ran.out.trimEnd().split('\n').at(-1)).toBe('10 passed, 0 failed')
  })

  it('fails against the draft, and prints expected and got', async () => {
    const ran = await rules('test', CASES, '--ruleset', NAIVE)
    expect(ran.code).toBe(1)
    expect(ran.out).toContain('a company that was removed from the list may be bought')
    expect(ran.out).toContain('expected "permit"\n    got      "deny"')
    expect(ran.out.trimEnd().split('\n').at(-1)).toBe('6 passed, 4 failed')
  })

  it('says which rules and conditions no case has exercised', async () => {
    const cases = [{ name: 'one', facts: { standing: 'vacated' }, expect: { outcome: 'permit' } }]
    const file = aFile(JSON.stringify({ title: 't', ruleset: 'us-1260h', cases }), 'a.json')
    const ran = await rules('test', file)
    expect(ran.code).toBe(0)
    expect(ran.out).toContain('1 of 5 rules spoke')
    expect(ran.out).toMatch(/^ {2}never spoke {3}standing-delisted$/m)
    expect(ran.out).toMatch(/^ {2}never failed {2}standing-vacated: standing is vacated$/m)
    const json = JSON.parse((await rules('test', file, '--json')).out) as object
    expect(json).toMatchObject({ passed: 1, failed: 0, coverage: [{ ruleset: 'us-1260h' }] })
  })

  it.each([
    ['names no ruleset', { title: 't', cases: [] }, '`ruleset` is nothing'],
    ['names one that there is not', { title: 't', ruleset: 'x.json', cases: [] }, 'a.json: '],
    [
      'has a fact that there is not',
      { title: 't', cases: [{ name: 'n', facts: { mood: 1 }, expect: { outcome: 'deny' } }] },
      'cases[0].facts.mood',
    ],
  ])('refuses a file that %s, in one line', async (_, file, words) => {
    const ran = await rules('test', aFile(JSON.stringify(file), 'a.json'))
    expect(ran).toMatchObject({ code: 65, out: '' })
    expect(ran.err).toContain(words)
    expect(ran.err.trimEnd().split('\n')).toHaveLength(1)
  })
})

describe('rules explain, list, facts and schema', () => {
  it('print the numbered table, for one or for all', async () => {
    const one = await rules('explain', 'us-ns-cmic')
    expect(one.out).toMatch(/^\| 1 \| standing-vacated \| standing is vacated \| permit \|/m)
    expect(one.out.match(/^\| \d+ \|/gm)).toHaveLength(22)
    expect((await rules('explain')).out.match(/^# /gm)).toHaveLength(3)
    expect(JSON.parse((await rules('explain', POLICY, '--json')).out)).toMatchObject([
      { ruleset: 'house-1260h', rules: [{ number: 1, overrides: ['no-new-positions'] }, {}, {}, {}, {}, {}] },
    ])
  })

  it('print what rules may use', async () => {
    const facts = JSON.parse((await rules('facts', '--json')).out) as readonly { readonly fact: string }[]
    expect(facts.map(({ fact }) => fact)).toContain('person.usPerson')
    expect((await rules('facts')).out).toMatch(/^standing +designated, vacated, /m)
    expect(JSON.parse((await rules('schema')).out)).toMatchObject({ title: 'A ruleset', type: 'object' })
  })

  it('print what there is, with digests', async () => {
    const { digest } = (
      JSON.parse((await rules('list', '--json')).out) as readonly { readonly digest: string }[]
    )[0] ?? { digest: '' }
    expect(digest).toMatch(/^[0-9a-f]{64}$/)
    expect((await rules('list')).out).toContain(digest.slice(0, 12))
    expect((await rules('explain', digest.slice(0, 8))).out).toContain(digest)
  })
})

describe('a ruleset that is named', () => {
  it('is the file where there is one of that name', async () => {
    const path = join(newDirectory(), 'us-1260h')
    writeFileSync(path, readFileSync(POLICY))
    expect((await rules('explain', path)).out).toContain('house-1260h')
  })

  it('is read from standard input for -', async () => {
    const ran = await inProcess(['rules', 'lint', '-'], { input: readFileSync(NAIVE, 'utf8') })
    expect(ran.code).toBe(1)
    expect(ran.out).toContain('(standard input)')
  })
})
