/** Every log of up to five entries over three instants, part 2 of 2; voids of voids among them. */
import { describe, expect, it } from 'vitest'
import { SMALL_LOG_DEPTH } from './small-log-depth.js'
import { compareSmallLogs } from './small-logs.js'

describe('the index', () => {
  it('says what the oracle says on every small log, at every instant and log size (part 2 of 2)', () => {
    const { logs, differences } = compareSmallLogs(SMALL_LOG_DEPTH, { part: 1, parts: 2 })
    process.stdout.write(`every log of up to ${SMALL_LOG_DEPTH} entries, part 2: ${logs} logs\n`)
    expect(differences).toEqual([])
  }, 900_000)
})
