/** Rulesets, facts and what a ruleset says on facts, in a few words. */
import type { Facts, Verdict } from '@vacatur/core'
import { type CheckedRuleset, interpret, writtenFacts } from '@vacatur/rules'

/** A digest as people are shown it: enough of it to be unique, and accepted as it stands. */
export const shortly = (digest: string): string => digest.slice(0, 12)

/** `us-1260h 1 [0123456789ab]`, as decisions name rulesets. */
export const rulesetInWords = ({
  ruleset,
  version,
  digest,
}: {
  readonly ruleset: string
  readonly version: string
  readonly digest: string
}): string => `${ruleset} ${version} [${shortly(digest)}]`

/** The facts, one after the other: `standing: designated, buyBannedFrom: nothing`. */
export const factsInWords = ({ vocabulary }: CheckedRuleset, facts: Facts): string => {
  const written = Object.entries(writtenFacts(vocabulary, facts))
  if (written.length === 0) return 'any facts'
  return written.map(([fact, value]) => `${fact}: ${value === null ? 'nothing' : String(value)}`).join(', ')
}

const verdictInWords = (verdict: Verdict): string => {
  switch (verdict.kind) {
    case 'rule':
      return `${verdict.rule.outcome} \`${verdict.rule.code}\`, by rule \`${verdict.rule.rule}\``
    case 'missing':
      return `undetermined: it takes ${verdict.facts.join(', ')}`
    case 'none':
      return 'undetermined: no rule holds'
    default:
      return verdict satisfies never
  }
}

/** What the ruleset says on the facts, evaluated here and now: `deny \`buy-banned\`, by rule \`buy-banned\``. */
export const decidedInWords = (ruleset: CheckedRuleset, facts: Facts): string =>
  verdictInWords(interpret(ruleset, facts))
