/** What `screen` tells of rows that are not as they should be: the first of each kind, then how many more there were. */
import type { RowReading } from '../read/position.js'
import { count } from '../render/text.js'
import type { Surroundings } from '../surroundings.js'

const MOST_WARNINGS = 10

/** Tells the first of one kind. */
const firstOf = ({ terminal }: Surroundings) => {
  let found = 0
  return {
    tell: (warning: string): void => {
      found += 1
      if (found <= MOST_WARNINGS) terminal.err(`warning: ${warning}\n`)
    },
    end: (one: string, several: string): void => {
      const more = found - MOST_WARNINGS
      if (more > 0) terminal.err(`warning: and ${count(more, one, several)} like these\n`)
    },
  }
}

/** Warnings on standard error. */
export const screenWarnings = (
  surroundings: Surroundings,
): Pick<RowReading, 'onBadIdentifier' | 'onUnreadable'> & { readonly end: () => void } => {
  const [identifiers, rows] = [firstOf(surroundings), firstOf(surroundings)]
  return {
    onBadIdentifier: (place, scheme, value) =>
      identifiers.tell(`${place}: the check digit of ${scheme} ${value} is bad`),
    onUnreadable: (place, why) => rows.tell(`${place}: ${why}; it is answered as undetermined`),
    end: () => {
      identifiers.end('more identifier', 'more identifiers')
      rows.end('more row', 'more rows')
    },
  }
}
