/**
 * The last lines of a test run: each skipped test with its reason; for each kind of log how many tests of the contract ran; then
 * `N passed, N failed` alone on a line.
 * A file that cannot be loaded and an error outside any test count as failures.
 */
import type { Reporter, TestCase, TestModule } from 'vitest/node'

type State = ReturnType<TestCase['result']>['state']

const inState = (tests: readonly TestCase[], state: State): readonly TestCase[] =>
  tests.filter((test) => test.result().state === state)

const reasonOf = (test: TestCase): string => {
  const result = test.result()
  const note = result.state === 'skipped' ? result.note : undefined
  return note ?? (test.options.mode === 'todo' ? 'to do' : 'no reason given')
}

/** `the log in memory keeps the contract: > append > …`; more suites may stand before. */
const CONTRACT = /(?:^|> )(?<log>[^>]+) keeps the contract:/

const countOf = (tests: readonly TestCase[]): string => {
  const [passed, failed, skipped] = (['passed', 'failed', 'skipped'] as const).map(
    (state) => inState(tests, state).length,
  )
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`
}

/** A line for each kind of log that the contract was run over. */
const contractLines = (tests: readonly TestCase[]): readonly string[] => {
  const byLog = new Map<string, TestCase[]>()
  for (const test of tests) {
    const log = CONTRACT.exec(test.fullName)?.groups?.['log']
    if (log !== undefined) byLog.set(log, [...(byLog.get(log) ?? []), test])
  }
  return [...byLog].map(([log, of]) => `contract of logs, ${log}: ${countOf(of)}`)
}

export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const broken = modules.flatMap((module) => [
      ...module.errors(),
      ...[...module.children.allSuites()].flatMap((suite) => suite.errors()),
    ])
    const skipped = inState(tests, 'skipped')
    const failed = inState(tests, 'failed').length + broken.length + unhandledErrors.length

    for (const test of skipped) console.log(`skipped: ${test.fullName} (${reasonOf(test)})`)
    for (const line of contractLines(tests)) console.log(line)
    console.log(
      `${inState(tests, 'passed').length} passed, ${failed} failed` +
        (skipped.length > 0 ? `, ${skipped.length} skipped` : ''),
    )
  }
}
