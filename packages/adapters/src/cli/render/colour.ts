/** Colour on a terminal that has it; plain text everywhere else. */
import type { Outcome, Standing } from '@vacatur/core'

/** Paints text. */
export interface Paint {
  readonly strong: (text: string) => string
  readonly faint: (text: string) => string
  readonly outcome: (outcome: Outcome, text: string) => string
  readonly standing: (standing: Standing | 'unlisted', text: string) => string
}

const RESET = '\u001B[0m'
const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, magenta: 35 } as const

type Code = keyof typeof CODES

const OF_OUTCOME: Readonly<Record<Outcome, Code>> = {
  permit: 'green',
  deny: 'red',
  review: 'yellow',
  undetermined: 'magenta',
}

const OF_STANDING: Readonly<Record<Standing | 'unlisted', Code>> = {
  designated: 'red',
  enjoined: 'yellow',
  stayed: 'yellow',
  vacated: 'green',
  delisted: 'green',
  unlisted: 'dim',
}

/** Paints if there is colour, leaves text as it is otherwise. */
export const paintOf = (hasColour: boolean): Paint => {
  const paint = (code: Code, text: string): string =>
    hasColour ? `\u001B[${CODES[code]}m${text}${RESET}` : text
  return {
    strong: (text) => paint('bold', text),
    faint: (text) => paint('dim', text),
    outcome: (outcome, text) => paint(OF_OUTCOME[outcome], text),
    standing: (standing, text) => paint(OF_STANDING[standing], text),
  }
}
