/** The golden cases, run through the SDK: by the rulesets' own evaluator, and on json-rules-engine. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type CaseFile, parseCaseFile, recordEntries, runCases } from '@vacatur/core'
import { catalogue } from '@vacatur/rules'
import { referenceFor } from '@vacatur/rules/reference'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

const here = fileURLToPath(new URL('.', import.meta.url))

const jsonIn = (folder: string): readonly string[] =>
  readdirSync(join(here, folder))
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => join(here, folder, name))

const files = ['.', 'litigation', 'generated'].flatMap(jsonIn)

const jsonLines = (path: string): readonly unknown[] =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line))

const rightOf = <A>(read: E.Either<unknown, A>): A => {
  if (E.isLeft(read)) throw new Error(JSON.stringify(read.left))
  return read.right
}

const entriesOf = (path: string, { log, entries }: CaseFile): readonly unknown[] =>
  log.length === 0 ? entries : log.flatMap((one) => jsonLines(resolve(dirname(path), one)))

const load = (path: string) => {
  const file = rightOf(parseCaseFile(JSON.parse(readFileSync(path, 'utf8'))))
  const entries = rightOf(recordEntries(entriesOf(path, file), file.recorded))
  return { file, entries, rulesets: catalogue }
}

describe.each(files)('%s', (path) => {
  it('holds by the rulesets’ own evaluator', async () => {
    const results = await runCases(load(path))
    expect(results.filter(({ passed }) => !passed)).toEqual([])
    expect(results.length).toBeGreaterThan(0)
  })

  it('holds on json-rules-engine', async () => {
    const run = load(path)
    const own = run.entries.flatMap(({ entry }) => (entry.type === 'RulesetPublished' ? [entry] : []))
    const results = await runCases({ ...run, evaluate: referenceFor([...catalogue.published, ...own]) })
    expect(results.filter(({ passed }) => !passed)).toEqual([])
  })
})
