/** From the bytes of a file to its text in pieces that end with a line; what is no text, or too long a line, is told by its line. */
import { inputTrouble, type Trouble } from '../exit.js'
import { utf8Of } from './bytes.js'

/** The longest line, and the longest record, that is read. */
export const LONGEST_BYTES = 1 << 20

const NEWLINE = 10
const RETURN = 13

/** Whether a line ends behind the byte: at \n, at \r, or at both together. */
const endsLine = (bytes: Buffer, at: number): boolean =>
  bytes[at] === NEWLINE || (bytes[at] === RETURN && bytes[at + 1] !== NEWLINE)

const linesIn = (bytes: Buffer): number => {
  let lines = 0
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) lines += 1
  for (let at = bytes.indexOf(RETURN); at >= 0; at = bytes.indexOf(RETURN, at + 1))
    if (endsLine(bytes, at)) lines += 1
  return lines
}

/** How many bytes are whole lines. A \r at the very end may be half of a line's end. */
const wholeIn = (bytes: Buffer): number =>
  1 + Math.max(bytes.lastIndexOf(NEWLINE), bytes.subarray(0, -1).lastIndexOf(RETURN))

/** The place of the first line in the bytes that is none, from 0. */
const firstBadLine = (bytes: Buffer, isBad: (line: Buffer) => boolean): number => {
  let line = 0
  let from = 0
  for (let at = 0; at < bytes.length; at += 1) {
    if (!endsLine(bytes, at)) continue
    if (isBad(bytes.subarray(from, at))) return line
    from = at + 1
    line += 1
  }
  return line
}

const isBinary = (bytes: Buffer): boolean => bytes.includes(0)
const isNoText = (bytes: Buffer): boolean => utf8Of(bytes) === undefined

/** Hands on text until there is trouble, which is kept. */
export class CsvText {
  /** Why the text ended before the file did. */
  trouble: Trouble | undefined
  #held: Buffer[] = []
  #heldBytes = 0
  #line = 1
  readonly #name: string

  constructor(name: string) {
    this.#name = name
  }

  #refuse(line: number, found: string): void {
    this.trouble = inputTrouble(`${this.#name}:${line}: it is ${found}, accepted is: CSV in UTF-8`)
  }

  /** Whole lines as text. */
  #read(bytes: Buffer): string | undefined {
    if (isBinary(bytes)) {
      this.#refuse(this.#line + firstBadLine(bytes, isBinary), 'binary (it holds a NUL byte)')
      return undefined
    }
    const text = utf8Of(bytes)
    if (text === undefined) this.#refuse(this.#line + firstBadLine(bytes, isNoText), 'not UTF-8 text')
    this.#line += linesIn(bytes)
    return text
  }

  #hold(bytes: Buffer): void {
    if (bytes.length === 0) return
    this.#held.push(bytes)
    this.#heldBytes += bytes.length
    if (this.#heldBytes <= LONGEST_BYTES) return
    this.trouble = inputTrouble(
      `${this.#name}:${this.#line}: it is longer than ${LONGEST_BYTES} bytes, accepted is: a position a line, up to that size`,
    )
  }

  #release(bytes: Buffer): Buffer {
    const all = this.#held.length === 0 ? bytes : Buffer.concat([...this.#held, bytes])
    this.#held = []
    this.#heldBytes = 0
    return all
  }

  /** The text of chunks, in pieces that end with a line. Ends early where there is trouble. */
  async *of(chunks: AsyncIterable<Buffer>): AsyncGenerator<string, void, undefined> {
    for await (const chunk of chunks) {
      const whole = wholeIn(chunk)
      const text = whole === 0 ? undefined : this.#read(this.#release(chunk.subarray(0, whole)))
      if (text !== undefined) yield text
      if (this.trouble === undefined) this.#hold(chunk.subarray(whole))
      if (this.trouble !== undefined) return
    }
    const rest = this.#read(this.#release(Buffer.alloc(0)))
    if (rest !== undefined && rest !== '') yield rest
  }
}
