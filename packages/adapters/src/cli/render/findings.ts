/** What lint finds in a ruleset, for people: the sentence, the facts that show it, what is decided on them, and the law concerned. */
import { type CheckedRuleset, type Cited, type Finding, findingInWords } from '@vacatur/rules'
import type { Paint } from './colour.js'
import { decidedInWords, factsInWords } from './ruleset.js'
import { labelled } from './text.js'

/** The names of rules that a finding is about, beside those it cites itself. */
const namesIn = (finding: Finding): readonly string[] => {
  switch (finding.kind) {
    case 'never-holds':
      return [finding.rule.rule]
    case 'never-reached':
      return [finding.rule.rule, finding.by.rule]
    case 'decided-by-order':
      return [finding.rule.rule, finding.over.rule]
    case 'overrides-nothing':
      return [finding.rule.rule, finding.over]
    case 'fact-never-matters':
    case 'values-alike':
      return finding.speaks === null ? [] : [finding.speaks]
    case 'gap':
    case 'gave-up':
      return []
    default:
      return finding satisfies never
  }
}

/** The rules that a finding concerns, with their citations. */
export const concernedBy = ({ rules }: CheckedRuleset, finding: Finding): readonly Cited[] =>
  namesIn(finding).flatMap((name) =>
    rules.flatMap((rule) => (rule.name === name ? [{ rule: name, citation: rule.citation }] : [])),
  )

/** How findings are drawn. */
export interface Drawing {
  readonly paint: Paint
  readonly columns: number
}

/** Draws one finding. */
export const drawFinding = (ruleset: CheckedRuleset, finding: Finding, drawing: Drawing): string => {
  const { paint, columns } = drawing
  const facts = 'facts' in finding ? finding.facts : null
  const sentence = findingInWords(finding)
  const rows: readonly (readonly [string, string])[] = [
    ['  found', `${sentence}.`],
    ...(facts === null
      ? []
      : ([
          ['  on', factsInWords(ruleset, facts)],
          ['  decides', decidedInWords(ruleset, facts)],
        ] as const)),
    ...concernedBy(ruleset, finding)
      .filter(({ citation }) => !sentence.includes(citation))
      .map(({ rule, citation }) => ['  law', `${rule}: ${citation}`] as const),
  ]
  return [
    paint.outcome('review', finding.kind),
    ...rows.map(([label, text]) => labelled(label, text, { columns })),
    '',
  ].join('\n')
}
