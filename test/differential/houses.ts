/** Rulesets that houses decide by: the law's own; with a rule that turns where nothing of the law does; and some that run out. */
import { digestOf, type EntryOf, parseEntry, type Rulesets } from '@vacatur/core'
import { CATALOGUE_DOCUMENTS, catalogue } from '@vacatur/rules'
import { at, common, gridMs } from '../generate/universe.js'

const published = (
  document: { readonly ruleset: string; readonly version: string },
  ends: { readonly validUntil?: string } = {},
): EntryOf<'RulesetPublished'> => {
  const { ruleset, version } = document
  const rules: unknown = JSON.parse(JSON.stringify(document))
  const parsed = parseEntry({
    ...common(`ruleset/${ruleset}`, gridMs(-100), gridMs(-100)),
    type: 'RulesetPublished',
    ruleset,
    version,
    rules,
    digest: digestOf(document),
    ...ends,
  })
  if (parsed._tag === 'Right' && parsed.right.type === 'RulesetPublished') return parsed.right
  throw new Error(JSON.stringify(parsed))
}

const rule = (name: string, outcome: string, conditions: object): object => ({
  name,
  conditions,
  event: { type: outcome, params: { outcome, code: name, citation: 'a policy', sentence: 'A sentence.' } },
})

const isSale = { fact: 'activity', operator: 'equal', value: 'sell' }
const isOver = {
  any: [
    { fact: 'tradedAt', operator: 'greaterThan', value: at(gridMs(28)) },
    { fact: 'tradedAt', operator: 'greaterThan', value: { fact: 'buyBannedFrom' } },
  ],
}

const isHolding = { fact: 'activity', operator: 'equal', value: 'hold' }
const isAcquired = { fact: 'tradedAt', operator: 'greaterThanInclusive', value: { fact: 'acquiredAt' } }

/**
 * Sells until buying is banned, or an instant of its own choosing, inclusive, and holds nothing from the day of acquisition: nothing of
 * the law turns there.
 */
const STRICTER = {
  ruleset: 'house',
  version: '1',
  program: 'us-ccmc',
  title: 'a house',
  rules: [
    rule('no-more-sales', 'deny', { all: [isSale, isOver] }),
    rule('no-more-holding', 'deny', { all: [isHolding, isAcquired] }),
    rule('otherwise', 'permit', {
      not: { any: [{ all: [isSale, isOver] }, { all: [isHolding, isAcquired] }] },
    }),
  ],
}

/** What a house may decide by; the last decides nothing from a day on. */
export const HOUSES: readonly Rulesets[] = [
  catalogue,
  { ...catalogue, published: [...catalogue.published, published(STRICTER)] },
  {
    ...catalogue,
    published: CATALOGUE_DOCUMENTS.map((law) => published(law, { validUntil: at(gridMs(16)) })),
  },
]
