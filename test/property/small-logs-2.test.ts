/** Every log of up to five entries over three instants, part 2 of 2; voids of voids among them. */
import { describe, it } from 'vitest'
import { expectSameOnPart } from './small-acts.js'

describe('the index', () => {
  it('says what the oracle says on every small log, at every instant and log size (part 2 of 2)', () => {
    expectSameOnPart(1)
  }, 900_000)
})
