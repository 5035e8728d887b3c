/**
 * A document's conditions as json-rules-engine takes them. Every operator is decorated with how a missing fact is to be taken:
 * `surely`, the test fails; `possibly`, it holds. Under a `not` the two change places. So a condition that holds surely holds however
 * the missing facts are filled in test by test, one that does not even hold possibly fails, any other is open: strong Kleene logic,
 * by two runs of a two-valued engine.
 */
import type { NestedCondition, TopLevelCondition } from 'json-rules-engine'
import type { RulesetDocument, WrittenCondition, WrittenGroup, WrittenTest } from '../ruleset/schema.js'

/** How a test takes a missing fact: as failing, or as holding. */
export type Mode = 'surely' | 'possibly'

const OPPOSITE = { surely: 'possibly', possibly: 'surely' } as const

/** The name under which the engine holds a document's named condition for a mode. */
const namedFor = (name: string, mode: Mode): string => `${mode}:${name}`

const rewriteTest = ({ fact, path, operator, value }: WrittenTest, mode: Mode): NestedCondition => {
  const left = { fact, ...(path === undefined ? {} : { path }) }
  if (operator !== 'within' || !Array.isArray(value))
    return { ...left, operator: `${mode}:${operator}`, value }
  const [from, until] = value
  return {
    all: [
      { ...left, operator: `${mode}:onOrAfter`, value: from },
      { ...left, operator: `${mode}:before`, value: until },
    ],
  }
}

const rewriteAny = (written: WrittenCondition, mode: Mode): NestedCondition =>
  'fact' in written ? rewriteTest(written, mode) : rewrite(written, mode)

/** The condition with its operators decorated for the mode. */
export function rewrite(written: WrittenGroup, mode: Mode): TopLevelCondition {
  if ('all' in written) return { all: written.all.map((item) => rewriteAny(item, mode)) }
  if ('any' in written) return { any: written.any.map((item) => rewriteAny(item, mode)) }
  if ('not' in written) return { not: rewriteAny(written.not, OPPOSITE[mode]) }
  return { condition: namedFor(written.condition, mode) }
}

/** The named conditions of a document, for both modes, since a `not` may stand before one. */
export const namedConditions = ({
  conditions = {},
}: RulesetDocument): readonly (readonly [string, TopLevelCondition])[] =>
  Object.entries(conditions).flatMap(([name, written]) =>
    (['surely', 'possibly'] as const).map((mode) => [namedFor(name, mode), rewrite(written, mode)] as const),
  )
