/** Text for a terminal of 80 columns: a label, and beside it words that are wrapped under themselves. */

const WIDTH = 80
const INDENT = 13

/** Wraps text at spaces. */
export const paragraph = (text: string, width = WIDTH): string => {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].join('\n')
}

/** `label    text …`, the text wrapped under itself. */
export const row = (label: string, text: string): string =>
  label.padEnd(INDENT) + paragraph(text, WIDTH - INDENT).replaceAll('\n', `\n${' '.repeat(INDENT)}`)

/** One label for several texts. */
export const rows = (label: string, texts: readonly string[]): string =>
  texts.map((text, place) => row(place === 0 ? label : '', text)).join('\n')

/** A heading, set off from what comes before, over a line. */
export const heading = (text: string): string => `\n${text}\n${'─'.repeat(WIDTH)}`
