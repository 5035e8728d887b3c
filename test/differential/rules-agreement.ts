/** Whether two evaluations of one ruleset agree on facts; counts what was compared. */
import type { Facts } from '@vacatur/core'
import { type CheckedRuleset, checkRuleset, compile, interpret, type Vocabulary } from '@vacatur/rules'
import { referenceOf } from '@vacatur/rules/reference'
import * as E from 'fp-ts/lib/Either.js'
import { expect } from 'vitest'

/** Pairs of ruleset and facts compared so far. */
export const pairs = { compiled: 0, reference: 0, fillings: 0 }

const orThrow = <A>(result: E.Either<readonly string[], A>): A => {
  if (E.isLeft(result)) throw new Error(`refused: ${result.left.join('; ')}`)
  return result.right
}

/** The ruleset of a document that must not be refused. */
export const checkedOn = (document: unknown, vocabulary: Vocabulary): CheckedRuleset =>
  orThrow(checkRuleset(document, vocabulary))

/** The compiled evaluation gives the interpreter's verdicts: as a graph, chained in part, and chained rule by rule. */
export const compiledAgrees = (
  document: unknown,
  vocabulary: Vocabulary,
  questions: readonly Facts[],
): void => {
  const ruleset = checkedOn(document, vocabulary)
  const compiled = [undefined, 20, -1].map((budget) => compile(ruleset, { budget }))
  for (const [index, facts] of questions.entries()) {
    pairs.compiled += 1
    const evaluate = compiled[index % compiled.length]?.evaluate
    expect(evaluate?.(facts)).toEqual(interpret(ruleset, facts))
  }
}

/** json-rules-engine gives the interpreter's verdicts, and finds the same rules to hold. */
export const referenceAgrees = async (
  document: unknown,
  vocabulary: Vocabulary,
  questions: readonly Facts[],
): Promise<void> => {
  const ruleset = checkedOn(document, vocabulary)
  const reference = orThrow(referenceOf(document, vocabulary))
  for (const facts of questions) {
    pairs.reference += 1
    expect(await reference.evaluate(facts)).toEqual(interpret(ruleset, facts))
    const each = ruleset.rules.map((rule) => interpret({ ...ruleset, rules: [rule] }, facts))
    const holding = each.flatMap((verdict) => (verdict.kind === 'rule' ? [verdict.rule.rule] : []))
    expect(await reference.holding(facts)).toEqual(holding)
  }
}
