/** How large the campaign is, and from which seed: a new one each day, printed, and set by `SEED` to run one again. */

/** How many (log, question) pairs, over both halves. */
export const CAMPAIGN_PAIRS = Number(process.env['PAIRS'] ?? 1_000_000)

const DAY_MS = 86_400_000

/** The seed of the first half; the second half has the next. */
export const CAMPAIGN_SEED = Number(process.env['SEED'] ?? 2 * Math.floor(Date.now() / DAY_MS))
