/** Who evaluates the rules: ours, or json-rules-engine as a reference, which is loaded only when asked for. */
import type { Evaluate, Recorded, Rulesets } from '@vacatur/core'
import { catalogue, catalogueWith } from '@vacatur/rules'

/** The names that are accepted. */
export const EVALUATORS = ['compiled', 'interpreter', 'reference'] as const

/** The name of an evaluator. */
export type EvaluatorName = (typeof EVALUATORS)[number]

/** The catalogue, its rules evaluated as told; compiled where nothing is. */
export const rulesetsFor = (name: EvaluatorName | undefined): Rulesets =>
  name === 'interpreter' ? catalogueWith('interpreter') : catalogue

/** The evaluator of that name for the catalogue's rulesets and those of a log; undefined: the rulesets' own. */
export const evaluatorOf = async (
  name: EvaluatorName | undefined,
  entries: readonly Recorded[] = [],
): Promise<Evaluate | undefined> => {
  if (name !== 'reference') return undefined
  const { referenceFor } = await import('@vacatur/rules/reference')
  const published = entries.flatMap(({ entry }) => (entry.type === 'RulesetPublished' ? [entry] : []))
  return referenceFor([...catalogue.published, ...published])
}
