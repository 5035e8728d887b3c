/** `vacatur rules test`: runs cases on facts alone, and says what of the rules no case has exercised. */
import { type Coverage, coverageOf, type FactCaseResult, runFactCases } from '@vacatur/rules'
import * as E from 'fp-ts/lib/Either.js'
import { type Ended, EXIT, type Trouble } from '../../exit.js'
import { nameOf } from '../../read/bytes.js'
import { readFactCases, type ReadyFactCases } from '../../read/fact-cases.js'
import { paintOf } from '../../render/colour.js'
import { drawCoverage } from '../../render/coverage.js'
import { failureText } from '../../render/failed-case.js'
import { rulesetInWords } from '../../render/ruleset.js'
import type { Surroundings } from '../../surroundings.js'
import { type CommonOptions, printJson, shelfOf } from '../context.js'

/** The options as given. */
export interface TestOptions extends CommonOptions {
  readonly ruleset?: string
}

/** A case file that was run. */
interface Ran extends ReadyFactCases {
  readonly results: readonly FactCaseResult[]
}

/** What all cases on one ruleset have exercised of it. */
interface Covered {
  readonly checked: ReadyFactCases['ruleset']['checked']
  readonly coverage: Coverage
}

const readAll = async (
  paths: readonly string[],
  surroundings: Surroundings,
  options: TestOptions,
): Promise<E.Either<Trouble, readonly ReadyFactCases[]>> => {
  const ready: ReadyFactCases[] = []
  for (const path of paths) {
    const one = await readFactCases(path, shelfOf(options, surroundings), options.ruleset)
    if (E.isLeft(one)) return one
    ready.push(one.right)
  }
  return E.right(ready)
}

const coverageIn = (ran: readonly Ran[]): readonly Covered[] => {
  const rulesets = new Map(ran.map(({ ruleset }) => [ruleset.checked.digest, ruleset.checked]))
  return [...rulesets.values()].map((checked) => {
    const about = ran.filter(({ ruleset }) => ruleset.checked.digest === checked.digest)
    const facts = about.flatMap(({ file }) => file.cases.map((one) => one.facts))
    return { checked, coverage: coverageOf(checked, facts) }
  })
}

const draw = ({ path, file, ruleset, results }: Ran, { terminal }: Surroundings): void => {
  const paint = paintOf(terminal.hasColour)
  const failed = results.filter(({ passed }) => !passed)
  const name = nameOf(path)
  for (const result of failed) terminal.out(failureText(name, result, paint))
  const mark =
    failed.length === 0 ? paint.outcome('permit', 'ok') : paint.outcome('deny', `${failed.length} failed`)
  terminal.out(`${mark} ${name} (${results.length}): ${file.title}, on ${rulesetInWords(ruleset.checked)}\n`)
}

const ranJson = ({ path, file, ruleset, results }: Ran): object => {
  const { version, digest } = ruleset.checked
  return {
    path: nameOf(path),
    title: file.title,
    ruleset: ruleset.checked.ruleset,
    version,
    digest,
    results,
  }
}

const coveredJson = ({ checked, coverage }: Covered): object => {
  const { ruleset, version, digest } = checked
  return { ruleset, version, digest, ...coverage }
}

/** Runs the command. */
export const test = async (
  surroundings: Surroundings,
  paths: readonly string[],
  options: TestOptions,
): Promise<Ended> => {
  const ready = await readAll(paths, surroundings, options)
  if (E.isLeft(ready)) return ready
  const ran = ready.right.map(
    (one): Ran => ({
      ...one,
      results: runFactCases(one.ruleset.checked, one.file.cases),
    }),
  )
  const results = ran.flatMap((one) => one.results)
  const passed = results.filter((result) => result.passed).length
  const failed = results.length - passed
  const covered = coverageIn(ran)
  if (options.json === true) {
    printJson(surroundings, {
      passed,
      failed,
      files: ran.map(ranJson),
      coverage: covered.map(coveredJson),
    })
    return E.right(failed === 0 ? EXIT.done : EXIT.failed)
  }
  const { out, columns, hasColour } = surroundings.terminal
  for (const one of ran) draw(one, surroundings)
  for (const { checked, coverage } of covered)
    out(drawCoverage(checked, coverage, { columns, paint: paintOf(hasColour) }))
  out(`${passed} passed, ${failed} failed\n`)
  return E.right(failed === 0 ? EXIT.done : EXIT.failed)
}
