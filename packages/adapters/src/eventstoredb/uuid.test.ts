import { describe, expect, it } from 'vitest'
import { eventIdOf, uuidV5 } from './uuid.js'

const DNS = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'

describe('uuidV5', () => {
  it('gives what other implementations give', () => {
    expect(uuidV5(DNS, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2')
  })
  it('takes names of any characters', () => {
    expect(uuidV5(DNS, '禁止/🏛')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
  })
})

describe('eventIdOf', () => {
  const chain = 'ab'.repeat(32)
  it('is the same for the same entry at the same place, and stays so from version to version', () => {
    expect(eventIdOf('us-ccmc:xiaomi', chain)).toBe('8be31073-9df9-5c57-b3b9-5b86865c26ee')
  })
  it('differs for other ids, and for other hashes', () => {
    expect(eventIdOf('a', chain)).not.toBe(eventIdOf('b', chain))
    expect(eventIdOf('a', chain)).not.toBe(eventIdOf('a', 'cd'.repeat(32)))
  })
})
