import { describe, expect, it } from 'vitest'
import { count, labelled, wrap } from './text.js'

describe('wrap', () => {
  it('breaks at spaces, cuts words that are longer than a line, and keeps line breaks', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three'])
    expect(wrap('abcdefgh ij', 3)).toEqual(['abc', 'def', 'gh', 'ij'])
    expect(wrap('a\nb', 9)).toEqual(['a', 'b'])
  })

  it('never makes a line that is longer', () => {
    const lines = wrap('Xiaomi Corp. v. Department of Defense, final order of May 25, 2021', 11)
    expect(lines.every((line) => line.length <= 11)).toBe(true)
  })
})

describe('wrap', () => {
  it('cuts a word of any length', () => {
    const lines = wrap('x'.repeat(1_000_000), 7)
    expect([lines.length, lines.join('').length]).toEqual([142_858, 1_000_000])
  })

  it('leaves nothing in it that a terminal would obey', () => {
    expect(wrap('DoD\u001B[2J\u009B31m\r\tlist\u0007', 40)).toEqual([
      'DoD\uFFFD[2J\uFFFD31m\uFFFD\uFFFDlist\uFFFD',
    ])
  })
})

describe('labelled', () => {
  it('puts text beside its label, and wraps it under itself', () => {
    expect(labelled('law', 'one two', { columns: 9, indent: 5 })).toBe('law  one\n     two')
  })
})

describe('count', () => {
  it('knows one from many', () => {
    expect([count(1, 'entry', 'entries'), count(1500, 'entry', 'entries')]).toEqual([
      '1 entry',
      '1,500 entries',
    ])
  })
})
