/** Cases on facts alone: given these facts, that outcome for that reason. Data, so that a lawyer can keep them beside the rules. */
import { type Facts, type FactValue, instantOf, OUTCOMES, type Verdict } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import * as z from 'zod'
import { acceptedFor } from '../ruleset/type-operand.js'
import { declarationOf, isOfType, type Vocabulary } from '../fact/declaration.js'
import { interpret } from '../interpret/interpret.js'
import type { CheckedRuleset } from '../ruleset/check.js'
import { jsonProblems } from '../ruleset/json.js'
import { placeOf, problemAt, valueAt } from '../ruleset/place.js'

const expected = z.strictObject({
  outcome: z.enum([...OUTCOMES, 'no-rule', 'missing-fact'], {
    error: `one of ${OUTCOMES.join(', ')}, no-rule, missing-fact`,
  }),
  code: z.string({ error: 'the code of the rule that speaks' }).optional(),
  rule: z.string({ error: 'the name of the rule that speaks' }).optional(),
  missing: z.array(z.string({ error: 'the name of a fact' }), { error: 'a list of facts' }).optional(),
})

/** The schema of a case file. Instants are text, as in rulesets; a fact that is not stated is left out. */
const factCaseFile = z.strictObject({
  title: z.string({ error: 'text' }),
  ruleset: z.string({ error: 'the ruleset that the cases are about, as text' }).optional(),
  cases: z.array(
    z.strictObject({
      name: z.string({ error: 'text' }),
      facts: z.record(
        z.string(),
        z.union([z.string(), z.number(), z.boolean(), z.null()], { error: 'a value' }),
        {
          error: 'an object of facts',
        },
      ),
      expect: expected,
    }),
    { error: 'a list of cases' },
  ),
})

/** What a case expects; only what it states is compared. */
export type Expected = z.infer<typeof expected>

/** A file of cases, read. */
export interface FactCaseFile {
  readonly title: string
  /** The ruleset that the cases are about, as the file names it: what that means is up to whoever runs them. */
  readonly ruleset?: string
  readonly cases: readonly FactCase[]
}

/** One case, its facts read. */
export interface FactCase {
  readonly name: string
  readonly facts: Facts
  readonly expect: Expected
}

type Written = z.infer<typeof factCaseFile>

const readValue = (written: string | number | boolean | null, isInstant: boolean): FactValue => {
  if (!isInstant || written === null) return written
  const read = typeof written === 'string' ? instantOf(written) : E.left('')
  return E.isRight(read) ? read.right : undefined
}

const problemsOfFacts = (file: Written, vocabulary: Vocabulary): readonly string[] =>
  file.cases.flatMap(({ facts }, index) =>
    Object.entries(facts).flatMap(([fact, written]) => {
      const place = `cases[${index}].facts.${fact}`
      const declaration = declarationOf(vocabulary, fact)
      if (declaration === undefined) return [problemAt(place, written, 'no such fact')]
      const value = readValue(written, declaration.type === 'instant')
      return isOfType(declaration, value) ? [] : [problemAt(place, written, acceptedFor(declaration))]
    }),
  )

const problemsOfShape = (issue: z.core.$ZodIssue, given: unknown): readonly string[] => {
  const at = (path: readonly PropertyKey[], accepted: string): string =>
    problemAt(placeOf(path), valueAt(given, path), accepted)
  if (issue.code !== 'unrecognized_keys') return [at(issue.path, issue.message)]
  return issue.keys.map((key) => at([...issue.path, key], 'no such field'))
}

const factCaseOf = ({ name, facts, expect }: Written['cases'][number], vocabulary: Vocabulary): FactCase => ({
  name,
  expect,
  facts: Object.fromEntries(
    Object.entries(facts).map(([fact, written]) => [
      fact,
      readValue(written, declarationOf(vocabulary, fact)?.type === 'instant'),
    ]),
  ),
})

/** Reads a case file. The left side lists every problem, each with its place. */
export const parseFactCaseFile = (
  given: unknown,
  vocabulary: Vocabulary,
): E.Either<readonly string[], FactCaseFile> => {
  const unsafe = jsonProblems(given)
  if (unsafe.length > 0) return E.left(unsafe)
  const read = factCaseFile.safeParse(given)
  if (!read.success) {
    return E.left(read.error.issues.flatMap((issue) => problemsOfShape(issue, given)))
  }
  const problems = problemsOfFacts(read.data, vocabulary)
  if (problems.length > 0) return E.left(problems)
  const { title, ruleset, cases } = read.data
  return E.right({
    title,
    ...(ruleset === undefined ? {} : { ruleset }),
    cases: cases.map((item) => factCaseOf(item, vocabulary)),
  })
}

/** The cases of a case file alone. */
export const parseFactCases = (
  given: unknown,
  vocabulary: Vocabulary,
): E.Either<readonly string[], readonly FactCase[]> =>
  E.map(({ cases }: FactCaseFile) => cases)(parseFactCaseFile(given, vocabulary))

/** What a verdict says, in the form in which cases expect it. */
const gotOf = (verdict: Verdict): Expected => {
  switch (verdict.kind) {
    case 'rule':
      return { outcome: verdict.rule.outcome, code: verdict.rule.code, rule: verdict.rule.rule }
    case 'missing':
      return { outcome: 'missing-fact', missing: [...verdict.facts] }
    case 'none':
      return { outcome: 'no-rule' }
    default:
      return verdict satisfies never
  }
}

/** A case that was run. */
export interface FactCaseResult {
  readonly name: string
  readonly passed: boolean
  readonly expected: Expected
  readonly got: Expected
}

const isAsExpected = (expect: Expected, got: Expected): boolean =>
  expect.outcome === got.outcome &&
  (expect.code === undefined || expect.code === got.code) &&
  (expect.rule === undefined || expect.rule === got.rule) &&
  (expect.missing === undefined || expect.missing.toSorted().join() === got.missing?.join())

/** Runs cases, in their order. */
export const runFactCases = (
  ruleset: CheckedRuleset,
  cases: readonly FactCase[],
): readonly FactCaseResult[] =>
  cases.map(({ name, facts, expect }) => {
    const got = gotOf(interpret(ruleset, facts))
    return { name, passed: isAsExpected(expect, got), expected: expect, got }
  })
