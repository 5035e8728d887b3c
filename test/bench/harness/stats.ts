/** Medians and quantiles of figures. */

/** The value below which a share `part` (0 to 1) of the sorted values lies; NaN where there are none. */
export const quantile = (sorted: ArrayLike<number>, part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN

/** The middle value; of an even number the upper one of the two in the middle. */
export const median = (values: readonly number[]): number =>
  quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  )
