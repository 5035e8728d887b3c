/** `vacatur rules diff`: the facts on which two rulesets, or two versions of one, decide differently. */
import {
  type Difference,
  differencesBetween,
  explainDifference,
  type Vocabulary,
  writtenFacts,
} from '@vacatur/rules'
import * as E from 'fp-ts/lib/Either.js'
import { type Ended, EXIT } from '../../exit.js'
import { type ReadRuleset, readRuleset } from '../../option/ruleset.js'
import { paintOf } from '../../render/colour.js'
import { type DifferenceGroup, drawDifferences, groupsOf } from '../../render/differences.js'
import type { Surroundings } from '../../surroundings.js'
import { type CommonOptions, printJson, shelfOf } from '../context.js'

const namedJson = ({ checked, from }: ReadRuleset): object => {
  const { ruleset, version, digest } = checked
  return { from, ruleset, version, digest }
}

const differenceJson = (difference: Difference, vocabulary: Vocabulary): object => ({
  ...difference,
  ...(difference.kind === 'differs' ? { facts: writtenFacts(vocabulary, difference.facts) } : {}),
  sentence: explainDifference(vocabulary, difference),
})

const groupJson = (group: DifferenceGroup, vocabulary: Vocabulary): object => ({
  ...group,
  differences: group.differences.map((one) => differenceJson(one, vocabulary)),
})

/** Runs the command. */
export const diffRules = async (
  surroundings: Surroundings,
  [givenBefore, givenAfter]: readonly [before: string, after: string],
  options: CommonOptions,
): Promise<Ended> => {
  const shelf = shelfOf(options, surroundings)
  const before = await readRuleset(givenBefore, shelf, 'the first ruleset')
  if (E.isLeft(before)) return before
  const after = await readRuleset(givenAfter, shelf, 'the second ruleset')
  if (E.isLeft(after)) return after
  const pair = { before: before.right.checked, after: after.right.checked }
  const groups = groupsOf(differencesBetween(pair.before, pair.after))
  if (options.json === true) {
    printJson(surroundings, {
      before: namedJson(before.right),
      after: namedJson(after.right),
      groups: groups.map((group) => groupJson(group, pair.before.vocabulary)),
    })
  } else {
    const { columns, hasColour } = surroundings.terminal
    surroundings.terminal.out(drawDifferences(groups, pair, { columns, paint: paintOf(hasColour) }))
  }
  return E.right(groups.length === 0 ? EXIT.done : EXIT.failed)
}
