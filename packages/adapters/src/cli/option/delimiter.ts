/** What stands between the columns of a file: as an option says it, as Excel says it in the first line, and as it may have been meant. */

const DEFAULT = ','

/** The delimiter that an option states, a comma where it states none; undefined where that is no single character that can be one. */
export const delimiterOf = (stated: string = DEFAULT): string | undefined => {
  if (stated === '\\t') return '\t'
  return stated.length === 1 && !'"\r\n'.includes(stated) ? stated : undefined
}

/** A delimiter as it would be given on the command line. */
const asOption = (delimiter: string): string =>
  `--delimiter '${delimiter === '\t' ? String.raw`\t` : delimiter}'`

const OTHERS = [';', '\t', '|', ',']

/** What to add to a message about a file whose header is a single cell, which another delimiter would take apart; empty else. */
export const delimiterHint = (header: readonly string[]): string => {
  const [cell = '', ...more] = header
  const meant = more.length === 0 ? OTHERS.find((one) => cell.includes(one)) : undefined
  return meant === undefined ? '' : `, or ${asOption(meant)}: the header has no other`
}

const STATED = /^\uFEFF?sep=(.)$/i

/** The delimiter that a first line states, as Excel writes it (`sep=;`); undefined where it is a line like any other. */
export const delimiterIn = (line: string): string | undefined => STATED.exec(line)?.[1]

/** Why a file that states another delimiter than the one that it is read with is not read. */
export const delimiterDiffers = (stated: string): string =>
  `it says that columns are apart by ${JSON.stringify(stated)}, accepted is: ${asOption(stated)}`
