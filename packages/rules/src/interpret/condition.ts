/** A condition in three truth values, and which missing facts leave it open. The plain reading, kept as the oracle. */
import type { Facts } from '@vacatur/core'
import { declarationOf, readFact, type Vocabulary } from '../fact/declaration.js'
import { type Condition, factsOfTest } from '../ruleset/condition.js'
import { type ReadFact, truthOfTest } from './test.js'
import { allOf, anyOf, negated, type Truth } from './truth.js'

/** Facts as the rules of a vocabulary see them: a value of another type counts as left out. */
export const reading =
  (vocabulary: Vocabulary, facts: Facts): ReadFact =>
  (fact) => {
    const declaration = declarationOf(vocabulary, fact)
    return declaration === undefined ? undefined : readFact(declaration, facts[fact])
  }

/** What a condition comes to. */
export const truthOfCondition = (condition: Condition, read: ReadFact): Truth => {
  switch (condition.kind) {
    case 'all':
      return allOf(condition.of.map((item) => truthOfCondition(item, read)))
    case 'any':
      return anyOf(condition.of.map((item) => truthOfCondition(item, read)))
    case 'not':
      return negated(truthOfCondition(condition.of, read))
    case 'named':
      return truthOfCondition(condition.of, read)
    case 'test':
      return truthOfTest(condition, read)
    default:
      return condition satisfies never
  }
}

/** The missing facts that leave a condition open, possibly repeated; none where it is decided. */
export const missingIn = (condition: Condition, read: ReadFact): readonly string[] => {
  if (truthOfCondition(condition, read) !== 'open') return []
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap((item) => missingIn(item, read))
    case 'not':
    case 'named':
      return missingIn(condition.of, read)
    case 'test':
      return factsOfTest(condition).filter((fact) => read(fact) === undefined)
    default:
      return condition satisfies never
  }
}
