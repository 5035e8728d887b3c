/** One run of json-rules-engine over a whole document. A fresh engine each time: overlapping runs of one engine lose rules. */
import type { Facts } from '@vacatur/core'
import { Engine } from 'json-rules-engine'
import type { Vocabulary } from '../fact/declaration.js'
import type { RulesetDocument } from '../ruleset/schema.js'
import { factsFor, ownPath } from './facts.js'
import { type Mode, namedConditions, rewrite } from './rewrite.js'

/** What a rule came to, with json-rules-engine's own record of each condition. */
export interface RuleResult {
  readonly holds: boolean
  readonly conditions: unknown
}

type Text = string | null

const inOrder = (one: Text, other: Text, holds: boolean): boolean => one !== null && other !== null && holds

const engineFor = (document: RulesetDocument, mode: Mode): Engine => {
  const engine = new Engine([], { pathResolver: ownPath })
  engine.addOperator<Text, Text>('before', (one, other) => inOrder(one, other, String(one) < String(other)))
  engine.addOperator<Text, Text>('onOrAfter', (one, other) =>
    inOrder(one, other, String(one) >= String(other)),
  )
  const missing = (one: unknown, other: unknown): boolean => one === undefined || other === undefined
  engine.addOperatorDecorator('surely', (one, other, next) => !missing(one, other) && next(one, other))
  engine.addOperatorDecorator('possibly', (one, other, next) => missing(one, other) || next(one, other))
  for (const [name, condition] of namedConditions(document)) engine.setCondition(name, condition)
  for (const { name, priority = 1, conditions } of document.rules) {
    engine.addRule({ name, priority, conditions: rewrite(conditions, mode), event: { type: 'rule' } })
  }
  return engine
}

/** Each rule's result by its name. */
export const run = async (
  document: RulesetDocument,
  mode: Mode,
  { vocabulary, facts }: { readonly vocabulary: Vocabulary; readonly facts: Facts },
): Promise<ReadonlyMap<string, RuleResult>> => {
  const { results, failureResults } = await engineFor(document, mode).run(factsFor(vocabulary, facts))
  return new Map(
    [...results, ...failureResults].map(({ name, result, conditions }) => [
      name,
      { holds: result === true, conditions },
    ]),
  )
}
