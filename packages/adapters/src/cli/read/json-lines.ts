/** A file of JSON lines: entries, or orders. One value a line; blank lines are passed over; each value keeps its place. */
import type { Readable } from 'node:stream'
import * as E from 'fp-ts/lib/Either.js'
import { badInput, inputTrouble, type Trouble } from '../exit.js'
import { eachChunk, nameOf, utf8Of } from './bytes.js'
import { explainJsonProblem, readJson } from './strict-json.js'

/** A line that was read: its place, like `entries.jsonl:3`, and its value. */
export interface JsonLine {
  readonly place: string
  readonly value: unknown
}

/** The longest line that is read: four times the largest entry that a log takes. */
export const LONGEST_LINE_BYTES = 4 * 1024 * 1024

const NEWLINE = 10

/** Cuts chunks into lines, never holding more of one than is accepted. */
const lineCutter = (take: (line: Buffer) => Trouble | undefined, tooLong: () => Trouble) => {
  let held: Buffer[] = []
  let heldBytes = 0
  const hold = (piece: Buffer): Trouble | undefined => {
    held.push(piece)
    heldBytes += piece.length
    return heldBytes > LONGEST_LINE_BYTES ? tooLong() : undefined
  }
  const end = (): Trouble | undefined => {
    const line = held.length === 1 && held[0] !== undefined ? held[0] : Buffer.concat(held)
    held = []
    heldBytes = 0
    return take(line)
  }
  const cut = (chunk: Buffer): Trouble | undefined => {
    let from = 0
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      const trouble = hold(chunk.subarray(from, at)) ?? end()
      if (trouble !== undefined) return trouble
      from = at + 1
    }
    return from < chunk.length ? hold(chunk.subarray(from)) : undefined
  }
  return { cut, rest: (): Trouble | undefined => (heldBytes > 0 ? end() : undefined) }
}

const readLine = (bytes: Buffer, name: string, line: number): E.Either<Trouble, JsonLine | undefined> => {
  const place = `${name}:${line}`
  const text = utf8Of(bytes)
  if (text === undefined) return badInput(`${place}: it is not UTF-8 text, accepted is: JSON lines in UTF-8`)
  if (text.trim() === '') return E.right(undefined)
  const json = readJson(text)
  return E.isLeft(json)
    ? badInput(explainJsonProblem(name, { ...json.left, line }))
    : E.right({ place, value: json.right })
}

/** What to read, and who is told how many bytes were. */
export interface JsonLinesOptions {
  readonly stdin: () => Readable
  readonly onBytes?: (bytes: number) => void
}

/** Reads a file of JSON lines. Ends at the first line that is none; a file without any is refused too. */
export const readJsonLines = async (
  path: string,
  { stdin, onBytes }: JsonLinesOptions,
): Promise<E.Either<Trouble, readonly JsonLine[]>> => {
  const name = nameOf(path)
  const lines: JsonLine[] = []
  let line = 0
  const take = (bytes: Buffer): Trouble | undefined => {
    line += 1
    const read = readLine(bytes, name, line)
    if (E.isLeft(read)) return read.left
    if (read.right !== undefined) lines.push(read.right)
    return undefined
  }
  const tooLong = (): Trouble =>
    inputTrouble(
      `${name}:${line + 1}: it is longer than ${LONGEST_LINE_BYTES} bytes, accepted is: one JSON object a line, up to that size`,
    )
  const { cut, rest } = lineCutter(take, tooLong)
  const all = await eachChunk(path, stdin, (chunk) => {
    onBytes?.(chunk.length)
    return cut(chunk)
  })
  if (E.isLeft(all)) return all
  const trouble = rest()
  if (trouble !== undefined) return E.left(trouble)
  return lines.length === 0
    ? badInput(`${name}: it is empty, accepted is: one JSON object a line`)
    : E.right(lines)
}
