/** A whole file of JSON: an order, or golden cases. */
import type { Readable } from 'node:stream'
import * as E from 'fp-ts/lib/Either.js'
import { badInput, inputTrouble, type Trouble } from '../exit.js'
import { eachChunk, nameOf, utf8Of } from './bytes.js'
import { explainJsonProblem, readJson } from './strict-json.js'

/** The largest file of JSON that is read, unless less is enough. */
const LARGEST_BYTES = 64 * 1024 * 1024

/** Reads a file of JSON. The error names file, line, what was found and what is accepted. */
export const readJsonFile = async (
  path: string,
  stdin: () => Readable,
  largest = LARGEST_BYTES,
): Promise<E.Either<Trouble, unknown>> => {
  const name = nameOf(path)
  const chunks: Buffer[] = []
  let bytes = 0
  const all = await eachChunk(path, stdin, (chunk) => {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes <= largest) return undefined
    return inputTrouble(`${name}: it is larger than ${largest} bytes, accepted is: up to that size`)
  })
  if (E.isLeft(all)) return all
  const text = utf8Of(Buffer.concat(chunks))
  if (text === undefined) return badInput(`${name}: it is not UTF-8 text, accepted is: JSON in UTF-8`)
  const json = readJson(text)
  return E.isLeft(json) ? badInput(explainJsonProblem(name, json.left)) : json
}
