/** What cases on facts have exercised of a ruleset, for people: which rules never spoke, which conditions never held or never failed. */
import { type CheckedRuleset, type Condition, type Coverage, inWords } from '@vacatur/rules'
import type { Drawing } from './findings.js'
import { rulesetInWords } from './ruleset.js'
import { count, labelled } from './text.js'

/** Conditions worth telling apart: a list of one says no more than the one in it. */
const tellingIn = (condition: Condition): readonly Condition[] => {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const inner = condition.of.flatMap(tellingIn)
      return condition.of.length === 1 ? inner : [condition, ...inner]
    }
    case 'not':
    case 'named':
      return tellingIn(condition.of)
    case 'test':
      return [condition]
    default:
      return condition satisfies never
  }
}

/** A condition that cases left unexercised in one way. */
interface Wanting {
  readonly place: string
  readonly what: string
}

const wordsByPlace = ({ rules, vocabulary }: CheckedRuleset): ReadonlyMap<string, string> =>
  new Map(
    rules.flatMap(({ name, condition }) =>
      tellingIn(condition).map((one) => [one.place, `${name}: ${inWords(vocabulary, one)}`] as const),
    ),
  )

/** Places of conditions that another case should exercise. The last rule is asked where no other holds, so that it need never fail. */
const wantingIn = ({ rules }: CheckedRuleset, { neverHeld, neverFailed }: Coverage): readonly Wanting[] => {
  const last = rules.at(-1)
  const whole = last === undefined ? undefined : tellingIn(last.condition)[0]?.place
  return [
    ...neverHeld.map((place) => ({ place, what: 'never held' })),
    ...neverFailed.filter((place) => place !== whole).map((place) => ({ place, what: 'never failed' })),
  ]
}

/** Draws the coverage. */
export const drawCoverage = (
  ruleset: CheckedRuleset,
  coverage: Coverage,
  { paint, columns }: Drawing,
): string => {
  const words = wordsByPlace(ruleset)
  const wanting = wantingIn(ruleset, coverage).filter(({ place }) => words.has(place))
  const complete = words.size - new Set(wanting.map(({ place }) => place)).size
  const rules = ruleset.rules.length
  const spoken = `${rules - coverage.unspoken.length} of ${count(rules, 'rule', 'rules')} spoke`
  const both = `${complete} of ${count(words.size, 'condition', 'conditions')} exercised`
  const isFull = coverage.unspoken.length === 0 && wanting.length === 0
  const summary = `coverage of ${rulesetInWords(ruleset)}: ${spoken}, ${both}`
  return [
    paint.outcome(isFull ? 'permit' : 'review', summary),
    ...coverage.unspoken.map((rule) => labelled('  never spoke', rule, { columns, indent: 16 })),
    ...wanting.map(({ place, what }) =>
      labelled(`  ${what}`, `${words.get(place) ?? ''} (${place})`, { columns, indent: 16 }),
    ),
    '',
  ].join('\n')
}
