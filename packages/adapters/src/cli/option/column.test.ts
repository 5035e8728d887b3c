import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { readColumns } from './column.js'

const placesOf = (header: readonly string[], mapping: readonly string[] = []) => {
  const read = readColumns('held.csv:1', header, mapping)
  return E.isLeft(read) ? read.left.line : read.right.places
}

describe('readColumns', () => {
  it('finds fields by their usual names, whatever the case, spaces and dashes', () => {
    expect(placesOf([' ISIN ', 'Acquired_At', 'quantity', 'note'])).toEqual({
      isin: 0,
      'acquired-at': 1,
      quantity: 2,
    })
  })

  it('finds them as they are mapped, also where another column has the usual name', () => {
    expect(placesOf(['isin', 'ISIN_CODE', 'a=b'], ['isin=ISIN_CODE', 'quantity=a=b'])).toEqual({
      isin: 1,
      quantity: 2,
    })
  })

  it.each([
    [['isin', 'ISIN'], [], 'held.csv:1: `isin` and `ISIN` both read as isin'],
    [['isin', 'isin'], [], 'held.csv:1: column `isin` stands twice'],
    [['isin', ''], [], 'held.csv:1: column 2 has no name'],
    [['a', 'b'], [], 'held.csv:1: no column names an instrument, found is: a, b, accepted is: one of isin'],
    [['isin'], ['isin=x'], 'held.csv:1: no column `x`, accepted is: one of isin'],
    [['isin'], ['colour=x'], '`--column` is colour=x, accepted is: FIELD=NAME'],
    [['isin'], ['isin'], '`--column` is isin, accepted is: FIELD=NAME'],
    [['isin'], ['isin=isin', 'isin=isin'], '`--column` maps isin twice'],
  ])('refuses %j mapped by %j', (header, mapping, words) => {
    expect(placesOf(header, mapping)).toContain(words)
  })
})
