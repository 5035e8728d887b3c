/** The rulesets that come with this package, as published entries, and the way to load any other. */
import { digestOf, type EntryOf, parseEntry, type Rulesets } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { type EvaluatorName, loadWith } from '../load/load-ruleset.js'
import { type RulesetDocument, rulesetDocument } from '../ruleset/schema.js'
import us1260h from './us-1260h/ruleset.json' with { type: 'json' }
import usCcmc from './us-ccmc/ruleset.json' with { type: 'json' }
import usNsCmic from './us-ns-cmic/ruleset.json' with { type: 'json' }

/** A ruleset is our reading of the law, which has no beginning of its own: it is in force from the epoch on. */
const NO_BEGINNING = '1970-01-01T00:00:00.000Z'

const publishedOf = (rules: RulesetDocument): EntryOf<'RulesetPublished'> => {
  const { ruleset, version } = rules
  const entry = parseEntry({
    id: `ruleset/${ruleset}/${version}`,
    type: 'RulesetPublished',
    validAt: NO_BEGINNING,
    publishedAt: NO_BEGINNING,
    source: {
      authority: 'vacatur',
      citation: `packages/rules/src/catalogue/${ruleset}, version ${version}: each rule names the law that it rests on`,
    },
    ruleset,
    version,
    rules,
    digest: digestOf(rules),
  })
  if (E.isLeft(entry) || entry.right.type !== 'RulesetPublished') {
    throw new TypeError(`the catalogue's ruleset ${ruleset} is no entry`)
  }
  return entry.right
}

/** The documents of the catalogue's rulesets. */
export const CATALOGUE_DOCUMENTS: readonly RulesetDocument[] = [usCcmc, usNsCmic, us1260h].map((document) =>
  rulesetDocument.parse(document),
)

/** The catalogue, evaluated as told. */
export const catalogueWith = (evaluator: EvaluatorName): Rulesets => ({
  published: CATALOGUE_DOCUMENTS.map(publishedOf),
  load: loadWith(evaluator),
})

/** The rulesets `us-ccmc`, `us-ns-cmic` and `us-1260h`, in force from the epoch on, compiled when first asked. */
export const catalogue: Rulesets = catalogueWith('compiled')
