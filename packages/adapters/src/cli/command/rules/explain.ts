/** `vacatur rules explain`: rulesets as numbered tables in Markdown, for a lawyer. Also the schema that editors check them by. */
import { type CheckedRuleset, inWords, rulesetJsonSchema, tableOf } from '@vacatur/rules'
import * as E from 'fp-ts/lib/Either.js'
import { type Ended, EXIT } from '../../exit.js'
import { readRulesets } from '../../option/ruleset.js'
import type { Surroundings } from '../../surroundings.js'
import { type CommonOptions, printJson, shelfOf } from '../context.js'

const explainedJson = (checked: CheckedRuleset): object => {
  const { ruleset, version, program, title, digest, rules, vocabulary } = checked
  const rows = rules.map(({ name, condition, outcome, code, citation, sentence, overrides }, index) => ({
    number: index + 1,
    rule: name,
    when: inWords(vocabulary, condition),
    outcome,
    code,
    citation,
    sentence,
    overrides,
  }))
  return { ruleset, version, program, title, digest, rules: rows }
}

/** Runs `vacatur rules explain`. As JSON: a list of rulesets. */
export const explain = async (
  surroundings: Surroundings,
  given: readonly string[],
  options: CommonOptions,
): Promise<Ended> => {
  const rulesets = await readRulesets(given, shelfOf(options, surroundings))
  if (E.isLeft(rulesets)) return rulesets
  const checked = rulesets.right.map((read) => read.checked)
  if (options.json === true) printJson(surroundings, checked.map(explainedJson))
  else surroundings.terminal.out(checked.map(tableOf).join('\n'))
  return E.right(EXIT.done)
}

/** Runs `vacatur rules schema`. */
export const schema = ({ terminal }: Surroundings): Ended => {
  terminal.out(`${JSON.stringify(rulesetJsonSchema(), null, 2)}\n`)
  return E.right(EXIT.done)
}
