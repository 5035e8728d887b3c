/**
 * Values that were forgotten, it seems: conditions name at least two values of a fact one by one, and leave at least two others without a
 * name, which are therefore treated alike. To treat the rest alike on purpose, name the rest in a list, or what is not the rest.
 */
import { declarationOf } from '../fact/declaration.js'
import type { CheckedRuleset } from '../ruleset/check.js'
import { factsOfTest, type Test, testsOf } from '../ruleset/condition.js'
import type { Finding } from './finding.js'
import { situationOf } from './situation.js'
import { shown, speakerOn } from './witness.js'

const LEAST = 2

/** The values that are named, or undefined where the fact is also compared otherwise than with one value. */
const namedOneByOne = (tests: readonly Test[], fact: string): readonly unknown[] | undefined => {
  const named: unknown[] = []
  for (const { operator, operand } of tests.filter((test) => factsOfTest(test).includes(fact))) {
    if (operand.kind !== 'constant' || (operator !== 'equal' && operator !== 'notEqual')) return undefined
    named.push(operand.value)
  }
  return named
}

const alikeIn = (ruleset: CheckedRuleset, tests: readonly Test[], fact: string): readonly Finding[] => {
  const declaration = declarationOf(ruleset.vocabulary, fact)
  const named = new Set(namedOneByOne(tests, fact))
  if (declaration?.type !== 'one-of' || named.size < LEAST) return []
  const values = declaration.values.filter((value) => !named.has(value))
  const solved = situationOf(ruleset.vocabulary, ruleset.rules).find([])
  if (values.length < LEAST || solved.kind !== 'facts') return []
  const facts = { ...solved.facts, [fact]: values[0] }
  const speaks = speakerOn(ruleset, facts)
  const isSo = values.every((value) => speakerOn(ruleset, { ...facts, [fact]: value }) === speaks)
  return [{ kind: 'values-alike', fact, values, facts: shown(facts, isSo), speaks }]
}

/** A finding for each fact with such values. */
export const valuesAlike = (ruleset: CheckedRuleset): readonly Finding[] => {
  const tests = ruleset.rules.flatMap(({ condition }) => testsOf(condition))
  const facts = new Set(tests.map(({ fact }) => fact))
  return [...facts].flatMap((fact) => alikeIn(ruleset, tests, fact))
}
