import { Readable } from 'node:stream'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { csvRows } from './csv.js'

const read = async (chunks: readonly (string | Uint8Array)[], delimiter?: string) => {
  const rows: (readonly [number, ...string[]])[] = []
  const stdin = () => Readable.from(chunks.map((chunk) => Buffer.from(chunk)))
  for await (const row of csvRows({ path: '-', stdin, ...(delimiter === undefined ? {} : { delimiter }) })) {
    if (E.isLeft(row)) return row.left.line
    rows.push([row.right.line, ...row.right.cells])
  }
  return rows
}

describe('csvRows', () => {
  it('reads quotes, line breaks inside them, CRLF, blank lines and a last line without its end', async () => {
    expect(await read(['\u{FEFF}a,b\r\n', '\r\n"x, ""y""\nz",2\r\n', '3,4'])).toEqual([
      [1, 'a', 'b'],
      [4, 'x, "y"\nz', '2'],
      [5, '3', '4'],
    ])
  })

  it('reads the same however the bytes are cut, inside characters too', async () => {
    const bytes = Buffer.from('ä,ß\n"€\n",😀\nü,\n')
    const whole = await read([bytes])
    for (let at = 1; at < bytes.length; at += 1) {
      expect(await read([bytes.subarray(0, at), bytes.subarray(at)])).toEqual(whole)
    }
    expect(whole).toHaveLength(3)
  })

  it('reads lines that end in any way, in one file too, and counts them right', async () => {
    const text = 'a,b\n1,2\r\n3,4\r5,6\n\r\n"x\r\ny\rz",7\r\n8,9\r'
    const rows = [
      [1, 'a', 'b'],
      [2, '1', '2'],
      [3, '3', '4'],
      [4, '5', '6'],
      [8, 'x\r\ny\rz', '7'],
      [9, '8', '9'],
    ]
    for (let at = 0; at < text.length; at += 1)
      expect(await read([text.slice(0, at), text.slice(at)].filter((piece) => piece !== ''))).toEqual(rows)
    expect(await read(['a,b\r1,2\r3,4\r'])).toHaveLength(3)
  })

  it.each([
    ['a NUL byte', ['a,b\r\n1,2\r3,4\n', '5,\0\r\n'], ':4: it is binary'],
    [
      'bytes that are not UTF-8',
      ['a\r1\n2\r\n', Uint8Array.of(0x31, 0x0d, 0xe4, 0x0d)],
      ':5: it is not UTF-8',
    ],
  ])('tells the line of %s, however lines end', async (_, chunks, words) => {
    expect(await read(chunks)).toContain(`(standard input)${words}`)
  })

  it('leaves every cell the text it is', async () => {
    expect(await read(['a;b\n007.10;1e3\n'], ';')).toEqual([
      [1, 'a', 'b'],
      [2, '007.10', '1e3'],
    ])
  })

  it.each([
    ['a ragged row', ['a,b\n1,2\n1,2,3\n'], ':3: it has 3 columns, accepted is: 2'],
    ['a short row', ['a,b\n1\n'], ':2: it has 1 columns'],
    ['a quote left open', ['a,b\n1,2\n"1,2\n3,4\n'], ':3: a quote is opened and never closed'],
    ['a quote inside a value', ['a,b\n1,x"y\n'], ':2: a quote stands inside a value in column `b`'],
    ['a quote closed too early', ['a,b\n1,"x"y\n'], ':2: a quote stands inside a value in column `b`'],
    ['a NUL byte', ['a,b\n1,2\n1,\0\n'], ':3: it is binary'],
    ['bytes that are not UTF-8', ['a,b\n1,2\n', Uint8Array.of(0xe4, 0x2c, 0x0a)], ':3: it is not UTF-8 text'],
    ['a cut character at the end', ['a,b\n1,', Uint8Array.of(0xe2, 0x82)], ':2: it is not UTF-8 text'],
    ['a line without end', ['a,b\n1,', 'x'.repeat(1 << 20)], ':2: it is longer than 1048576 bytes'],
    ['a row without end', ['a,b\n1,"', 'x\n'.repeat(1 << 20)], ':2: a row is longer than 1048576'],
  ])('refuses %s, and says where', async (_, chunks, words) => {
    expect(await read(chunks)).toContain(`(standard input)${words}`)
  })

  it('gives nothing of an empty file', async () => {
    expect(await read([])).toEqual([])
    expect(await read(['\n\n'])).toEqual([])
  })
})
