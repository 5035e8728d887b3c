import { describe, expect, it } from 'vitest'
import { drawTable } from './table.js'

describe('drawTable', () => {
  it('wraps cells, gives the last column what is left, and keeps to the width', () => {
    const drawn = drawTable({ head: ['a', 'b'], widths: [4], columns: 20 }, [
      ['1', 'one two three four'],
      ['22222', 'x'],
    ])
    expect(drawn.split('\n')).toEqual([
      'a    b',
      '─'.repeat(20),
      '1    one two three',
      '     four',
      '2222 x',
      '2',
    ])
  })
})
