/** From the path of a file of cases on facts alone to those cases and the ruleset that they are about. */
import { dirname, isAbsolute, join } from 'node:path'
import { explainProblem } from '@vacatur/core'
import { type FactCaseFile, ORDER, parseFactCaseFile } from '@vacatur/rules'
import * as E from 'fp-ts/lib/Either.js'
import { badInput, type Trouble } from '../exit.js'
import {
  badDocument,
  looksLikeAFile,
  type ReadRuleset,
  RULESET,
  readRuleset,
  type Shelf,
} from '../option/ruleset.js'
import { isFile, nameOf } from './bytes.js'
import { readJsonFile } from './json-file.js'

/** A case file that can be run. */
export interface ReadyFactCases {
  readonly path: string
  readonly file: FactCaseFile
  readonly ruleset: ReadRuleset
}

/** What the file calls its ruleset: a file, from where this one is, or a name. */
const besideOf = (path: string, named: string): string => {
  const beside = isAbsolute(named) ? named : join(dirname(path), named)
  return isFile(beside) || looksLikeAFile(named) ? beside : named
}

const rulesetNamedIn = async (
  path: string,
  named: string | undefined,
  shelf: Shelf,
): Promise<E.Either<Trouble, ReadRuleset>> => {
  if (named === undefined) {
    const accepted = `${RULESET}; or --ruleset, for a file that names none`
    return badInput(`${nameOf(path)}: ${explainProblem({ field: 'ruleset', found: 'nothing', accepted })}`)
  }
  const ruleset = await readRuleset(besideOf(path, named), shelf, '`ruleset`')
  return E.mapLeft(({ exit, line }: Trouble): Trouble => ({ exit, line: `${nameOf(path)}: ${line}` }))(
    ruleset,
  )
}

/** Reads a case file, and the ruleset that it names; or the one `instead` of it. */
export const readFactCases = async (
  path: string,
  shelf: Shelf,
  instead: string | undefined,
): Promise<E.Either<Trouble, ReadyFactCases>> => {
  const json = await readJsonFile(path, shelf.stdin)
  if (E.isLeft(json)) return json
  const file = parseFactCaseFile(json.right, ORDER)
  if (E.isLeft(file)) return badDocument(nameOf(path), file.left)
  const ruleset =
    instead === undefined
      ? await rulesetNamedIn(path, file.right.ruleset, shelf)
      : await readRuleset(instead, shelf, '`--ruleset`')
  return E.map((read: ReadRuleset): ReadyFactCases => ({ path, file: file.right, ruleset: read }))(ruleset)
}
