/** Every log of up to four entries over three instants of programs, designations, matches and licenses, and what ends them. */
import type { Listing } from '@vacatur/core'
import { describe, expect, it } from 'vitest'
import { BAN_AFTER_DAYS, LICENSED_DAYS, REGIMES, VALID_DAYS } from '../generate/alphabets.js'
import { retractsOnFirstDay } from '../generate/every-log.js'
import { compareSmallLogs } from './small-logs.js'

/** How many entries the logs have at most; all of them are tried. */
const DEPTH = Number(process.env['SMALL_REGIME_DEPTH'] ?? 4)

/** Before all, on each day of effect, and on those on which a ban starts and a license runs out by days after a listing. */
const DAYS = [
  9,
  ...VALID_DAYS,
  ...VALID_DAYS.map((day) => day + BAN_AFTER_DAYS),
  ...VALID_DAYS.map((day) => day + LICENSED_DAYS),
]

const told = ({
  standing,
  via,
  match,
  buy,
  buyBannedFrom,
  version,
  conflict,
  enjoinedFor,
  licenses,
}: Listing): string => {
  const ids = [...enjoinedFor, ...licenses].map(({ id }) => id)
  return [standing, via, match, buy, buyBannedFrom, version, conflict, ...ids].join(' ')
}

describe('the index', () => {
  it('says what the oracle says on every small log of programs, matches and licenses', () => {
    const { logs, differences } = compareSmallLogs(
      { alphabet: REGIMES, depth: DEPTH },
      { days: DAYS, entities: ['acme', 'bolt'], told, isCounted: retractsOnFirstDay },
    )
    process.stdout.write(`every log of up to ${DEPTH} entries of regimes: ${logs} logs\n`)
    expect(differences).toEqual([])
    expect(logs).toBeGreaterThan(0)
  }, 900_000)
})
