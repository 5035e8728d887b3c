import type { InstantText, StatusIntervalJson } from '@vacatur/core'
import { describe, expect, it } from 'vitest'
import { axisOf, boundsOf, laneOf, scaleOf } from './picture.js'

const at = (day: string) => `${day}T00:00:00.000Z` as InstantText
const DAYS = ['2021-01-01', '2021-01-02', '2021-12-31'].map(at)

/** Intervals that begin at the days, marked A, B, C … by their program. */
const timeline = [null, ...DAYS].map(
  (since, place) =>
    ({ since, until: DAYS[place] ?? null, program: 'ABCD'[place] ?? '' }) as unknown as StatusIntervalJson,
)

describe('scaleOf', () => {
  it('fills the width about, shows every interval, and gives the longest the most', () => {
    const scale = scaleOf(DAYS, 60)
    const cells = [null, ...DAYS].map((bound) => scale.filter((start) => start === bound).length)
    expect(scale.length).toBeGreaterThan(55)
    expect(scale.length).toBeLessThanOrEqual(60)
    expect(Math.min(...cells)).toBeGreaterThanOrEqual(2)
    expect(Math.max(...cells)).toBe(cells[2])
  })

  it('of nothing that changes is one interval', () => {
    expect(scaleOf([], 3)).toEqual([null, null, null])
  })

  it('of more intervals than cells still shows each', () => {
    const bounds = Array.from({ length: 20 }, (_, day) => at(`2021-01-${String(day + 1).padStart(2, '0')}`))
    expect(new Set(scaleOf(bounds, 10)).size).toBe(21)
  })
})

describe('laneOf', () => {
  it('marks each cell by the interval that holds it', () => {
    const lane = laneOf(
      timeline,
      [null, DAYS[0] ?? null, DAYS[1] ?? null, DAYS[2] ?? null],
      ({ program }) => program,
    )
    expect(lane.join('')).toBe('ABCD')
  })

  it('marks the same status on through bounds of other timelines', () => {
    const whole = [{ since: null, until: null, program: 'A' } as unknown as StatusIntervalJson]
    expect(laneOf(whole, scaleOf(DAYS, 20), ({ program }) => program).join('')).toMatch(/^A+$/)
  })
})

describe('axisOf', () => {
  it('names the cells where intervals begin', () => {
    expect(axisOf(DAYS, [null, null, ...DAYS], ['a', 'b', 'c'])).toBe('  abc')
  })
})

describe('boundsOf', () => {
  it('are those of all the timelines, each once, ascending', () => {
    expect(boundsOf([timeline.toReversed(), timeline])).toEqual(DAYS)
  })
})
