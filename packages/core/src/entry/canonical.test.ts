/** Held against `canonicalize`, the library of an author of RFC 8785. */
import canonicalize from 'canonicalize'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalText } from './canonical.js'

const key = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('10', '9', '-1', '__proto__', 'constructor', 'a', 'b', '€', '\u{1F600}', 'ﬁ', ''),
)
const leaf = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom(null, -0, 1e21, 5e-324, '\\ud800', '\u2028', '\u0000'),
)
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value')), fc.dictionary(key, tie('value'))),
}))

describe('canonicalText', () => {
  it('is what the library for RFC 8785 writes, whatever the value', () => {
    fc.assert(
      fc.property(value, (held) => {
        const whole = { held }
        expect(canonicalText(whole)).toBe(canonicalize(whole))
      }),
      { numRuns: 2000, seed: 8785 },
    )
  })

  it('sorts keys by UTF-16 code units, whatever order objects keep them in', () => {
    expect(canonicalText({ b: 1, 10: 2, 9: 3, a: { '\u{1F600}': 1, '\uFB01': 2 } })).toBe(
      '{"10":2,"9":3,"a":{"\u{1F600}":1,"\uFB01":2},"b":1}',
    )
  })

  it('leaves keys out that hold undefined', () => {
    expect(canonicalText({ b: undefined, a: 1 })).toBe('{"a":1}')
  })

  it.each([{ text: '\uD800' }, { number: Number.NaN }, { list: [undefined] }, { call: () => 1 }])(
    'throws for what has none: %o',
    (given) => {
      expect(() => canonicalText(given)).toThrow(Error)
    },
  )
})
