import type { Instant, ScreenRow } from '@vacatur/core'
import { describe, expect, it } from 'vitest'
import { drawCalendar, newDeadlines } from './calendar.js'

const at = (text: string): Instant => Date.parse(text) as Instant

const aRow = (fields: Partial<ScreenRow> = {}): ScreenRow => ({
  position: { instrument: { isin: 'x' } },
  outcome: 'permit',
  code: 'divest-window',
  group: 'to-divest',
  deadline: at('2022-06-03T04:01:00.000Z'),
  next: at('2022-06-03T04:01:00.000Z'),
  entity: 'x',
  program: 'p',
  listing: 'l/x',
  standing: 'designated',
  ...fields,
})

const VIEW = {
  at: at('2021-09-01T00:00:00.000Z'),
  knownSize: 497,
  nameOf: (entity: string) => `${entity}; the “Company”, Ltd.`,
}

const drawn = async (rows: readonly ScreenRow[], view: Partial<typeof VIEW> = {}): Promise<string> => {
  const deadlines = newDeadlines()
  for (const row of rows) deadlines.add(row)
  return drawCalendar(deadlines.all(), { ...VIEW, ...view })
}

/** The properties of events, unfolded. */
const propertiesOf = (calendar: string, name: string): readonly string[] =>
  calendar
    .replaceAll('\r\n\t', '')
    .split('\r\n')
    .filter((line) => line.startsWith(`${name}:`))
    .map((line) => line.slice(name.length + 1))

describe('drawCalendar', () => {
  it('has one event a listing and kind, that ends with the window or begins with the ban', async () => {
    const ban = aRow({ deadline: null, next: at('2021-10-01T04:01:00.000Z'), group: 'ahead', listing: 'l/y' })
    const calendar = await drawn([aRow(), ban, aRow(), aRow({ deadline: null, next: null, group: 'clear' })])
    expect(propertiesOf(calendar, 'DTSTART')).toEqual(['20211001T040100Z', '20220603T033100Z'])
    expect(propertiesOf(calendar, 'DURATION')).toEqual(['PT30M', 'PT30M'])
    expect(propertiesOf(calendar, 'SUMMARY')[1]).toContain(
      String.raw`x\; the “Company”\, Ltd. (p)\, 2 positions`,
    )
  })

  it('is the same bytes for the same portfolio, stamped with the instant asked about', async () => {
    const calendar = await drawn([aRow()])
    expect(await drawn([aRow()])).toBe(calendar)
    expect(propertiesOf(calendar, 'DTSTAMP')).toEqual(['20210901T000000Z'])
  })

  it('keeps the id of an event whose date moves, and gives other listings others', async () => {
    const [one] = propertiesOf(await drawn([aRow()]), 'UID')
    const later = at('2022-07-01T00:00:00.000Z')
    const [moved] = propertiesOf(await drawn([aRow({ deadline: later, next: later })]), 'UID')
    const [other] = propertiesOf(await drawn([aRow({ listing: 'l/z' })]), 'UID')
    expect(moved).toBe(one)
    expect(other).not.toBe(one)
  })

  it('says as of when in law, and from how many entries it was known, which is its sequence', async () => {
    const calendar = await drawn([aRow()])
    expect(propertiesOf(calendar, 'DESCRIPTION')).toEqual([
      String.raw`Until 2022-06-03T04:01:00.000Z. Listing l/x\, in law as of 2021-09-01T00:00:00.000Z\, as known from 497 entries. An engineering model of the law\, not legal advice.`,
    ])
    expect(propertiesOf(calendar, 'SEQUENCE')).toEqual(['497'])
  })

  it.each(['中国电信股份有限公司'.repeat(9), '🛰️🏭'.repeat(20), 'é'.repeat(75), 'a'.repeat(200)])(
    'folds lines at 75 octets and between characters: %s',
    async (name) => {
      const calendar = await drawn([aRow()], { nameOf: () => name })
      const lines = calendar.split('\r\n')
      expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
      expect(lines.every((line) => Buffer.from(line).toString() === line)).toBe(true)
      expect(propertiesOf(calendar, 'SUMMARY')).toEqual([
        String.raw`Sell before this ends: ${name} (p)\, 1 position`,
      ])
    },
  )

  it('holds no control characters of a name', async () => {
    const calendar = await drawn([aRow()], { nameOf: () => 'a\rb\r\nc\nd\u0007e' })
    expect(propertiesOf(calendar, 'SUMMARY')[0]).toContain(String.raw`a\nb\nc\nd` + '\uFFFDe')
    expect(calendar.replaceAll('\r\n', '')).not.toContain('\r')
  })

  it('is a calendar without events where nothing is due, with the component that it must have', async () => {
    const calendar = await drawn([])
    expect(calendar).toMatch(/^BEGIN:VCALENDAR\r\n/)
    expect(calendar).toMatch(/END:VCALENDAR\r\n$/)
    expect(calendar).not.toContain('VEVENT')
    expect(calendar).toContain('\r\nBEGIN:VTIMEZONE\r\nTZID:Etc/UTC\r\n')
    expect(await drawn([aRow()])).not.toContain('VTIMEZONE')
  })
})
