import { describe, expect, it } from 'vitest'
import { paintOf } from './colour.js'
import { failureText } from './failed-case.js'

describe('failureText', () => {
  it('shows the keys that differ, and null for what did not come', () => {
    const text = failureText(
      'a.json',
      {
        name: 'wrong',
        expected: { outcome: 'deny', code: 'x', rule: 'r' },
        got: { outcome: 'deny', rule: 's' },
      },
      paintOf(false),
    )
    expect(text).toBe(
      [
        'FAILED a.json: wrong',
        '  code',
        '    expected "x"',
        '    got      null',
        '  rule',
        '    expected "r"',
        '    got      "s"',
        '',
      ].join('\n'),
    )
  })
})
