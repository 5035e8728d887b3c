/** `vacatur cases`: runs golden cases. All files are read first; a failing case prints what was expected and what came. */
import { type CaseResult, type CaseRun, type Recorded, runCases } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { type Ended, EXIT, type Trouble } from '../exit.js'
import { type Disagreement, type EngineName, recordsBy } from '../option/engine.js'
import { type EvaluatorName, evaluatorOf, rulesetsFor } from '../option/evaluator.js'
import { caseReader, type ReadyCases } from '../read/case-file.js'
import { casePaths } from '../read/case-paths.js'
import { paintOf } from '../render/colour.js'
import { failureText } from '../render/failed-case.js'
import type { Surroundings } from '../surroundings.js'
import { type CommonOptions, printJson } from './context.js'

/** The options as given. */
export interface CasesOptions extends CommonOptions {
  readonly evaluator?: EvaluatorName
  readonly engine?: EngineName
}

/** A case file that was run. */
interface Ran {
  readonly path: string
  readonly title: string
  readonly results: readonly CaseResult[]
}

const readAll = async (
  paths: readonly string[],
  { stdin }: Surroundings,
): Promise<E.Either<Trouble, readonly ReadyCases[]>> => {
  const files = casePaths(paths)
  if (E.isLeft(files)) return files
  const read = caseReader(stdin)
  const ready: ReadyCases[] = []
  for (const path of files.right) {
    const one = await read(path)
    if (E.isLeft(one)) return one
    ready.push(one.right)
  }
  return E.right(ready)
}

const MANY_FILES = 40

const draw = ({ path, title, results }: Ran, { terminal }: Surroundings, isOneOfMany: boolean): void => {
  const paint = paintOf(terminal.hasColour)
  const failed = results.filter(({ passed }) => !passed)
  for (const result of failed) terminal.out(failureText(path, result, paint))
  if (isOneOfMany) return
  const mark =
    failed.length === 0 ? paint.outcome('permit', 'ok') : paint.outcome('deny', `${failed.length} failed`)
  terminal.out(`${mark} ${path} (${results.length}): ${title}\n`)
}

const countPassed = (ran: readonly Ran[]): number =>
  ran.reduce((sum, { results }) => sum + results.filter(({ passed }) => passed).length, 0)

/** What the two readings of the law were asked in common, and where they differed. */
interface Compared {
  agreed: number
  readonly differences: Disagreement[]
}

const drawCompared = ({ agreed, differences }: Compared, { terminal }: Surroundings): void => {
  for (const { question, index, oracle } of differences) {
    terminal.out(`index and oracle differ on ${question}\n  index  ${index}\n  oracle ${oracle}\n`)
  }
  terminal.out(`index and oracle: ${agreed} answers alike, ${differences.length} differing\n`)
}

const comparing = () => {
  const compared: Compared = { agreed: 0, differences: [] }
  const comparison = {
    agreed: () => {
      compared.agreed += 1
    },
    differed: (one: Disagreement) => {
      compared.differences.push(one)
    },
  }
  return { compared, comparison }
}

const publishes = (entries: readonly Recorded[]): boolean =>
  entries.some(({ entry }) => entry.type === 'RulesetPublished')

/** Who evaluates the rules of a file: those of the catalogue, made ready once, and those that its own entries publish. */
const evaluators = async (name: EvaluatorName | undefined) => {
  const ofCatalogue = await evaluatorOf(name)
  return async (entries: readonly Recorded[]): Promise<Pick<CaseRun, 'evaluate'>> => {
    const evaluate = publishes(entries) ? await evaluatorOf(name, entries) : ofCatalogue
    return evaluate === undefined ? {} : { evaluate }
  }
}

/** Runs the command. */
export const cases = async (
  surroundings: Surroundings,
  paths: readonly string[],
  { evaluator, engine = 'index', json }: CasesOptions,
): Promise<Ended> => {
  const ready = await readAll(paths, surroundings)
  if (E.isLeft(ready)) return ready
  const evaluatorFor = await evaluators(evaluator)
  const rulesets = rulesetsFor(evaluator)
  const { compared, comparison } = comparing()
  const recordFor = recordsBy(engine, rulesets, comparison)
  const ran: Ran[] = []
  for (const { path, file, entries } of ready.right) {
    const run = { file, entries, rulesets, record: recordFor(entries) }
    const results = await runCases({ ...run, ...(await evaluatorFor(entries)) })
    const one = { path, title: file.title, results }
    ran.push(one)
    if (json !== true) draw(one, surroundings, ready.right.length > MANY_FILES)
  }
  const passed = countPassed(ran)
  const failed = ran.reduce((sum, { results }) => sum + results.length, 0) - passed
  const shown = engine === 'both' ? { engines: compared } : {}
  if (json === true) printJson(surroundings, { passed, failed, ...shown, files: ran })
  else {
    if (engine === 'both') drawCompared(compared, surroundings)
    surroundings.terminal.out(`${passed} passed, ${failed} failed\n`)
  }
  return E.right(failed === 0 && compared.differences.length === 0 ? EXIT.done : EXIT.failed)
}
