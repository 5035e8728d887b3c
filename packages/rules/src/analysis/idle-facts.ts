/** Facts that conditions ask for although the rule that speaks is the same whatever they are. */
import { declarationOf, type Vocabulary } from '../fact/declaration.js'
import type { CheckedRuleset } from '../ruleset/check.js'
import {
  type Bound,
  type Condition,
  factsOfTest,
  type Operand,
  type Rule,
  testsOf,
} from '../ruleset/condition.js'
import type { Finding } from './finding.js'
import { type LaidOpen, type Situation, situationOf } from './situation.js'
import { speakerOn } from './witness.js'

/** No declared fact can have this name: names that documents write are checked against the declared ones. */
const OTHER = ' (another value)'

const renamedBound = (bound: Bound, fact: string): Bound =>
  bound.kind === 'fact' && bound.fact === fact ? { kind: 'fact', fact: fact + OTHER } : bound

const renamedOperand = (operand: Operand, fact: string): Operand => {
  switch (operand.kind) {
    case 'fact':
      return renamedBound(operand, fact)
    case 'bounds':
      return {
        kind: 'bounds',
        from: renamedBound(operand.from, fact),
        until: renamedBound(operand.until, fact),
      }
    case 'constant':
    case 'list':
      return operand
    default:
      return operand satisfies never
  }
}

/** The condition with another fact in the place of `fact`: what it comes to when only that fact changes. */
const renamed = (condition: Condition, fact: string): Condition => {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return { ...condition, of: condition.of.map((item) => renamed(item, fact)) }
    case 'not':
    case 'named':
      return { ...condition, of: renamed(condition.of, fact) }
    case 'test': {
      const operand = renamedOperand(condition.operand, fact)
      return { ...condition, fact: condition.fact === fact ? fact + OTHER : condition.fact, operand }
    }
    default:
      return condition satisfies never
  }
}

const withOther = (vocabulary: Vocabulary, fact: string): Vocabulary => {
  const declaration = declarationOf(vocabulary, fact)
  return declaration === undefined
    ? vocabulary
    : { ...vocabulary, facts: { ...vocabulary.facts, [fact + OTHER]: declaration } }
}

/** Whether, for the rule at `index` or for none, it speaks with one value and not with another. */
const matters = (
  { make, find }: Situation,
  [before, after]: readonly [LaidOpen, LaidOpen],
  index: number,
): 'yes' | 'no' | 'gave-up' => {
  const speaks = before.speaks[index]
  const failsAfter = after.fails[index]
  const spokenBefore = after.holds.slice(0, index)
  const isSilent = make.group('any', [...(failsAfter === undefined ? [] : [failsAfter]), ...spokenBefore])
  const solved = speaks === undefined ? ({ kind: 'none' } as const) : find([speaks, isSilent])
  if (solved.kind === 'gave-up') return 'gave-up'
  return solved.kind === 'facts' ? 'yes' : 'no'
}

const idleFact = (ruleset: CheckedRuleset, fact: string): readonly Finding[] => {
  const { rules, vocabulary } = ruleset
  const others = rules.map((rule): Rule => ({ ...rule, condition: renamed(rule.condition, fact) }))
  const situation = situationOf(withOther(vocabulary, fact), [...rules, ...others])
  const both = [situation.layOpen(rules), situation.layOpen(others)] as const
  let isCertain = true
  for (const index of both[0].speaks.keys()) {
    const answer = matters(situation, both, index)
    if (answer === 'yes') return []
    if (answer === 'gave-up') isCertain = false
  }
  if (!isCertain) return [{ kind: 'gave-up', about: `whether fact \`${fact}\` ever matters` }]
  const solved = situation.find([])
  if (solved.kind !== 'facts') return []
  const facts = Object.fromEntries(Object.entries(solved.facts).filter(([name]) => !name.endsWith(OTHER)))
  return [{ kind: 'fact-never-matters', fact, facts, speaks: speakerOn(ruleset, facts) }]
}

/** A finding for each fact that conditions ask for in vain. */
export const idleFacts = (ruleset: CheckedRuleset): readonly Finding[] => {
  const tests = ruleset.rules.flatMap(({ condition }) => testsOf(condition))
  return [...new Set(tests.flatMap(factsOfTest))].flatMap((fact) => idleFact(ruleset, fact))
}
