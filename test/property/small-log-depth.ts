/** How many entries the small logs have at most; all of them are tried. */
export const SMALL_LOG_DEPTH = Number(process.env['SMALL_LOG_DEPTH'] ?? 5)
