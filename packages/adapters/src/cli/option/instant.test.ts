import { msOf, type InstantText } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { readInstant, statedOf } from './instant.js'

const lineOf = (text: string): string => {
  const read = readInstant('--valid-at', text)
  return E.isLeft(read) ? read.left.line : 'read'
}

describe('readInstant', () => {
  it('reads fixed-width UTC text and a wall clock with its zone as the same instant', () => {
    const instant = E.right(msOf('2021-03-15T13:30:00.000Z' as InstantText))
    expect(readInstant('--valid-at', '2021-03-15T13:30:00.000Z')).toEqual(instant)
    expect(readInstant('--valid-at', '2021-03-15T09:30[America/New_York]')).toEqual(instant)
  })

  it.each([
    ['2021-03-15', 'UTC'],
    ['2021-03-15T09:30', '[America/New_York]'],
    ['2021-03-15T09:30[Mars/Olympus]', 'IANA'],
    ['2021-02-30T00:00:00.000Z', 'exist'],
    ['2021-02-30T00:00[America/New_York]', 'exist'],
    ['2021-03-14T02:30[America/New_York]', 'skip'],
    ['2021-11-07T01:30[America/New_York]', 'twice'],
    ['2021-03-15T09:30[America/New_York', 'UTC'],
  ])('refuses %s, naming the option and what is accepted', (text, accepted) => {
    expect(lineOf(text)).toContain(`\`--valid-at\` is "${text}"`)
    expect(lineOf(text)).toContain(accepted)
  })
})

describe('statedOf', () => {
  it('keeps a wall clock as it was stated, for the order to be recorded with', () => {
    expect(statedOf('2021-03-15T09:30[America/New_York]')).toEqual({
      local: '2021-03-15T09:30',
      zone: 'America/New_York',
    })
    expect(statedOf('2021-03-15T13:30:00.000Z')).toBe('2021-03-15T13:30:00.000Z')
  })
})
