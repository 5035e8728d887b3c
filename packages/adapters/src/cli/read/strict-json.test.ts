import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { readJson } from './strict-json.js'

const problemIn = (text: string) => {
  const read = readJson(text)
  return E.isLeft(read) ? read.left : undefined
}

describe('readJson', () => {
  it('reads JSON as JSON.parse does', () => {
    const text = '{"a":[1,-2.5,"\\u00e9\\ud83d\\ude00",null,true,{"b":{}}],"c":0}'
    expect(readJson(text)).toEqual(E.right(JSON.parse(text)))
  })

  it('takes a key in two objects for two keys', () => {
    expect(problemIn('[{"a":1},{"a":2,"b":{"a":3}}]')).toBeUndefined()
  })

  it.each([
    ['{"a":1,"a":1}', 'a', 'stated twice'],
    ['{"a":1,"\\u0061":1}', 'a', 'stated twice'],
    ['{"x":[{"a":{"b":1,"b":2}}]}', 'x[0].a.b', 'stated twice'],
    ['{"a":[0,-0]}', 'a[1]', '-0'],
    ['{"a":-0.0e5}', 'a', '-0'],
    ['{"a":1e400}', 'a', 'a number that is too large'],
    ['{"a":"\\ud800"}', 'a', '"\\ud800"'],
    ['{"a":{"__proto__":1}}', 'a.__proto__', 'there'],
    ['{"a":NaN}', 'a', 'not JSON from column 6 on (`NaN}`)'],
    ['{"a":1,}', '', 'not JSON from column 8 on (`}`)'],
    ['{"a":1', '', 'not JSON at its end'],
    ['{"a":1} b', '', 'not JSON from column 9 on (`b`)'],
    ["{'a':1}", '', "not JSON from column 2 on (`'a':1}`)"],
    ['', '', 'empty'],
    ['\u{FEFF}1', '', 'text with a byte order mark'],
  ])('refuses %j', (text, field, found) => {
    expect(problemIn(text)).toMatchObject({ field, found, line: 1 })
  })

  it('names the line', () => {
    expect(problemIn('{\n  "a": 1,\n  "a": 2\n}')).toMatchObject({ field: 'a', line: 3 })
    expect(problemIn('{\n  "a": 1\n  "b": 2\n}')).toMatchObject({ line: 3 })
  })

  it('takes 100 levels, and not 101', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
    expect(problemIn(nested(100))).toBeUndefined()
    expect(problemIn(nested(102))).toMatchObject({ found: 'nested too deep' })
  })

  it.each(['[', '{"a":', '[{"a":"\\"]",b', '[["]"],'])(
    'says so of %j again and again, without an end',
    (text) => {
      expect(problemIn(text.repeat(100_000))).toMatchObject({ found: 'nested too deep' })
    },
  )

  it('counts no brackets in strings', () => {
    expect(problemIn(`["${'['.repeat(200)}", nothing]`)).toMatchObject({
      found: expect.stringContaining('not JSON') as string,
    })
  })
})
