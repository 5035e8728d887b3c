/** What all generated entries have in common. */

/** The real log, after whose shape others are generated. */
export const REAL = 'examples/data/us-investment-bans.jsonl'

/** A day of 24 hours. */
export const DAY_MS = 86_400_000

/** The text of epoch milliseconds. */
export const text = (ms: number): string => new Date(ms).toISOString()

/** The fields that every entry has. */
export const commonOf = (id: string, validMs: number, publishedMs: number) => ({
  id,
  validAt: text(validMs),
  publishedAt: text(publishedMs),
  source: { authority: 'synthetic', citation: `synthetic, after ${REAL}, for measuring only` },
})
