import { describe, expect, it } from 'vitest'
import { instantOf, instantOfMs, msOf, textOf } from './instant.js'
import { boundsOf, contains, hasNoEnd, interval, subtract, union } from './interval-set.js'
import { instantAfterDays, isZone, resolveWallClock } from './wall-clock.js'

describe('instantOf', () => {
  it.each([
    '2021-03-15T13:30:00Z',
    '2021-03-15T13:30:00.000',
    '2021-03-15T13:30:00.000+00:00',
    '2021-02-30T00:00:00.000Z',
    '2021-03-15T24:00:00.000Z',
    '2021-03-15T13:30:60.000Z',
    ' 2021-03-15T13:30:00.000Z',
    '+12021-03-15T13:30:00.000Z',
    '',
  ])('refuses %j', (text) => {
    expect(instantOf(text)).toMatchObject({ _tag: 'Left' })
  })

  it('reads fixed-width text, and gives it back', () => {
    const text = '2021-03-15T13:30:00.000Z'
    expect(instantOf(text)).toEqual({ _tag: 'Right', right: Date.UTC(2021, 2, 15, 13, 30) })
    expect(textOf(msOf(text as never))).toBe(text)
  })

  it('takes a leap day and refuses it in a common year', () => {
    expect(instantOf('2024-02-29T00:00:00.000Z')).toMatchObject({ _tag: 'Right' })
    expect(instantOf('2023-02-29T00:00:00.000Z')).toMatchObject({ _tag: 'Left' })
  })
})

describe('instantOfMs', () => {
  it.each([Number.NaN, Infinity, 0.5, 253_402_300_800_000, -62_167_219_200_001])('refuses %d', (ms) => {
    expect(instantOfMs(ms)).toMatchObject({ _tag: 'Left' })
  })

  it('makes no difference between 0 and -0', () => {
    expect(Object.is((instantOfMs(-0) as { right: number }).right, 0)).toBe(true)
  })
})

describe('resolveWallClock', () => {
  const newYork = (local: string) => resolveWallClock({ local, zone: 'America/New_York' })

  it('reads 9:30 in New York as 13:30Z the day after daylight saving began, and 14:30Z the Friday before', () => {
    expect(newYork('2021-03-15T09:30')).toEqual({ _tag: 'Right', right: Date.UTC(2021, 2, 15, 13, 30) })
    expect(newYork('2021-03-12T09:30')).toEqual({ _tag: 'Right', right: Date.UTC(2021, 2, 12, 14, 30) })
  })

  it('refuses a local time that the clocks skip, and says so', () => {
    expect(newYork('2021-03-14T02:30')).toMatchObject({
      _tag: 'Left',
      left: expect.stringContaining('skip') as string,
    })
  })

  it('refuses a local time that the clocks show twice, and says so', () => {
    expect(newYork('2021-11-07T01:30')).toMatchObject({
      _tag: 'Left',
      left: expect.stringContaining('twice') as string,
    })
  })

  it.each(['2021-02-30T09:30', '2021-03-15', '2021-03-15T09:30Z', '2021-03-15T9:30'])(
    'refuses %j',
    (local) => {
      expect(newYork(local)).toMatchObject({ _tag: 'Left' })
    },
  )

  it.each(['Mars/Olympus', '-05:00', 'EST5EDT4', '', 'America/New York'])('refuses the zone %j', (zone) => {
    expect(resolveWallClock({ local: '2021-03-15T09:30', zone })).toMatchObject({ _tag: 'Left' })
    expect(isZone(zone)).toBe(false)
  })
})

describe('instantAfterDays', () => {
  it('counts calendar days from day 0, and leaves a Saturday a Saturday', () => {
    const at = instantAfterDays('2021-03-09', { days: 60, at: '09:30' }, 'America/New_York')
    expect(textOf(at)).toBe('2021-05-08T13:30:00.000Z')
  })

  it('reads a skipped time with the offset before the change', () => {
    const at = instantAfterDays('2021-03-13', { days: 1, at: '02:30' }, 'America/New_York')
    expect(textOf(at)).toBe('2021-03-14T07:30:00.000Z')
  })
})

describe('interval sets', () => {
  const set = (...pairs: (readonly [number, number])[]) =>
    union(pairs.map(([from, until]) => interval(from, until)))

  it('are half-open: from is in, until is not', () => {
    expect([contains(set([1, 3]), 1), contains(set([1, 3]), 3)]).toEqual([true, false])
  })

  it('merge what touches and keep what does not', () => {
    expect(set([1, 2], [2, 3], [5, 6])).toEqual([
      { from: 1, until: 3 },
      { from: 5, until: 6 },
    ])
  })

  it('are empty where until is not after from', () => {
    expect(interval(2, 2)).toEqual([])
  })

  it('lose what is subtracted, in the middle and at the ends', () => {
    expect(subtract(set([0, 10]), set([-5, 1], [3, 4], [9, Infinity]))).toEqual(set([1, 3], [4, 9]))
  })

  it('know whether they end, and where they change', () => {
    expect([hasNoEnd(set([1, Infinity])), hasNoEnd(set([1, 2])), hasNoEnd([])]).toEqual([true, false, false])
    expect(boundsOf(set([-Infinity, 1], [2, Infinity]))).toEqual([1, 2])
  })
})
