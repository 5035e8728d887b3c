import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { Instant } from './index.js'

describe('Instant', () => {
  it('reads what it writes', () => {
    const now = Instant.now()
    expect(Instant.parse(Instant.format(now))).toEqual(E.right(now))
  })
})
