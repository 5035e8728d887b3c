/** What the analysis of one ruleset can find, and how it reads. */
import type { Vocabulary } from '../fact/declaration.js'
import type { Facts } from '@vacatur/core'
import { writtenFacts } from './witness.js'

/** A rule as findings cite it. */
export interface Cited {
  readonly rule: string
  readonly citation: string
}

/** One finding. `facts` were evaluated again before they were put here; facts that no condition uses are left away. */
export type Finding =
  /** `facts`: on these it fails only by the part of its condition at `place`; null where no single part is to blame. */
  | {
      readonly kind: 'never-holds'
      readonly rule: Cited
      readonly facts: Facts | null
      readonly place: string | null
    }
  /** On `facts` it holds, yet `by` speaks, as an earlier rule does wherever it holds. */
  | { readonly kind: 'never-reached'; readonly rule: Cited; readonly by: Cited; readonly facts: Facts }
  /** On `facts` both hold, their outcomes differ, `rule` speaks as the earlier, and does not say that it overrides `over`. */
  | { readonly kind: 'decided-by-order'; readonly rule: Cited; readonly over: Cited; readonly facts: Facts }
  /** It says that it overrides `over`, which is no rule, has the same outcome, speaks before it, or never holds where it speaks. */
  | {
      readonly kind: 'overrides-nothing'
      readonly rule: Cited
      readonly over: string
      readonly because: 'unknown' | 'same-outcome' | 'earlier' | 'never-both'
      readonly facts: Facts | null
    }
  /** On `facts` no rule holds. */
  | { readonly kind: 'gap'; readonly facts: Facts }
  /** Conditions ask for it, but the rule that speaks is the same whatever it is: on `facts`, say, and on all others. */
  | {
      readonly kind: 'fact-never-matters'
      readonly fact: string
      readonly facts: Facts
      readonly speaks: string | null
    }
  /** Conditions name other values of the fact one by one, but none of these: on `facts`, say, one and the same rule speaks for all. */
  | {
      readonly kind: 'values-alike'
      readonly fact: string
      readonly values: readonly string[]
      readonly facts: Facts
      readonly speaks: string | null
    }
  /** Too much to search: neither found nor ruled out. */
  | { readonly kind: 'gave-up'; readonly about: string }

const REASONS = {
  unknown: 'no rule has that name',
  'same-outcome': 'both have the same outcome',
  earlier: 'that rule speaks first',
  'never-both': 'the two never hold together where it speaks',
} as const

const cited = ({ rule, citation }: Cited): string => `\`${rule}\` (${citation})`

const spoken = (rule: string | null): string => (rule === null ? 'no rule speaks' : `\`${rule}\` speaks`)

/** The finding in a sentence, without its facts. */
export const findingInWords = (finding: Finding): string => {
  switch (finding.kind) {
    case 'never-holds': {
      const near = finding.place === null ? '' : `; it comes nearest when only \`${finding.place}\` fails`
      return `rule ${cited(finding.rule)} can never hold${near}`
    }
    case 'never-reached':
      return `rule ${cited(finding.rule)} is never reached: wherever it holds, an earlier one does, like ${cited(finding.by)}`
    case 'decided-by-order':
      return `rules ${cited(finding.rule)} and ${cited(finding.over)} both hold and differ: the first speaks by its place alone, without saying that it overrides the second`
    case 'overrides-nothing':
      return `rule ${cited(finding.rule)} says that it overrides \`${finding.over}\`, but ${REASONS[finding.because]}`
    case 'gap':
      return 'no rule holds'
    case 'fact-never-matters':
      return `fact \`${finding.fact}\` is asked for but never matters: whatever it is, ${spoken(finding.speaks)}`
    case 'values-alike':
      return `${finding.values.map((value) => `\`${value}\``).join(', ')} of fact \`${finding.fact}\` are named by no condition, though other values are: for all of them ${spoken(finding.speaks)}`
    case 'gave-up':
      return `gave up on ${finding.about}: too much to search`
    default:
      return finding satisfies never
  }
}

/** The finding in a sentence, with its facts as JSON where it has any. */
export const explainFinding = (vocabulary: Vocabulary, finding: Finding): string => {
  const facts = 'facts' in finding ? finding.facts : null
  const shown = facts === null ? '' : `, on ${JSON.stringify(writtenFacts(vocabulary, facts))}`
  return `${findingInWords(finding)}${shown}`
}
