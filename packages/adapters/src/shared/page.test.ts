import { describe, expect, it } from 'vitest'
import { placeOf } from './page.js'

describe('placeOf', () => {
  it.each([
    [undefined, 7, 7],
    [0, 7, 0],
    [5, 0, 5],
    [Number.POSITIVE_INFINITY, 0, Number.MAX_SAFE_INTEGER],
  ])('reads %d, else %d, as %d', (given, absent, place) => {
    expect(placeOf(given, absent)).toBe(place)
  })
  it.each([-1, 0.5, Number.NaN, Number.NEGATIVE_INFINITY])('throws for %d', (given) => {
    expect(() => placeOf(given, 0)).toThrow(RangeError)
  })
})
