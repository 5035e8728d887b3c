/** On which facts two versions of a ruleset decide differently: grouped by the rules that speak in each, with a witness. */
import type { Facts, Outcome } from '@vacatur/core'
import type { Vocabulary } from '../fact/declaration.js'
import type { CheckedRuleset } from '../ruleset/check.js'
import type { Rule } from '../ruleset/condition.js'
import type { Cited } from './finding.js'
import { situationOf } from './situation.js'
import { shown, speakerOn, writtenFacts } from './witness.js'

/** What one version says. */
export interface Side extends Cited {
  readonly outcome: Outcome
  readonly code: string
}

/** Facts on which the versions differ, one group for each pair of rules. Null: no rule speaks. */
export type Difference =
  | {
      readonly kind: 'differs'
      readonly before: Side | null
      readonly after: Side | null
      /** False where only the code differs. */
      readonly isOfOutcome: boolean
      readonly facts: Facts
    }
  | { readonly kind: 'gave-up'; readonly before: Side | null; readonly after: Side | null }

const sideOf = (rule: Rule | undefined): Side | null =>
  rule === undefined
    ? null
    : { rule: rule.name, citation: rule.citation, outcome: rule.outcome, code: rule.code }

const isSame = (one: Side | null, other: Side | null): boolean =>
  one?.outcome === other?.outcome && one?.code === other?.code

/**
 * The differences, by the rules of `before` in the order of the walk, then those of `after`. Decided is with all facts given; both must be
 * on the same vocabulary. Empty: they decide alike.
 */
export const differencesBetween = (before: CheckedRuleset, after: CheckedRuleset): readonly Difference[] => {
  const situation = situationOf(before.vocabulary, [...before.rules, ...after.rules])
  const [one, other] = [situation.layOpen(before.rules), situation.layOpen(after.rules)]
  return one.speaks.flatMap((speaksBefore, index) =>
    other.speaks.flatMap((speaksAfter, otherIndex): readonly Difference[] => {
      const sides = { before: sideOf(before.rules[index]), after: sideOf(after.rules[otherIndex]) }
      if (isSame(sides.before, sides.after)) return []
      const solved = situation.find([speaksBefore, speaksAfter])
      if (solved.kind === 'none') return []
      if (solved.kind === 'gave-up') return [{ kind: 'gave-up', ...sides }]
      const { facts } = solved
      const isSo =
        speakerOn(before, facts) === (sides.before?.rule ?? null) &&
        speakerOn(after, facts) === (sides.after?.rule ?? null)
      const isOfOutcome = sides.before?.outcome !== sides.after?.outcome
      return [{ kind: 'differs', ...sides, isOfOutcome, facts: shown(facts, isSo) }]
    }),
  )
}

const sideInWords = (side: Side | null): string =>
  side === null
    ? 'no rule speaks'
    : `${side.outcome} \`${side.code}\` by rule \`${side.rule}\` (${side.citation})`

/** The difference in a sentence, with its facts as JSON. */
export const explainDifference = (vocabulary: Vocabulary, difference: Difference): string => {
  const change = `${sideInWords(difference.before)} became ${sideInWords(difference.after)}`
  return difference.kind === 'gave-up'
    ? `gave up on whether ${change}: too much to search`
    : `${change}, on ${JSON.stringify(writtenFacts(vocabulary, difference.facts))}`
}
