/** How identifiers are written, as far as their standards say. */

/** In these letters are upper case, whatever was typed; in the others, as in a RIC, case tells one from another. */
const UPPER_CASE: ReadonlySet<string> = new Set(['isin', 'figi', 'cusip', 'sedol', 'lei'])

/** An identifier as its standard writes it. */
export const asWritten = (scheme: string, value: string): string =>
  UPPER_CASE.has(scheme) ? value.toUpperCase() : value
