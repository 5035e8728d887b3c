/** Rows of a portfolio that are not as they should be: several identifiers, none, dates that are none. The others go on. */
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { aFile, aLogOfTheExample, anEntry, inProcess, jsonOf, newDirectory } from './vacatur.js'

const IN_2021 = ['--valid-at', '2021-09-01T00:00:00.000Z', '--us-person']

let log: string
beforeAll(async () => {
  log = await aLogOfTheExample()
})

const screen = async (content: string, ...args: readonly string[]) =>
  inProcess(['screen', aFile(content, 'held.csv'), '--log', log, ...IN_2021, '--json', ...args])

const TELECOM = 'US1694261033'
const XIAOMI = 'KYG9830T1067'

const SWITCH = '2021-01-01T00:00:00.000Z'
const TICKER = { scheme: 'ticker', value: 'X US' }

const aSecurity = (security: string, day: string, identifiers: readonly object[]) =>
  anEntry({
    id: `security/${security}`,
    type: 'SecurityRegistered',
    validAt: `${day}T00:00:00.000Z`,
    publishedAt: `${day}T00:00:00.000Z`,
    entity: undefined,
    names: undefined,
    security,
    kind: 'equity',
    publiclyTraded: true,
    exposures: [],
    identifiers,
  })

const aLogWith = async (entries: readonly object[]): Promise<string> => {
  const url = `sqlite:${join(newDirectory(), 'law.db')}`
  const lines = entries.map((entry) => JSON.stringify(entry)).join('\n')
  expect(await inProcess(['append', aFile(lines), '--log', url])).toMatchObject({ code: 0 })
  return url
}

describe('a row with several identifiers', () => {
  it('is asked about by one that is known, whichever comes first', async () => {
    const ran = await screen(
      `isin,ticker,acquired-at\nXS0000000009,1810 HK,2020-03-03T10:00:00.000Z\n${XIAOMI},no such,\n${XIAOMI},1810 HK,\n`,
      '--activity',
      'buy',
    )
    expect(jsonOf(ran)).toMatchObject([
      { instrument: { ticker: '1810 HK' }, code: 'vacated' },
      { instrument: { isin: XIAOMI }, code: 'vacated' },
      { instrument: { isin: XIAOMI }, code: 'vacated' },
      {},
    ])
  })

  it('is undetermined where they name different securities, and the warning says which', async () => {
    const ran = await screen(`isin,ticker\n${TELECOM},1810 HK\n${XIAOMI},\n`)
    expect(ran.code).toBe(5)
    expect(jsonOf(ran)).toMatchObject([
      { instrument: {}, outcome: 'undetermined', code: 'order-unreadable', group: 'unknown' },
      { outcome: 'permit' },
      {},
    ])
    expect(ran.err).toMatch(
      /^warning: .*held\.csv:2: isin US1694261033 and ticker 1810 HK name different securities \(.+, xiaomi-class-b\); it is answered as undetermined\n$/,
    )
  })

  it('is asked about by the first where nothing answers to any', async () => {
    const [first] = jsonOf(await screen('isin,ticker\nUS0378331005,AAPL US\n'))
    expect(first).toMatchObject({ instrument: { isin: 'US0378331005' }, code: 'unknown-instrument' })
  })

  it('is asked about as of the instant, where an identifier went from one security to another', async () => {
    const reused = await aLogWith([
      aSecurity('old', '2019-01-01', [
        { scheme: 'isin', value: 'OLD' },
        { ...TICKER, validUntil: SWITCH },
      ]),
      aSecurity('new', '2021-01-01', [{ scheme: 'isin', value: 'NEW' }, TICKER]),
    ])
    const file = aFile('isin,ticker\nNEW,X US\n', 'held.csv')
    const at = async (instant: string) =>
      inProcess(['screen', file, '--log', reused, '--us-person', '--valid-at', instant, '--json'])
    expect(jsonOf(await at(SWITCH))[0]).toMatchObject({ code: 'not-listed' })
    const before = await at('2020-06-01T00:00:00.000Z')
    expect(before.err).toContain('isin NEW and ticker X US name different securities (new, old)')
  })

  it('is asked about as far as was known', async () => {
    const ran = await screen(`isin,ticker\n${TELECOM},1810 HK\n`, '--known-size', '0')
    expect(jsonOf(ran)[0]).toMatchObject({ instrument: { isin: TELECOM }, code: 'unknown-instrument' })
  })
})

describe('an identifier', () => {
  it('in lower case is read as its standard writes it, and a ticker as it stands', async () => {
    const ran = await screen(`isin,ticker\n kyg9830t1067 ,\n,1810 hk\n`)
    expect(ran.err).toBe('')
    expect(jsonOf(ran)).toMatchObject([
      { instrument: { isin: XIAOMI }, code: 'vacated' },
      { instrument: { ticker: '1810 hk' }, code: 'unknown-instrument' },
      {},
    ])
    const checked = await inProcess(['check', '--log', log, '--isin', 'kyg9830t1067', '--activity', 'buy'])
    expect(checked.out).toContain(XIAOMI)
  })
})

describe('a row that is no position', () => {
  it('is undetermined, told by line, and the others go on', async () => {
    const ran = await screen(`isin,id,acquired-at\n,CASH,\n${XIAOMI},a,soon\n${XIAOMI},b,\n`)
    expect(ran.code).toBe(5)
    expect(jsonOf(ran)).toMatchObject([
      { line: 2, id: 'CASH', outcome: 'undetermined', code: 'order-unreadable', group: 'unknown' },
      { line: 3, id: 'a', outcome: 'undetermined', code: 'order-unreadable', group: 'unknown' },
      { line: 4, id: 'b', outcome: 'permit' },
      { summary: { positions: 3, groups: { unknown: 2 } } },
    ])
    const [first, second, ...others] = ran.err.trimEnd().split('\n')
    expect(first).toMatch(
      /^warning: .*held\.csv:2: `isin` is empty, accepted is: .*; it is answered as undet/,
    )
    expect(second).toMatch(/^warning: .*held\.csv:3: `acquired-at` is "soon"/)
    expect(others).toEqual([])
  })

  it('is told ten times, and then by number', async () => {
    const ran = await screen(`isin,id\n${',x\n'.repeat(12)}`)
    const lines = ran.err.trimEnd().split('\n')
    expect(lines).toHaveLength(11)
    expect(lines.at(-1)).toBe('warning: and 2 more rows like these')
  })

  it('is told with the date as it stands in the file, also where a zone completes it', async () => {
    const ran = await screen(`isin,acquired-at\n${XIAOMI},2021-02-30\n`, '--zone', 'America/New_York')
    expect(ran.code).toBe(5)
    expect(ran.err).toContain('`acquired-at` is "2021-02-30", accepted')
  })
})

describe('a cell', () => {
  it('of an id or a quantity is read without the space around it', async () => {
    const [first] = jsonOf(await screen(`isin,id,quantity\n${XIAOMI}, a b , 007.10 \n`))
    expect(first).toMatchObject({ id: 'a b', quantity: '007.10' })
  })
})
