/** Portfolios: what they come to in each form, and what bad ones get. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { runCommandLine } from '@vacatur/adapters/cli'
import { Instant } from '@vacatur/adapters/clock'
import { beforeAll, describe, expect, it } from 'vitest'
import { aFile, aLogOfTheExample, inProcess, jsonOf, newDirectory, vacatur } from './vacatur.js'

const IN_2021 = ['--valid-at', '2021-09-01T00:00:00.000Z', '--us-person']

const PORTFOLIO = `Desk,Name,ISIN,Quantity,Acquired at
A,"China Telecom, ADR",US1694261033,00012345678901234567890.10,2020-03-03T10:00:00.000Z
B,China Telecom H,CNE1000002V2,7,2021-08-30T10:00:00.000Z
A,Xiaomi,KYG9830T1067,1e3,
C,Apple,US0378331005,5,
`

let log: string
beforeAll(async () => {
  log = await aLogOfTheExample()
})

const screen = async (content: string | Uint8Array, ...args: readonly string[]) =>
  inProcess(['screen', aFile(content, 'held.csv'), '--log', log, ...IN_2021, ...args])

describe('screen', () => {
  it('for people says what it comes to, by when, and which positions', async () => {
    const ran = await vacatur(['screen', aFile(PORTFOLIO, 'held.csv'), '--log', log, ...IN_2021])
    expect(ran).toMatchObject({ code: 3, err: '' })
    expect(ran.out).toMatch(/^4 positions\n/)
    expect(ran.out).toMatch(/^ {2}banned +1 {2}the answer is no/m)
    expect(ran.out).toMatch(/^ {2}to divest +1 {2}no more may be bought; may be sold/m)
    expect(ran.out).toMatch(/^ {2}sell before +2022-06-03 04:01Z {2}1 position$/m)
    expect(ran.out).toMatch(/^2 +US1694261033 .* permit: divest-window$/m)
    expect(ran.out).toMatch(/^3 +CNE1000002V2 .* deny: acquired-after-ban$/m)
    expect(ran.out).toContain('review:')
    expect(ran.out.split('\n').every((line) => line.length <= 80)).toBe(true)
  })

  it('as JSON gives a line a position, quantities as they stood, then the summary', async () => {
    const ran = await screen(PORTFOLIO, '--json')
    const [first, second, , fourth, last] = jsonOf(ran)
    expect(first).toEqual({
      line: 2,
      instrument: { isin: 'US1694261033' },
      quantity: '00012345678901234567890.10',
      acquiredAt: '2020-03-03T10:00:00.000Z',
      outcome: 'permit',
      code: 'divest-window',
      group: 'to-divest',
      deadline: '2022-06-03T04:01:00.000Z',
      next: null,
      entity: 'china-telecom-limited',
      program: 'us-ns-cmic',
      listing: 'cmic/china-telecom-limited/2021-06-03',
      standing: 'designated',
      columns: { Desk: 'A', Name: 'China Telecom, ADR' },
    })
    expect(second).toMatchObject({
      outcome: 'deny',
      code: 'acquired-after-ban',
      group: 'banned',
      deadline: null,
    })
    expect(fourth).toMatchObject({ outcome: 'review', group: 'unknown', quantity: '5' })
    expect(last).toMatchObject({
      summary: { positions: 4, asOf: { size: 497 }, groups: { banned: 1, 'to-divest': 1, unknown: 1 } },
    })
  })

  it('as CSV gives the rows as they stood with columns added, and can be read again', async () => {
    const ran = await screen(PORTFOLIO, '--csv')
    const lines = ran.out.trimEnd().split('\n')
    expect(lines).toHaveLength(5)
    expect(lines[0]).toBe(
      'Desk,Name,ISIN,Quantity,Acquired at,vacatur_outcome,vacatur_code,vacatur_group,vacatur_deadline,vacatur_next,vacatur_entity,vacatur_program,vacatur_listing,vacatur_standing',
    )
    expect(lines[1]).toBe(
      'A,"China Telecom, ADR",US1694261033,00012345678901234567890.10,2020-03-03T10:00:00.000Z,permit,divest-window,to-divest,2022-06-03T04:01:00.000Z,,china-telecom-limited,us-ns-cmic,cmic/china-telecom-limited/2021-06-03,designated',
    )
    expect(ran.err).toMatch(/^4 positions\n/)
    const again = await screen(ran.out, '--json')
    expect(jsonOf(again)).toHaveLength(5)
    expect((await screen(ran.out, '--csv')).err).toContain('`vacatur_outcome`')
  })

  it('reads standard input, mapped columns, another delimiter, and dates with a zone', async () => {
    const input = 'Code;Menge;gekauft\nUS1694261033;1.000,5;2021-08-02\nUS1694261033;2;2021-08-01\n'
    const columns = ['--column', 'isin=Code', '--column', 'quantity=Menge', '--column', 'acquired-at=gekauft']
    const args = ['screen', '-', '--log', log, ...IN_2021, '--delimiter', ';', '--json', ...columns]
    const ran = await vacatur([...args, '--zone', 'America/New_York'], { input })
    // Buying is banned from 2 August 2021, 00:01 in New York: a date alone counts as the last minute of its day.
    expect(jsonOf(ran)).toMatchObject([
      { quantity: '1.000,5', acquiredAt: '2021-08-03T03:59:00.000Z', code: 'acquired-after-ban' },
      { quantity: '2', acquiredAt: '2021-08-02T03:59:00.000Z', code: 'divest-window' },
      {},
    ])
    const without = await inProcess(args, { input })
    expect(without.code).toBe(5)
    expect(without.err).toContain('(standard input):2: `gekauft` is "2021-08-02"')
    expect(without.err).toContain('--zone')
  })

  it('reads tabs, also as they are written, and passes over a first line that says as much', async () => {
    const tabs = await screen('isin\tid\nUS0378331005\ta,b\n', '--json', '--delimiter', String.raw`\t`)
    expect(jsonOf(tabs)[0]).toMatchObject({ line: 2, id: 'a,b' })
    const excel = await screen('\uFEFFsep=;\r\nisin;id\r\nUS0378331005;a\r\n', '--json', '--delimiter', ';')
    expect(jsonOf(excel)[0]).toMatchObject({ line: 3, id: 'a' })
    const csv = await screen('isin\tid\nUS0378331005\ta\n', '--csv', '--delimiter', String.raw`\t`)
    expect(csv.out).toMatch(/^isin\tid\tvacatur_outcome/)
  })

  it('asks as was known at a size of the log', async () => {
    const ran = await screen(PORTFOLIO, '--json', '--known-size', '0')
    expect(jsonOf(ran).at(-1)).toMatchObject({ summary: { groups: { unknown: 4 }, asOf: { size: 0 } } })
    const before = await screen(PORTFOLIO, '--json', '--known-at', '2000-01-01T00:00:00.000Z')
    expect(jsonOf(before).at(-1)).toMatchObject({ summary: { groups: { unknown: 4 }, asOf: { size: 0 } } })
  })

  it('tells changes within the days ahead, and no later ones', async () => {
    const groups = async (days: string) => {
      const args = ['--us-person', '--valid-at', '2021-07-30T00:00:00.000Z', '--ahead', days, '--json']
      return jsonOf(await inProcess(['screen', aFile(PORTFOLIO, 'held.csv'), '--log', log, ...args])).at(-1)
    }
    expect(await groups('3')).toMatchObject({ summary: { ahead: [] } })
    expect(await groups('4')).toMatchObject({
      summary: { ahead: [{ at: '2021-08-02T04:01:00.000Z', positions: 2 }] },
    })
  })

  it('writes a calendar, the same twice, whole', async () => {
    const ics = join(newDirectory(), 'deadlines.ics')
    const ran = await screen(PORTFOLIO, '--ics', ics)
    expect(ran.code).toBe(3)
    const calendar = readFileSync(ics, 'utf8')
    expect(calendar.match(/^BEGIN:VEVENT/gm)).toHaveLength(1)
    expect(calendar).toContain('DTSTAMP:20210901T000000Z')
    await screen(PORTFOLIO, '--ics', ics)
    expect(readFileSync(ics, 'utf8')).toBe(calendar)
    expect(readdirSync(dirname(ics))).toEqual(['deadlines.ics'])
  })

  it('warns of check digits that are bad, and goes on', async () => {
    const ran = await screen('isin\nUS0378331006\n', '--json')
    expect(ran.code).toBe(4)
    expect(ran.err).toMatch(/^warning: .*held\.csv:2: the check digit of isin US0378331006 is bad\n$/)
  })

  it('asks of a purchase as of one to invest, where no purpose is stated', async () => {
    const [first] = jsonOf(await screen(PORTFOLIO, '--json', '--activity', 'buy'))
    expect(first).toMatchObject({ outcome: 'deny', code: 'buy-banned' })
    const [divesting] = jsonOf(await screen(PORTFOLIO, '--json', '--activity', 'buy', '--purpose', 'divest'))
    expect(divesting).toMatchObject({ outcome: 'permit', code: 'divest-window' })
  })

  it('exits 0 where every position may be sold, and takes the firm’s word for unknown instruments', async () => {
    expect((await screen('isin\nUS0378331005\n', '--unknown-instrument', 'permit')).code).toBe(0)
  })
})

/** A screening whose output is taken only when the test lets it: how many chunks of input it has asked for, and what it wrote. */
const heldUp = (chunks: number, rowsAChunk: number) => {
  const chunk = Buffer.from('US0378331005,1\n'.repeat(rowsAChunk))
  const seen = { asked: 0, lines: 0 }
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const input = function* (): Generator<Buffer> {
    yield Buffer.from('isin,quantity\n')
    for (; seen.asked < chunks; seen.asked += 1) yield chunk
  }
  const terminal = {
    out: (text: string) => {
      seen.lines += text.split('\n').length - 1
    },
    err: () => undefined,
    taken: async () => {
      await held
      return true
    },
    columns: 80,
    hasColour: false,
    showsProgress: false,
  }
  const ended = runCommandLine(['screen', '-', '--log', log, '--json'], {
    terminal,
    environment: {},
    now: Instant.now,
    stdin: () => Readable.from(input()),
    onInterrupt: () => () => undefined,
  })
  return { seen, ended, release: () => release() }
}

describe('a long portfolio', () => {
  it('is read no faster than its answers are taken, so that memory does not grow with it', async () => {
    const { seen, ended, release } = heldUp(120, 300)
    await expect.poll(() => seen.lines).toBeGreaterThan(0)
    const [asked, lines] = [seen.asked, seen.lines]
    for (let turn = 0; turn < 200; turn += 1) await new Promise(setImmediate)
    expect(seen.lines).toBe(lines)
    expect(seen.asked).toBeLessThan(60)
    expect(seen.asked - asked).toBeLessThan(60)
    release()
    expect(await ended).toBe(4)
    expect(seen).toEqual({ asked: 120, lines: 120 * 300 + 1 })
  })
})

const BAD: readonly (readonly [name: string, content: string | Uint8Array, words: string])[] = [
  ['an empty file', '', 'held.csv: it is empty'],
  ['a header alone', 'isin,quantity\n', 'held.csv: it has no position'],
  ['no column for an instrument', 'name,quantity\na,1\n', 'held.csv:1: no column names an instrument'],
  ['a column twice', 'isin,quantity,isin\n', 'held.csv:1: column `isin` stands twice'],
  ['a ragged row', 'isin,quantity\nUS0378331005,1\nUS0378331005,1,2\n', 'held.csv:3: it has 3 columns'],
  ['columns that others part', 'isin;quantity\nUS0378331005;1\n', "or --delimiter ';'"],
  ['columns that others part, in rows', 'isin;quantity\nUS0378331005;1,5\n', "or --delimiter ';'"],
  ['columns that tabs part', 'isin\tquantity\nUS0378331005\t1\n', String.raw`or --delimiter '\t'`],
  [
    'another delimiter by its word',
    'sep=;\r\nisin;id\r\n',
    `held.csv:1: it says that columns are apart by ";"`,
  ],
  ['a quote left open', 'isin\n"x\ny\n', 'held.csv:2: a quote is opened'],
  ['binary content', Uint8Array.from({ length: 256 }, (_, byte) => byte), 'binary'],
  ['text that is not UTF-8', Buffer.from('isin,ä\n', 'latin1'), 'held.csv:1: it is not UTF-8'],
  ['a huge line', `isin\n${'x'.repeat(2_000_000)}\n`, 'held.csv:2: it is longer'],
]

describe('screen of', () => {
  it.each(BAD)(
    '%s says where and what in one line, exits 65, and writes no calendar',
    async (_, content, words) => {
      const ics = join(newDirectory(), 'deadlines.ics')
      const ran = await screen(content, '--ics', ics)
      expect(ran.err.trimEnd().split('\n')).toHaveLength(1)
      expect(ran.err).toMatch(/^vacatur: /)
      expect(ran.err).toContain(words)
      expect(ran).toMatchObject({ code: 65, out: '' })
      expect(existsSync(ics)).toBe(false)
    },
  )

  it('a file that is not there, or a directory, is refused', async () => {
    const none = await inProcess(['screen', join(newDirectory(), 'none.csv'), '--log', log])
    expect(none).toMatchObject({ code: 65, out: '' })
    expect(none.err).toContain('no such file')
    expect((await inProcess(['screen', newDirectory(), '--log', log])).code).toBe(65)
  })

  it('a good file for a calendar that cannot be written is refused before it is read', async () => {
    const ran = await screen(PORTFOLIO, '--ics', join(newDirectory(), 'no/deadlines.ics'))
    expect(ran).toMatchObject({ code: 65, out: '' })
    expect(ran.err).toContain('deadlines.ics cannot be written')
  })

  it('a log that is not there is unavailable', async () => {
    const ran = await inProcess([
      'screen',
      aFile(PORTFOLIO),
      '--log',
      `sqlite:${join(newDirectory(), 'no.db')}`,
    ])
    expect(ran).toMatchObject({ code: 69, out: '' })
  })
})
