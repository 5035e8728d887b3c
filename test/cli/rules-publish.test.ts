/** `vacatur rules publish`, and `check` after it: what is published decides from its day on, and any version can be asked by name. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { HOUSE } from './rules.js'
import {
  aFile,
  aLogOfTheExample,
  anEntry,
  inProcess,
  jsonOf,
  newDirectory,
  type Ran,
  vacatur,
} from './vacatur.js'

const NAIVE = join(HOUSE, 'naive.json')
const POLICY = join(HOUSE, 'policy.json')
const NEW_YEAR = '2026-01-01T00:00[America/New_York]'

const publish = async (url: string, path: string, from: string, ...more: readonly string[]): Promise<Ran> =>
  inProcess(['rules', 'publish', path, '--log', url, '--valid-from', from, ...more])

const buying = (entity: string): readonly string[] => [
  '--issuer',
  entity,
  '--kind',
  'equity',
  '--publicly-traded',
  '--activity',
  'buy',
  '--us-person',
]

/** The draft from 2025 on, the policy from 2026 on. */
let log: string
beforeAll(async () => {
  log = await aLogOfTheExample()
  for (const [path, from] of [
    [NAIVE, '2025-01-01T00:00[America/New_York]'],
    [POLICY, NEW_YEAR],
  ] as const) {
    const ran = await publish(log, path, from)
    if (ran.code !== 0) throw new Error(ran.err)
  }
})

interface Decided {
  readonly outcome: string
  readonly validUntil: string | null
  readonly rulesets: readonly {
    readonly ruleset: string
    readonly version: string
    readonly digest: string
  }[]
}

const decide = async (entity: string, tradedAt: string, ...more: readonly string[]) => {
  const ran = await inProcess([
    'check',
    '--log',
    log,
    ...buying(entity),
    '--traded-at',
    tradedAt,
    '--known-size',
    '499',
    '--json',
    ...more,
  ])
  const [decision] = jsonOf(ran) as readonly Decided[]
  const { outcome, rulesets = [] } = decision ?? {}
  return { ...ran, outcome, by: rulesets.map(({ ruleset, version }) => `${ruleset}@${version}`), decision }
}

describe('rules publish', () => {
  it('publishes a version once; again, it adds nothing', async () => {
    const url = await aLogOfTheExample()
    const first = await vacatur(['rules', 'publish', POLICY, '--log', url, '--valid-from', NEW_YEAR])
    expect(first).toMatchObject({ code: 0, err: '' })
    expect(first.out).toMatch(
      /^house-1260h 2 published, in force from 2026-01-01 05:00Z\ndigest [0-9a-f]{64}\n/,
    )
    const again = await publish(url, POLICY, NEW_YEAR, '--json')
    expect(JSON.parse(again.out)).toMatchObject({
      entry: 'ruleset/house-1260h/2',
      ruleset: 'house-1260h',
      version: '2',
      validAt: '2026-01-01T05:00:00.000Z',
      added: 0,
      size: 498,
    })
  })

  it.each([
    ['another instant', POLICY, '2027-01-01T00:00:00.000Z', 'in force from 2026-01-01T05:00:00.000Z on'],
    ['other rules', 'CHANGED', NEW_YEAR, 'with other rules (digest '],
  ])('refuses a version that the log has with %s, and writes nothing', async (_, path, from, words) => {
    const file = aFile(readFileSync(POLICY, 'utf8').replace('House policy 7.1', 'House policy 8.1'), 'a.json')
    const ran = await publish(log, path === 'CHANGED' ? file : path, from)
    expect(ran).toMatchObject({ code: 65, out: '' })
    expect(ran.err).toContain('`version` is 2, which sqlite:')
    expect(ran.err).toContain(words)
    expect(ran.err).toContain('accepted is: a version that is not taken yet')
    expect(JSON.parse((await publish(log, POLICY, NEW_YEAR, '--json')).out)).toMatchObject({ size: 499 })
  })

  it('refuses a version of the catalogue with other rules, also where the log does not hold it', async () => {
    const other = {
      ...(JSON.parse(readFileSync(POLICY, 'utf8')) as object),
      ruleset: 'us-1260h',
      version: '1',
    }
    const ran = await publish(log, aFile(JSON.stringify(other), 'a.json'), NEW_YEAR)
    expect(ran.code).toBe(65)
    expect(ran.err).toContain('the catalogue has with other rules')
  })

  it('refuses a version that was published and retracted', async () => {
    const url = await aLogOfTheExample()
    await publish(url, POLICY, NEW_YEAR)
    const retraction = anEntry({
      id: 'r',
      type: 'EntryRetracted',
      targets: ['ruleset/house-1260h/2'],
      basis: 'entry-error',
      reason: 'published too early',
      entity: undefined,
      names: undefined,
      identifiers: undefined,
    })
    expect((await inProcess(['append', aFile(JSON.stringify(retraction)), '--log', url])).code).toBe(0)
    const ran = await publish(url, POLICY, NEW_YEAR)
    expect(ran.code).toBe(65)
    expect(ran.err).toContain('had, and retracted')
    const asked = await inProcess(['check', '--log', url, ...buying('tencent'), '--rules', 'house-1260h'])
    expect(asked.code).toBe(65)
  })

  it('warns of findings, and of a program that the log does not know', async () => {
    const url = await aLogOfTheExample()
    expect((await publish(url, NAIVE, NEW_YEAR)).err).toMatch(/^warning: 4 findings; `vacatur rules lint /)
    const typo = readFileSync(POLICY, 'utf8').replace('"us-1260h"', '"us-1260"')
    const ran = await publish(url, aFile(typo, 'typo.json'), NEW_YEAR)
    expect(ran.code).toBe(0)
    expect(ran.err).toContain('names the program `us-1260`: until one does, this ruleset decides nothing')
  })

  it.each([
    ['a bad instant', POLICY, 'tomorrow', [], '`--valid-from` is "tomorrow"'],
    [
      'an end before its beginning',
      POLICY,
      NEW_YEAR,
      ['--valid-until', '2025-01-01T00:00:00.000Z'],
      '`--valid-until`',
    ],
    ['a version that no id can hold', 'VERSION', NEW_YEAR, [], '`version` is "2 beta"'],
    ['rules that do not load', 'RULES', NEW_YEAR, [], '`rules[4].conditions.all[0].fact` is "aktivity"'],
  ] as const)('refuses %s in one line', async (_, path, from, more, words) => {
    const text = readFileSync(POLICY, 'utf8')
    const files: Readonly<Record<string, string>> = {
      VERSION: text.replace('"version": "2"', '"version": "2 beta"'),
      RULES: text.replace('"activity"', '"aktivity"'),
    }
    const content = files[path]
    const ran = await publish(log, content === undefined ? path : aFile(content, 'a.json'), from, ...more)
    expect(ran).toMatchObject({ code: 65, out: '' })
    expect(ran.err).toContain(words)
    expect(ran.err.trimEnd().split('\n')).toHaveLength(1)
  })

  it('makes no log', async () => {
    const path = join(newDirectory(), 'law.db')
    expect((await publish(`sqlite:${path}`, POLICY, NEW_YEAR)).code).toBe(69)
    expect(existsSync(path)).toBe(false)
    expect(await publish('memory:', POLICY, NEW_YEAR)).toMatchObject({ code: 0 })
  })
})

describe('check by what was published', () => {
  it('is by the version in force when it is traded, beside the catalogue', async () => {
    const before = await decide('tencent', '2024-12-31T12:00:00.000Z')
    expect(before).toMatchObject({ code: 0, outcome: 'permit' })
    const draft = await decide('tencent', '2025-06-02T14:00:00.000Z')
    expect(draft).toMatchObject({ code: 3, outcome: 'deny', by: ['house-1260h@1', 'us-1260h@1'] })
    const policy = await decide('tencent', '2026-06-02T14:00:00.000Z')
    expect(policy).toMatchObject({ code: 3, outcome: 'deny', by: ['house-1260h@2', 'us-1260h@1'] })
    const free = await decide('amec', '2026-06-02T14:00:00.000Z')
    expect(free).toMatchObject({ code: 0, outcome: 'permit' })
  })

  it('knows until when it holds: until another version decides otherwise', async () => {
    const { decision } = await decide('amec', '2025-06-02T14:00:00.000Z')
    expect(decision).toMatchObject({ outcome: 'deny', validUntil: '2026-01-01T05:00:00.000Z' })
  })

  it('gives the same bytes by each evaluator', async () => {
    const outs = await Promise.all(
      ['compiled', 'interpreter', 'reference'].map(async (name) => {
        const { out } = await decide('tencent', '2026-06-02T14:00:00.000Z', '--evaluator', name)
        return out
      }),
    )
    expect(new Set(outs).size).toBe(1)
  })
})

describe('check --rules', () => {
  const IN_2025 = '2025-06-02T14:00:00.000Z'

  it('decides the same order by one version or another, by name, digest, or the beginning of a digest', async () => {
    const draft = await decide('amec', IN_2025, '--rules', 'house-1260h@1')
    expect(draft).toMatchObject({ code: 3, err: '', by: ['house-1260h@1', 'us-ccmc@1'] })
    const digest = draft.decision?.rulesets[0]?.digest ?? ''
    expect((await decide('amec', IN_2025, '--rules', digest)).out).toBe(draft.out)
    expect((await decide('amec', IN_2025, '--rules', digest.slice(0, 12))).out).toBe(draft.out)
    const law = await decide('amec', IN_2025, '--rules', 'us-1260h')
    expect(law).toMatchObject({ code: 0, by: ['us-1260h@1', 'us-ccmc@1'] })
  })

  it('decides also by a version that is not in force when it is traded, and says so', async () => {
    const later = await decide('amec', IN_2025, '--rules', 'house-1260h@2')
    expect(later).toMatchObject({ code: 0, outcome: 'permit', by: ['house-1260h@2', 'us-ccmc@1'] })
    expect(later.err).toMatch(
      /^note: house-1260h@2 \(digest [0-9a-f]{12}\) is not in force when this is traded/,
    )
    const byReference = await decide('amec', IN_2025, '--rules', 'house-1260h@2', '--evaluator', 'reference')
    expect(byReference.out).toBe(later.out)
  })

  it.each([
    ['an unknown digest', ['ffffffff'], 65, 'us-ccmc@1 (digest '],
    ['a name of several versions', ['house-1260h'], 65, 'house-1260h@2 (digest '],
    ['two versions of one ruleset', ['house-1260h@1', 'house-1260h@2'], 64, 'one version of a ruleset'],
  ])('refuses %s, and says what there is', async (_, pins, code, words) => {
    const ran = await inProcess([
      'check',
      '--log',
      log,
      ...buying('amec'),
      ...pins.flatMap((pin) => ['--rules', pin]),
    ])
    expect(ran).toMatchObject({ code, out: '' })
    expect(ran.err).toContain(words)
    expect(ran.err.trimEnd().split('\n')).toHaveLength(1)
  })
})

describe('rules list and diff on a log', () => {
  it('know what was published there', async () => {
    const rows = JSON.parse(
      (await inProcess(['rules', 'list', '--log', log, '--json'])).out,
    ) as readonly object[]
    expect(rows).toMatchObject([
      {},
      {},
      {},
      { ruleset: 'house-1260h', version: '1' },
      { version: '2', from: 'log' },
    ])
    const named = await inProcess(['rules', 'diff', 'house-1260h@1', 'house-1260h@2', '--log', log])
    const files = await inProcess(['rules', 'diff', NAIVE, POLICY])
    expect(named).toEqual(files)
  })
})
