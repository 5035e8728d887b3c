/** Lines of a calendar as RFC 5545 has them: at most 75 octets, the rest of a longer one on lines that begin with a tab. */

const MOST_OCTETS = 75
const END = '\r\n'
const FOLD = '\r\n\t'

/** A line cut between characters, so that each piece is text by itself. */
const folded = (line: string): string => {
  if (Buffer.byteLength(line) <= MOST_OCTETS) return line
  let text = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > MOST_OCTETS) {
      text += FOLD
      octets = 1
    }
    text += character
    octets += size
  }
  return text
}

/** Folds a calendar anew, whose lines were folded by another measure. */
export const refold = (calendar: string): string =>
  calendar.replaceAll(FOLD, '').split(END).map(folded).join(END)
