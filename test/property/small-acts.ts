/** Every log of up to five designations and acts on them over three instants, in two parts; voids of voids among them. */
import { expect } from 'vitest'
import { ACTS, VALID_DAYS } from '../generate/alphabets.js'
import { isRepresentative } from '../generate/every-log.js'
import { type Asking, compareSmallLogs } from './small-logs.js'

/** How many entries the logs have at most; all of them are tried. */
const DEPTH = Number(process.env['SMALL_LOG_DEPTH'] ?? 5)

const ASKING: Asking = {
  // Before all, and on each day of effect: between them nothing happens.
  days: [9, ...VALID_DAYS],
  entities: ['acme'],
  told: ({ standing }) => standing,
  isCounted: isRepresentative,
}

/** Expects that the index says what the oracle says on one of the two parts. */
export const expectSameOnPart = (part: number): void => {
  const extent = { alphabet: ACTS, depth: DEPTH, part: { part, parts: 2 } }
  const { logs, differences } = compareSmallLogs(extent, ASKING)
  process.stdout.write(`every log of up to ${DEPTH} acts, part ${part + 1}: ${logs} logs\n`)
  expect(differences).toEqual([])
  expect(logs).toBeGreaterThan(0)
}
