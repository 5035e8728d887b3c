/** A ruleset as a numbered table in Markdown, in the order in which its rules are asked, for a lawyer to read. */
import type { CheckedRuleset } from '../ruleset/check.js'
import type { Condition, Rule } from '../ruleset/condition.js'
import { inWords } from './words.js'

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`

const namedIn = (condition: Condition): readonly (readonly [string, Condition])[] => {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap(namedIn)
    case 'not':
      return namedIn(condition.of)
    case 'named':
      return [[condition.name, condition.of], ...namedIn(condition.of)]
    case 'test':
      return []
    default:
      return condition satisfies never
  }
}

const ruleRow = ({ vocabulary }: CheckedRuleset, rule: Rule, number: number): string => {
  const { name, condition, outcome, code, citation } = rule
  return row([String(number), name, inWords(vocabulary, condition), outcome, `\`${code}\``, citation])
}

const definitions = ({ rules, vocabulary }: CheckedRuleset): readonly string[] => {
  const named = new Map(rules.flatMap(({ condition }) => namedIn(condition)))
  if (named.size === 0) return []
  const items = [...named].map(([name, of]) => `* *${name}*: ${inWords(vocabulary, of)}`)
  return ['', 'Where a condition is called by its name:', '', ...items]
}

/** The table, with the ruleset's title, version and digest above it: the first rule that holds speaks. */
export const tableOf = (ruleset: CheckedRuleset): string => {
  const { title, version, digest, rules } = ruleset
  return [
    `# ${title}`,
    '',
    `Ruleset \`${ruleset.ruleset}\`, version ${version}, SHA-256 \`${digest}\`. The first rule that holds speaks.`,
    '',
    row(['#', 'rule', 'when', 'outcome', 'code', 'rests on']),
    row(['---:', '---', '---', '---', '---', '---']),
    ...rules.map((rule, index) => ruleRow(ruleset, rule, index + 1)),
    ...definitions(ruleset),
    '',
  ].join('\n')
}
