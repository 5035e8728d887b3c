/** A case file with the entries that it asks about, read and recorded. Logs that several files share are read once. */
import { dirname, resolve } from 'node:path'
import { type CaseFile, parseCaseFile, recordEntries, type Recorded } from '@vacatur/core'
import type { Readable } from 'node:stream'
import * as E from 'fp-ts/lib/Either.js'
import { badField, logTrouble, type Trouble } from '../exit.js'
import { readJsonFile } from './json-file.js'
import { type JsonLine, readJsonLines } from './json-lines.js'

/** A case file that is ready to be run. */
export interface ReadyCases {
  readonly path: string
  readonly file: CaseFile
  readonly entries: readonly Recorded[]
}

const inlineLines = (path: string, { entries }: CaseFile): readonly JsonLine[] =>
  entries.map((value, place) => ({ place: `${path}: entries[${place}]`, value }))

const recordLines = (lines: readonly JsonLine[], file: CaseFile): E.Either<Trouble, readonly Recorded[]> => {
  const recorded = recordEntries(
    lines.map(({ value }) => value),
    file.recorded,
  )
  return E.isLeft(recorded)
    ? E.left(logTrouble(recorded.left, (position) => lines[position]?.place ?? `entry ${position}`))
    : recorded
}

/** A reader of case files, that remembers the logs it has read. */
export const caseReader = (stdin: () => Readable) => {
  const remembered = new Map<string, readonly Recorded[]>()

  const logOf = async (path: string, file: CaseFile): Promise<E.Either<Trouble, readonly Recorded[]>> => {
    const paths = file.log.map((one) => resolve(dirname(path), one))
    const key = JSON.stringify([paths, file.recorded])
    const known = remembered.get(key)
    if (known !== undefined) return E.right(known)
    const lines: JsonLine[] = []
    for (const one of paths) {
      const read = await readJsonLines(one, { stdin })
      if (E.isLeft(read)) return read
      lines.push(...read.right)
    }
    const recorded = recordLines(lines, file)
    if (E.isRight(recorded)) remembered.set(key, recorded.right)
    return recorded
  }

  return async (path: string): Promise<E.Either<Trouble, ReadyCases>> => {
    const json = await readJsonFile(path, stdin)
    if (E.isLeft(json)) return json
    const file = parseCaseFile(json.right)
    if (E.isLeft(file)) return badField(file.left, path)
    const entries =
      file.right.log.length === 0
        ? recordLines(inlineLines(path, file.right), file.right)
        : await logOf(path, file.right)
    return E.map((all: readonly Recorded[]): ReadyCases => ({ path, file: file.right, entries: all }))(
      entries,
    )
  }
}
