/** What is wrong with a ruleset though it loads: rules that never speak, order that nobody stated, gaps, facts that never matter. */
import type { Facts } from '@vacatur/core'
import type { CheckedRuleset } from '../ruleset/check.js'
import type { Rule } from '../ruleset/condition.js'
import type { Cited, Finding } from './finding.js'
import { valuesAlike } from './alike.js'
import { idleFacts } from './idle-facts.js'
import { type LaidOpen, type Situation, situationOf } from './situation.js'
import type { Solved } from './solve.js'
import { holdsOn, shown, speakerOn } from './witness.js'

/** A ruleset laid open, to be searched. */
interface Lint {
  readonly ruleset: CheckedRuleset
  readonly situation: Situation
  readonly open: LaidOpen
}

const citedOf = ({ name, citation }: Rule): Cited => ({ rule: name, citation })

/** What follows from the answer of a search. */
const concluding = (
  solved: Solved,
  about: string,
  found: { readonly facts?: (facts: Facts) => readonly Finding[]; readonly none?: () => readonly Finding[] },
): readonly Finding[] => {
  if (solved.kind === 'gave-up') return [{ kind: 'gave-up', about }]
  if (solved.kind === 'none') return found.none?.() ?? []
  return found.facts?.(solved.facts) ?? []
}

/** The facts on which the rule fails by one part of its condition only, if there are such. */
const neverHolds = ({ ruleset, situation }: Lint, rule: Rule): Finding => {
  const cited = citedOf(rule)
  const { condition } = rule
  const parts = condition.kind === 'all' ? condition.of : []
  for (const [index, part] of parts.entries()) {
    const others = {
      ...rule,
      condition: { ...condition, kind: 'all', of: parts.toSpliced(index, 1) },
    } as const
    const solved = situation.find(situation.layOpen([others]).holds)
    if (solved.kind !== 'facts') continue
    const isSo = holdsOn(ruleset, others, solved.facts) && !holdsOn(ruleset, rule, solved.facts)
    return { kind: 'never-holds', rule: cited, facts: shown(solved.facts, isSo), place: part.place }
  }
  return { kind: 'never-holds', rule: cited, facts: null, place: null }
}

/** The earlier rule that holds wherever this one does, if a single one does. */
const blockerOf = ({ situation, open }: Lint, index: number): number => {
  const holds = open.holds[index]
  return open.fails
    .slice(0, index)
    .findIndex((fails) => holds !== undefined && situation.find([holds, fails]).kind === 'none')
}

/** Facts on which the rule holds; where a single earlier rule always holds too, it is the one that speaks, if it can. */
const whereBlocked = ({ situation, open }: Lint, index: number, blocker: number): Solved => {
  const [holds, speaks] = [open.holds[index], open.speaks[blocker]]
  if (holds === undefined) return { kind: 'none' }
  const both = speaks === undefined || blocker === -1 ? undefined : situation.find([holds, speaks])
  return both?.kind === 'facts' ? both : situation.find([holds])
}

const neverReached = (lint: Lint, index: number, rule: Rule): readonly Finding[] => {
  const { ruleset, situation, open } = lint
  const about = `whether rule \`${rule.name}\` is ever reached`
  const speaks = open.speaks[index]
  if (speaks === undefined) return []
  return concluding(situation.find([speaks]), about, {
    none: () =>
      concluding(whereBlocked(lint, index, blockerOf(lint, index)), about, {
        none: () => [neverHolds(lint, rule)],
        facts: (facts) => {
          const name = speakerOn(ruleset, facts)
          const by = ruleset.rules.find((other) => other.name === name)
          if (by === undefined || by === rule) throw new TypeError(`rule ${rule.name} is reached after all`)
          const witness = shown(facts, holdsOn(ruleset, rule, facts))
          return [{ kind: 'never-reached', rule: citedOf(rule), by: citedOf(by), facts: witness }]
        },
      }),
  })
}

/** Facts on which the rule at `index` speaks and the one at `other` holds too. */
const bothAt = ({ situation, open }: Lint, index: number, other: number): Solved => {
  const [speaks, holdsHere, holds] = [open.speaks[index], open.holds[index], open.holds[other]]
  if (speaks === undefined || holdsHere === undefined || holds === undefined) return { kind: 'none' }
  // Most pairs never hold together at all, which is seen without all the rules between that make up where one speaks.
  const together = situation.find([holdsHere, holds])
  return together.kind === 'none' ? together : situation.find([speaks, holds])
}

const decidedByOrder = (lint: Lint, index: number, rule: Rule): readonly Finding[] => {
  const { ruleset } = lint
  return ruleset.rules.flatMap((over, other) => {
    const isStated = over.outcome === rule.outcome || rule.overrides.includes(over.name)
    if (other <= index || isStated) return []
    const about = `whether \`${rule.name}\` and \`${over.name}\` hold together`
    return concluding(bothAt(lint, index, other), about, {
      facts: (facts) => {
        const isSo = speakerOn(ruleset, facts) === rule.name && holdsOn(ruleset, over, facts)
        return [
          { kind: 'decided-by-order', rule: citedOf(rule), over: citedOf(over), facts: shown(facts, isSo) },
        ]
      },
    })
  })
}

const whereSpeaks = ({ ruleset, situation, open }: Lint, index: number): Facts | null => {
  const speaks = open.speaks[index]
  const solved = speaks === undefined ? undefined : situation.find([speaks])
  if (solved?.kind !== 'facts') return null
  return shown(solved.facts, speakerOn(ruleset, solved.facts) === ruleset.rules[index]?.name)
}

const overridesNothing = (lint: Lint, index: number, rule: Rule): readonly Finding[] =>
  rule.overrides.flatMap((name): readonly Finding[] => {
    const { rules } = lint.ruleset
    const other = rules.findIndex((known) => known.name === name)
    const over = rules[other]
    const finding = { kind: 'overrides-nothing', rule: citedOf(rule), over: name, facts: null } as const
    if (over === undefined) return [{ ...finding, because: 'unknown', facts: whereSpeaks(lint, index) }]
    if (over.outcome === rule.outcome) return [{ ...finding, because: 'same-outcome' }]
    if (other <= index) {
      const both = bothAt(lint, other, index)
      return [{ ...finding, because: 'earlier', facts: both.kind === 'facts' ? both.facts : null }]
    }
    return concluding(bothAt(lint, index, other), `whether \`${rule.name}\` overrides \`${name}\``, {
      none: () => [{ ...finding, because: 'never-both' }],
    })
  })

const gaps = ({ ruleset, situation, open }: Lint): readonly Finding[] =>
  concluding(situation.find(open.fails), 'whether there are gaps', {
    facts: (facts) => [{ kind: 'gap', facts: shown(facts, speakerOn(ruleset, facts) === null) }],
  })

/** Everything that is found, rule by rule in the order of the walk, then gaps, then facts. Empty: clean. */
export const lint = (ruleset: CheckedRuleset): readonly Finding[] => {
  const situation = situationOf(ruleset.vocabulary, ruleset.rules)
  const laid: Lint = { ruleset, situation, open: situation.layOpen(ruleset.rules) }
  return [
    ...ruleset.rules.flatMap((rule, index) => [
      ...neverReached(laid, index, rule),
      ...decidedByOrder(laid, index, rule),
      ...overridesNothing(laid, index, rule),
    ]),
    ...gaps(laid),
    ...valuesAlike(ruleset),
    ...idleFacts(ruleset),
  ]
}
