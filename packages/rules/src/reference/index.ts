/** `@vacatur/rules/reference`: rulesets run on json-rules-engine itself, to hold ours against. The only importer of it. */
import type { EntryOf, Facts, Verdict } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { declarationOf, readFact, type Vocabulary } from '../fact/declaration.js'
import { ORDER } from '../fact/order-vocabulary.js'
import type { Truth } from '../interpret/truth.js'
import { walk } from '../interpret/walk.js'
import { type CheckedRuleset, checkRuleset } from '../ruleset/check.js'
import { type RulesetDocument, rulesetDocument } from '../ruleset/schema.js'
import { openFacts } from './missing.js'
import { type RuleResult, run } from './run.js'

/** A ruleset on json-rules-engine. */
export interface Reference {
  /** The names of the rules that hold, sorted by the walk. A missing fact is taken as failing each test that compares it. */
  readonly holding: (facts: Facts) => Promise<readonly string[]>
  /** What the ruleset says, by the same walk as the interpreter's. */
  readonly evaluate: (facts: Facts) => Promise<Verdict>
}

const truthOf = (surely: RuleResult | undefined, possibly: RuleResult | undefined): Truth => {
  if (surely?.holds === true) return 'holds'
  return possibly?.holds === true ? 'open' : 'fails'
}

const isComplete = ({ facts: declared }: Vocabulary, facts: Facts): boolean =>
  Object.entries(declared).every(([name, declaration]) => readFact(declaration, facts[name]) !== undefined)

const evaluateOn = async (
  document: RulesetDocument,
  { rules, vocabulary }: CheckedRuleset,
  facts: Facts,
): Promise<Verdict> => {
  const given = { vocabulary, facts }
  const surely = await run(document, 'surely', given)
  const possibly = isComplete(vocabulary, facts) ? surely : await run(document, 'possibly', given)
  const isMissing = (fact: string): boolean => {
    const declaration = declarationOf(vocabulary, fact)
    return declaration !== undefined && readFact(declaration, facts[fact]) === undefined
  }
  return walk(rules, {
    truthOf: ({ name }) => truthOf(surely.get(name), possibly.get(name)),
    missingOf: ({ name }) =>
      openFacts(surely.get(name)?.conditions, possibly.get(name)?.conditions).filter(isMissing),
  })
}

/** A document as a reference; it is checked as any other, so that both run on the same. */
export const referenceOf = (
  document: unknown,
  vocabulary: Vocabulary = ORDER,
): E.Either<readonly string[], Reference> =>
  E.map((checked: CheckedRuleset): Reference => {
    const written = rulesetDocument.parse(document)
    return {
      holding: async (facts) => {
        const results = await run(written, 'surely', { vocabulary, facts })
        return checked.rules.map(({ name }) => name).filter((name) => results.get(name)?.holds === true)
      },
      evaluate: (facts) => evaluateOn(written, checked, facts),
    }
  })(checkRuleset(document, vocabulary))

/** What is asked of a loaded ruleset. */
export interface AskedOf {
  readonly ruleset: { readonly digest: string }
  readonly facts: Facts
}

/** Answers for any of the published rulesets, found by digest, on json-rules-engine: for the core's `decideWith`. */
export const referenceFor = (
  published: readonly EntryOf<'RulesetPublished'>[],
): ((asked: AskedOf) => Promise<Verdict>) => {
  const references = new Map(published.map(({ digest, rules }) => [digest, referenceOf(rules)] as const))
  return async ({ ruleset, facts }) => {
    const reference = references.get(ruleset.digest)
    if (reference === undefined || E.isLeft(reference)) {
      throw new TypeError(`no ruleset of digest ${ruleset.digest} is published that can be loaded`)
    }
    return reference.right.evaluate(facts)
  }
}
