/** Where two rulesets decide differently, for people: by what became of the outcome, each with facts that show it. */
import type { CheckedRuleset, Difference, Side } from '@vacatur/rules'
import type { Drawing } from './findings.js'
import { decidedInWords, factsInWords, rulesetInWords } from './ruleset.js'
import { labelled } from './text.js'

const outcomeOf = (side: Side | null): string => side?.outcome ?? 'no rule'

/** `permit → deny`, `permit, for another reason`. */
const changeOf = ({ before, after }: Difference): string =>
  outcomeOf(before) === outcomeOf(after)
    ? `${outcomeOf(before)}, for another reason`
    : `${outcomeOf(before)} → ${outcomeOf(after)}`

const citedIn = (side: Side | null): string =>
  side === null ? 'no rule speaks' : `${side.rule}: ${side.citation}`

/** The two rulesets. */
export interface Pair {
  readonly before: CheckedRuleset
  readonly after: CheckedRuleset
}

const drawDifference = (difference: Difference, { before, after }: Pair, columns: number): string => {
  const rows =
    difference.kind === 'gave-up'
      ? ([['  gave up', 'too much to search: neither found nor ruled out']] as const)
      : ([
          ['  on', factsInWords(before, difference.facts)],
          ['  before', decidedInWords(before, difference.facts)],
          ['  law', citedIn(difference.before)],
          ['  after', decidedInWords(after, difference.facts)],
          ['  law', citedIn(difference.after)],
        ] as const)
  return `${rows.map(([label, text]) => labelled(label, text, { columns })).join('\n')}\n`
}

/** Differences of one kind. */
export interface DifferenceGroup {
  readonly change: string
  readonly isOfOutcome: boolean
  readonly differences: readonly Difference[]
}

/** The differences by what became of the outcome; those of the outcome come before those of the reason alone. */
export const groupsOf = (differences: readonly Difference[]): readonly DifferenceGroup[] => {
  const groups = new Map<string, Difference[]>()
  for (const difference of differences) {
    const change = changeOf(difference)
    const group = groups.get(change)
    if (group === undefined) groups.set(change, [difference])
    else group.push(difference)
  }
  const all = [...groups].map(([change, of]) => ({
    change,
    isOfOutcome: of.some(({ before, after }) => outcomeOf(before) !== outcomeOf(after)),
    differences: of,
  }))
  return all.toSorted((one, other) => Number(other.isOfOutcome) - Number(one.isOfOutcome))
}

/** Draws the groups. */
export const drawDifferences = (
  groups: readonly DifferenceGroup[],
  pair: Pair,
  { paint, columns }: Drawing,
): string => {
  const heading = `${rulesetInWords(pair.before)} → ${rulesetInWords(pair.after)}`
  if (groups.length === 0) return `${heading}: ${paint.outcome('permit', 'decide alike on all facts')}\n`
  const parts = groups.map(({ change, isOfOutcome, differences }) => {
    const head = `${paint.outcome(isOfOutcome ? 'deny' : 'review', change)} (${differences.length})`
    return [head, '', ...differences.map((one) => drawDifference(one, pair, columns))].join('\n')
  })
  return `${heading}\n\n${parts.join('\n')}`
}
