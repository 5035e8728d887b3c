/** Runs golden cases against the record of their entries: for each, what was expected and what came. */
import * as E from 'fp-ts/lib/Either.js'
import { canonicalText } from '../entry/canonical.js'
import { msOfEntryInstant } from '../entry/field.js'
import type { Asked } from '../decision/decide.js'
import type { Decision } from '../decision/decision.js'
import type { Rulesets, Verdict } from '../decision/ruleset.js'
import type { Refusal } from '../log/failure.js'
import { EMPTY_LOG, planAppend } from '../log/plan-append.js'
import { prepareAll } from '../log/prepare.js'
import type { Recorded } from '../log/recorded.js'
import type { LawRecord } from '../record/law-record.js'
import { recordOf } from '../record/record-of.js'
import { statusIntervalJson } from '../status/timeline.js'
import type { Known } from '../time/as-of.js'
import { type Instant, msOf } from '../time/instant.js'
import type { CaseFile, DecisionCase, StatusCase } from './case-file.js'

/** What came of one case; only keys that the case states are shown. */
export interface CaseResult {
  readonly name: string
  readonly passed: boolean
  readonly expected: Readonly<Record<string, unknown>>
  readonly got: Readonly<Record<string, unknown>>
}

/** Entries as a log would have recorded them; refused as a log would refuse them. Entries given twice are kept once. */
export const recordEntries = (
  given: readonly unknown[],
  recorded?: readonly Instant[],
): E.Either<Refusal, readonly Recorded[]> => {
  const prepared = prepareAll(given)
  if (E.isLeft(prepared)) return prepared
  const plan = planAppend(prepared.right, EMPTY_LOG)
  if (E.isLeft(plan)) return plan
  const places = new Map(
    plan.right.indexes.map((index, position) => [index, position]).toReversed() as [number, number][],
  )
  let last = -Infinity as Instant
  return E.right(
    plan.right.fresh.map(({ entry, digest }, index): Recorded => {
      const stated = recorded?.[places.get(index) ?? index] ?? msOfEntryInstant(entry.publishedAt)
      last = stated > last ? stated : last
      return { index, recordedAt: last, digest, entry }
    }),
  )
}

/** Whoever evaluates the rules of a case. */
export type Evaluate = (asked: Asked) => Promise<Verdict>

const codesOf = (decision: Decision): readonly string[] =>
  [
    ...new Set(
      decision.reasons.filter(({ outcome }) => outcome === decision.outcome).map(({ code }) => code),
    ),
  ].toSorted()

const resultOf = (name: string, expect: object, came: Readonly<Record<string, unknown>>): CaseResult => {
  const expected = Object.fromEntries(Object.entries(expect).filter(([, value]) => value !== undefined))
  const got = Object.fromEntries(Object.keys(expected).map((key) => [key, came[key]]))
  const comparable = (value: object): string => canonicalText(JSON.parse(JSON.stringify(value)) as object)
  return { name, passed: comparable(expected) === comparable(got), expected, got }
}

const runStatus = (record: LawRecord, { name, status, expect }: StatusCase, known: Known): CaseResult => {
  const { entity, program, validAt } = status
  const came = statusIntervalJson(record.status({ entity, program }, { ...known, validAt: msOf(validAt) }))
  return resultOf(name, expect, { ...came })
}

const runDecision = async (
  record: LawRecord,
  { name, order, expect, known }: DecisionCase & { readonly known: Known },
  evaluate: Evaluate | undefined,
): Promise<CaseResult> => {
  const decision =
    evaluate === undefined ? record.decide(order, known) : await record.decideWith(evaluate, order, known)
  const expected =
    expect.codes === undefined ? expect : { ...expect, codes: [...new Set(expect.codes)].toSorted() }
  return resultOf(name, expected, { ...decision, codes: codesOf(decision) })
}

/** What is needed to run a case file. */
export interface CaseRun {
  readonly file: CaseFile
  /** Its entries, as recorded. */
  readonly entries: readonly Recorded[]
  readonly rulesets: Rulesets
  /** Absent: the rulesets' own evaluators. */
  readonly evaluate?: Evaluate
  /** Who answers: a record of the same entries and rulesets; absent: `recordOf`, which reads the law plainly. */
  readonly record?: LawRecord
}

/** Runs every case of a file, in order. */
export const runCases = async ({
  file,
  entries,
  rulesets,
  evaluate,
  record = recordOf(entries, rulesets),
}: CaseRun): Promise<readonly CaseResult[]> => {
  const results: CaseResult[] = []
  for (const one of file.cases) {
    const known: Known = { clock: file.clock, knownAt: msOf(one.knownAt) }
    results.push(
      'status' in one
        ? runStatus(record, one, known)
        : await runDecision(record, { ...one, known }, evaluate),
    )
  }
  return results
}
