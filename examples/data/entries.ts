/** The example data, read: entries as they stand in the file, not checked yet; the log does that. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const FILE = '@vacatur/examples/data/us-investment-bans.jsonl'

/** The U.S. investment bans of 2020 to 2026, from public notices. See README.md beside the file. */
export const usInvestmentBans = (): readonly unknown[] => {
  const path = createRequire(import.meta.url).resolve(FILE)
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
}
