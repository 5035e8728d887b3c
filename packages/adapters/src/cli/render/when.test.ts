import type { InstantText } from '@vacatur/core'
import { describe, expect, it } from 'vitest'
import { both, local, utc } from './when.js'

const at = (text: string) => text as InstantText

describe('utc', () => {
  it('leaves out what is zero, and nothing else', () => {
    expect(utc(at('2021-03-15T13:30:00.000Z'))).toBe('2021-03-15 13:30Z')
    expect(utc(at('2021-03-15T13:30:05.000Z'))).toBe('2021-03-15 13:30:05Z')
    expect(utc(at('2021-03-15T13:30:00.007Z'))).toBe('2021-03-15 13:30:00.007Z')
  })
})

describe('local', () => {
  it('shows what the clocks there show, before and after they change', () => {
    expect(local(at('2021-03-12T14:30:00.000Z'), 'America/New_York')).toBe('2021-03-12 09:30')
    expect(local(at('2021-03-15T13:30:00.000Z'), 'America/New_York')).toBe('2021-03-15 09:30')
  })
})

describe('both', () => {
  it('names the day there only where it is another', () => {
    expect(both(at('2021-03-15T13:30:00.000Z'), 'America/New_York')).toBe(
      '2021-03-15 13:30Z (09:30 New York)',
    )
    expect(both(at('2022-01-15T04:59:00.000Z'), 'America/New_York')).toBe(
      '2022-01-15 04:59Z (2022-01-14 23:59 New York)',
    )
    expect(both(at('2021-03-15T13:30:00.000Z'), undefined)).toBe('2021-03-15 13:30Z')
  })
})
