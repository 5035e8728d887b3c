/** Laying out words: wrapping, indenting, counting. */

/** Text that a terminal shows and does not obey: control characters, which names and citations may hold, are replaced. */
export const shown = (text: string): string => text.replaceAll(/(?!\n)\p{Cc}/gu, '\u{FFFD}')

/** Cuts a word that is longer than a line. */
const pieces = (word: string, width: number): readonly string[] =>
  word.length <= width
    ? [word]
    : Array.from({ length: Math.ceil(word.length / width) }, (_, place) =>
        word.slice(place * width, (place + 1) * width),
      )

/** Wraps text at spaces into lines of at most `width` characters; a longer word is cut, line breaks are kept. */
export const wrap = (text: string, width: number): readonly string[] =>
  shown(text)
    .split('\n')
    .flatMap((paragraph) => {
      const lines: string[] = []
      let line = ''
      for (const word of paragraph.split(' ').flatMap((one) => pieces(one, width))) {
        const longer = line === '' ? word : `${line} ${word}`
        if (longer.length <= width) {
          line = longer
          continue
        }
        lines.push(line)
        line = word
      }
      return [...lines, line]
    })

/** How wide a line may be, and where the text beside a label begins. */
export interface LabelLayout {
  readonly columns: number
  readonly indent?: number
}

/** A label, and beside it text that is wrapped under itself. */
export const labelled = (label: string, text: string, { columns, indent = 12 }: LabelLayout): string => {
  const [first = '', ...rest] = wrap(text, columns - indent)
  const space = ' '.repeat(indent)
  return [`${label.padEnd(indent)}${first}`, ...rest.map((line) => space + line)].join('\n')
}

/** `1 entry`, `2 entries`. */
export const count = (number: number, one: string, many: string): string =>
  `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`

/** What a person would write into a table for nothing. */
export const NOTHING = '–'
