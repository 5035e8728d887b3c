/** `vacatur rules lint`: what is wrong with rulesets though they load, each finding with facts that show it. */
import { explainFinding, type Finding, lint as findingsIn, writtenFacts } from '@vacatur/rules'
import * as E from 'fp-ts/lib/Either.js'
import { type Ended, EXIT } from '../../exit.js'
import { type ReadRuleset, readRulesets } from '../../option/ruleset.js'
import { paintOf } from '../../render/colour.js'
import { concernedBy, drawFinding } from '../../render/findings.js'
import { decidedInWords, rulesetInWords } from '../../render/ruleset.js'
import { count } from '../../render/text.js'
import type { Surroundings } from '../../surroundings.js'
import { type CommonOptions, printJson, shelfOf } from '../context.js'

/** A ruleset, and what was found in it. */
interface Linted extends ReadRuleset {
  readonly findings: readonly Finding[]
}

const findingJson = ({ checked }: ReadRuleset, finding: Finding): object => {
  const facts = 'facts' in finding ? finding.facts : null
  return {
    ...finding,
    facts: facts === null ? null : writtenFacts(checked.vocabulary, facts),
    decides: facts === null ? null : decidedInWords(checked, facts),
    cites: concernedBy(checked, finding),
    sentence: explainFinding(checked.vocabulary, finding),
  }
}

const lintedJson = (linted: Linted): object => {
  const { ruleset, version, digest } = linted.checked
  const findings = linted.findings.map((finding) => findingJson(linted, finding))
  return { from: linted.from, ruleset, version, digest, findings }
}

const draw = ({ checked, from, findings }: Linted, { terminal }: Surroundings): void => {
  const { hasColour, columns } = terminal
  const paint = paintOf(hasColour)
  const rules = count(checked.rules.length, 'rule', 'rules')
  const clean = findings.length === 0
  const what = clean ? 'clean' : count(findings.length, 'finding', 'findings')
  const painted = paint.outcome(clean ? 'permit' : 'deny', what)
  terminal.out(`${painted} in ${rulesetInWords(checked)}, ${rules}: ${from}\n`)
  if (!clean) terminal.out('\n')
  for (const finding of findings) terminal.out(`${drawFinding(checked, finding, { paint, columns })}\n`)
}

/** Runs the command. */
export const lint = async (
  surroundings: Surroundings,
  given: readonly string[],
  options: CommonOptions,
): Promise<Ended> => {
  const rulesets = await readRulesets(given, shelfOf(options, surroundings))
  if (E.isLeft(rulesets)) return rulesets
  let found = 0
  const all: object[] = []
  for (const read of rulesets.right) {
    const linted: Linted = { ...read, findings: findingsIn(read.checked) }
    found += linted.findings.length
    all.push(lintedJson(linted))
    if (options.json !== true) draw(linted, surroundings)
  }
  if (options.json === true) printJson(surroundings, { findings: found, rulesets: all })
  return E.right(found === 0 ? EXIT.done : EXIT.failed)
}
