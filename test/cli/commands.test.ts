/** Every command in both forms, on the real record. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { aFile, aLogOfTheExample, DATA, inProcess, jsonOf, newDirectory, root, vacatur } from './vacatur.js'

const ORDER = {
  activity: 'buy',
  instrument: { isin: 'KYG9830T1067' },
  person: { usPerson: true },
  tradedAt: '2021-03-16T14:00:00.000Z',
}
const ON_11_MARCH = ['--clock', 'published', '--known-at', '2021-03-11T20:00:00.000Z']
const ON_13_MARCH = ['--clock', 'published', '--known-at', '2021-03-13T08:00[America/New_York]']

let log: string
beforeAll(async () => {
  log = await aLogOfTheExample()
})

const ask = async (command: string, ...args: readonly string[]) => vacatur([command, '--log', log, ...args])
const askHere = async (command: string, ...args: readonly string[]) =>
  inProcess([command, '--log', log, ...args])

describe('init', () => {
  it('makes a log once, publishes the rulesets once, and says so', async () => {
    const url = `sqlite:${join(newDirectory(), 'law.db')}`
    const first = await vacatur(['init', '--log', url])
    expect(first).toMatchObject({ code: 0, err: '' })
    expect(first.out).toBe(`${url} made: 3 rulesets published; 3 entries\n`)
    const second = await inProcess(['init', '--log', url, '--json'])
    expect(JSON.parse(second.out)).toEqual({ log: url, created: false, added: 0, size: 3 })
  })
})

describe('append', () => {
  it('twice adds nothing the second time', async () => {
    const url = `sqlite:${join(newDirectory(), 'law.db')}`
    const first = await vacatur(['append', DATA, '--log', url, '--json'])
    expect(JSON.parse(first.out)).toMatchObject({ log: url, added: 497, already: 0, size: 497 })
    const second = await inProcess(['append', DATA], { env: { VACATUR_LOG: url } })
    expect(second).toMatchObject({ code: 0, err: '' })
    expect(second.out).toBe(`0 entries new, 497 were there already; ${url} has 497 entries\n`)
  })

  it('reads standard input', async () => {
    const ran = await inProcess(['append', '-', '--log', 'memory:'], { input: '{}\n' })
    expect(ran.code).toBe(65)
    expect(ran.err).toContain('(standard input):1: ')
  })
})

describe('status', () => {
  it('for people shows the standing, the dates, and the citations', async () => {
    const { code, out } = await ask('status', 'xiaomi', '--valid-at', ORDER.tradedAt, ...ON_13_MARCH)
    expect(code).toBe(0)
    expect(out).toContain('Xiaomi Corporation (xiaomi) under us-ccmc')
    expect(out).toContain('ENJOINED: ')
    expect(out).toContain('buying banned from   2021-03-15 13:30Z (09:30 New York)')
    expect(out).toContain('ECF 21 (Mar. 12, 2021)')
    expect(out.split('\n').every((line) => line.length <= 80)).toBe(true)
  })

  it('as JSON under a program is the status, with its keys', async () => {
    const ran = await askHere(
      'status',
      'xiaomi',
      '--program',
      'us-ccmc',
      '--json',
      '--valid-at',
      ORDER.tradedAt,
      ...ON_11_MARCH,
    )
    expect(JSON.parse(ran.out)).toMatchObject({
      standing: 'designated',
      buy: 'banned',
      sell: 'divest-only',
      hold: 'open',
      buyBannedFrom: '2021-03-15T13:30:00.000Z',
      because: ['eo-13974', 'ccmc/xiaomi/2021-01-14'],
    })
  })

  it('as JSON without a program is the statuses under each', async () => {
    const [statuses] = jsonOf(await askHere('status', 'smic', '--json'))
    expect(statuses).toMatchObject([
      { program: 'us-1260h' },
      { program: 'us-ccmc' },
      { program: 'us-ns-cmic' },
    ])
  })

  it('by a size of the log is exact', async () => {
    const ran = await askHere('status', 'xiaomi', '--program', 'us-ccmc', '--json', '--known-size', '0')
    expect(JSON.parse(ran.out)).toMatchObject({ standing: 'unlisted', since: null, until: null })
  })

  it('of an entity that no entry names suggests near ones', async () => {
    const ran = await inProcess(['status', 'xiaomy', '--log', log])
    expect(ran.code).toBe(65)
    expect(ran.err).toContain('near: xiaomi')
  })
})

describe('timeline', () => {
  it('has a row for each instant of change and a picture, within 80 columns', async () => {
    const { code, out } = await ask('timeline', 'xiaomi', ...ON_11_MARCH)
    expect(code).toBe(0)
    expect(out).toMatch(/2021-03-15 13:30Z buying is banned +as scheduled: E\.O\. 13974/)
    expect(out).toMatch(/^standing +·+D+$/m)
    expect(out).toMatch(/^buy +·+█+$/m)
    expect(out).toMatch(/^sell +·+▒+█+$/m)
    expect(out.split('\n').every((line) => line.length <= 80)).toBe(true)
  })

  it('as JSON is the intervals, that together hold every instant', async () => {
    const [intervals] = jsonOf(await askHere('timeline', 'xiaomi', '--program', 'us-ccmc', '--json'))
    expect(intervals).toMatchObject([
      { since: null, standing: 'unlisted' },
      ...Array.from({ length: 5 }, () => ({ standing: 'vacated' })),
    ])
  })
})

describe('history and diff', () => {
  it('tell how the law changed as more became known', async () => {
    const { code, out } = await ask('history', 'xiaomi', '--clock', 'published')
    expect(code).toBe(0)
    expect(out).toContain('known from 2021-03-12 05:00Z on')
    expect(out).toMatch(/\n {2}hold +·+█+\n/)
    expect(out).toContain('V vacated')
    const [history] = jsonOf(await askHere('history', 'xiaomi', '--clock', 'published', '--json'))
    expect(history).toMatchObject({ program: 'us-ccmc', history: [{ because: [] }, {}, {}, {}, {}, {}, {}] })
  })

  it('say which entries made the difference', async () => {
    const between = [
      '--clock',
      'published',
      '--before-at',
      '2021-03-11T20:00:00.000Z',
      '--after-at',
      '2021-03-13T12:00:00.000Z',
    ]
    const { code, out } = await ask('diff', 'xiaomi', ...between)
    expect(code).toBe(0)
    expect(out).toContain('[xiaomi/injunction]')
    const [difference] = jsonOf(await askHere('diff', 'xiaomi', ...between, '--json'))
    expect(difference).toMatchObject({ because: ['xiaomi/injunction'] })
  })
})

describe('check', () => {
  it('denies on 11 March what it permits on 13 March, and says why', async () => {
    const flags = [
      '--isin',
      'KYG9830T1067',
      '--activity',
      'buy',
      '--us-person',
      '--traded-at',
      '2021-03-16T10:00[America/New_York]',
    ]
    const before = await ask('check', ...flags, ...ON_11_MARCH)
    expect(before.code).toBe(3)
    expect(before.out).toContain('DENY: buy-banned')
    expect(before.out).toContain('E.O. 13974, 86 FR 4875')
    const after = await ask('check', ...flags, ...ON_13_MARCH)
    expect(after.code).toBe(0)
    expect(after.out).toContain('PERMIT: enjoined')
  })

  it('gives the same bytes by flags, by file and by standard input', async () => {
    const text = JSON.stringify(ORDER)
    const flags = [
      '--isin',
      'KYG9830T1067',
      '--activity',
      'buy',
      '--us-person',
      '--traded-at',
      ORDER.tradedAt,
    ]
    const ways = await Promise.all([
      ask('check', ...flags, ...ON_11_MARCH, '--json'),
      askHere('check', '--order', aFile(text, 'order.json'), ...ON_11_MARCH, '--json'),
      vacatur(['check', '--log', log, '--order', '-', ...ON_11_MARCH, '--json'], { input: text }),
      ask(
        'check',
        '--order',
        aFile(text, 'order.json'),
        ...ON_11_MARCH,
        '--json',
        '--evaluator',
        'reference',
      ),
    ])
    expect(ways.map(({ code }) => code)).toEqual([3, 3, 3, 3])
    expect(new Set(ways.map(({ out }) => out)).size).toBe(1)
  })

  it('of many orders gives one decision a line, in order, and the strictest exit code', async () => {
    const orders = [
      ORDER,
      { ...ORDER, person: { usPerson: false, forUsPerson: false } },
      { ...ORDER, instrument: { isin: 'none' } },
    ]
    const file = aFile(orders.map((order) => JSON.stringify(order)).join('\n'))
    const ran = await ask('check', '--orders', file, '--json', ...ON_11_MARCH)
    expect(ran.code).toBe(3)
    expect(jsonOf(ran)).toMatchObject([{ outcome: 'deny' }, { outcome: 'permit' }, { outcome: 'review' }])
    const table = await askHere('check', '--orders', file, ...ON_11_MARCH)
    expect(table.out).toMatch(/^1 +deny +buy-banned/m)
    expect(table.out).toMatch(/^3 +review +unknown-instrument/m)
  })

  it('decides by a pinned ruleset, and refuses a pin that fits none', async () => {
    const file = aFile(JSON.stringify(ORDER), 'order.json')
    const [decision] = jsonOf(await askHere('check', '--order', file, '--json', ...ON_11_MARCH))
    const [{ digest } = { digest: '' }] = (
      decision as { readonly rulesets: readonly { readonly digest: string }[] }
    ).rulesets
    const pinned = await askHere('check', '--order', file, '--json', ...ON_11_MARCH, '--rules', digest)
    expect(jsonOf(pinned)).toEqual([decision])
    const wrong = await inProcess(['check', '--log', log, '--order', file, '--rules', 'f'.repeat(64)])
    expect(wrong.code).toBe(65)
    expect(wrong.err).toContain('us-ccmc')
  })
})

describe('cases', () => {
  it('pass on the golden cases, by every evaluator', async () => {
    const ran = await vacatur(['cases', join(root, 'test/scenario')])
    expect(ran.code).toBe(0)
    expect(ran.out.trimEnd().split('\n').at(-1)).toBe('351 passed, 0 failed')
    for (const evaluator of ['compiled', 'interpreter', 'reference']) {
      const each = await inProcess(['cases', join(root, 'test/scenario'), '--evaluator', evaluator, '--json'])
      expect(JSON.parse(each.out)).toMatchObject({ passed: 351, failed: 0 })
    }
  })

  it('pass with the index, with the oracle, and the two agree on every answer', async () => {
    const withEngine = async (engine: string) =>
      inProcess(['cases', join(root, 'test/scenario'), '--engine', engine, '--json'])
    const [index, oracle, both] = [
      await withEngine('index'),
      await withEngine('oracle'),
      await withEngine('both'),
    ]
    expect(index.out).toBe(oracle.out)
    expect(jsonOf(index)).toMatchObject([{ passed: 351, failed: 0 }])
    expect(jsonOf(both)).toMatchObject([{ passed: 351, engines: { agreed: 351, differences: [] } }])
    const told = await vacatur(['cases', join(root, 'test/scenario'), '--engine', 'both'])
    expect(told.code).toBe(0)
    expect(told.out).toContain('index and oracle: 351 answers alike, 0 differing')
  })

  it('that fail print expected and got, and exit 1', async () => {
    const cases = [{ name: 'wrong', knownAt: ORDER.tradedAt, order: ORDER, expect: { outcome: 'deny' } }]
    const file = aFile(JSON.stringify({ title: 't', clock: 'published', entries: [], cases }), 'wrong.json')
    const ran = await inProcess(['cases', file])
    expect(ran.code).toBe(1)
    expect(ran.out).toContain('expected "deny"')
    expect(ran.out).toContain('got      "review"')
    expect(ran.out.trimEnd().split('\n').at(-1)).toBe('0 passed, 1 failed')
  })
})

describe('demo', () => {
  it('tells the story offline, and writes nothing', async () => {
    const ran = await vacatur(['demo'])
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toMatch(
      /11 March 2021.*DENY[\s\S]*13 March 2021.*PERMIT[\s\S]*12 May 2021.*PERMIT[\s\S]*today.*PERMIT/,
    )
    expect(existsSync('law.db')).toBe(false)
  })
})
