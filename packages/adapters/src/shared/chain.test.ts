import type { Instant } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { chainOf, GENESIS, verifyRow } from './chain.js'
import { sha256Hex } from './hash.js'

const aRow = (index: number, previous: string, text = `{"n":${index}}`) => {
  const recordedAt = (1_600_000_000_000 + index) as Instant
  const digest = sha256Hex(text)
  return { index, recordedAt, chain: chainOf(previous, { index, recordedAt, digest }), text }
}

describe('verifyRow', () => {
  const first = aRow(0, GENESIS)
  const second = aRow(1, first.chain)
  it('takes a row that is what was written, and adds its digest', () => {
    const verified = verifyRow(second, 1, first.chain)
    expect(verified).toEqual(E.right({ ...second, digest: sha256Hex(second.text) }))
  })
  it.each([
    { what: 'text', found: { ...second, text: '{"n":2}' } },
    { what: 'instant', found: { ...second, recordedAt: second.recordedAt + 1 } },
    { what: 'hash', found: { ...second, chain: first.chain } },
    { what: 'place', found: { ...second, index: 2 } },
    { what: 'kind of text', found: { ...second, text: new Uint8Array(3) } },
    { what: 'kind of instant', found: { ...second, recordedAt: String(second.recordedAt) } },
    { what: 'row, which is missing', found: undefined },
  ])('refuses a row with another $what', ({ found }) => {
    expect(E.isLeft(verifyRow(found, 1, first.chain))).toBe(true)
  })
  it('refuses a row after another one than it was written after', () => {
    const other = aRow(0, GENESIS, '{"n":"other"}')
    expect(E.isLeft(verifyRow(second, 1, other.chain))).toBe(true)
  })
})
