/** Written conditions to typed ones: facts looked up, operators and operands held against types, names followed. */
import * as E from 'fp-ts/lib/Either.js'
import { declarationOf, type Vocabulary } from '../fact/declaration.js'
import type { Condition } from './condition.js'
import { operatorsFor } from './operator.js'
import { placeOf, problemAt } from './place.js'
import type { WrittenCondition, WrittenTest } from './schema.js'
import { factNameOf, operandOf } from './type-operand.js'

type Path = readonly PropertyKey[]

/** The typed condition, or problems with their places. */
export type TypedCondition = E.Either<readonly string[], Condition>

/** What a condition may refer to. */
export interface Scope {
  readonly vocabulary: Vocabulary
  readonly named: ReadonlyMap<string, WrittenCondition>
  /** Named conditions that were typed: each is typed once, however often it is named. */
  readonly typed: Map<string, TypedCondition>
  /** The names being followed, so that a cycle is seen. */
  readonly following: readonly string[]
  readonly depth: number
}

/** Conditions in conditions, those behind names counted in. */
export const MAX_NESTING = 24

/** The refusal of a condition that is nested too deep. */
export const tooDeep = (place: string): string =>
  `\`${place}\` is nested too deep, accepted are: ${MAX_NESTING} levels of conditions, those behind names counted in`

const refused = (path: Path, found: unknown, accepted: string): TypedCondition =>
  E.left([problemAt(placeOf(path), found, accepted)])

const typeTest = (written: WrittenTest, path: Path, vocabulary: Vocabulary): TypedCondition => {
  const fact = factNameOf(written)
  const declaration = declarationOf(vocabulary, fact)
  if (declaration === undefined) {
    return refused([...path, 'fact'], fact, `a declared fact: ${Object.keys(vocabulary.facts).join(', ')}`)
  }
  const suitable = operatorsFor(declaration.type)
  if (!suitable.includes(written.operator)) {
    const accepted = `for \`${fact}\`, of type ${declaration.type}: ${suitable.join(', ')}`
    return refused([...path, 'operator'], written.operator, accepted)
  }
  const operand = operandOf({ declaration, operator: written.operator, vocabulary }, written.value)
  if (E.isLeft(operand)) {
    const { path: inside, found, accepted } = operand.left
    return refused([...path, 'value', ...inside], found, accepted)
  }
  const { operator } = written
  return E.right({ kind: 'test', fact, operator, operand: operand.right, place: placeOf(path) })
}

const typeNamed = (name: string, path: Path, scope: Scope): TypedCondition => {
  const written = scope.named.get(name)
  const at = [...path, 'condition']
  if (written === undefined)
    return refused(at, name, `one of the conditions: ${[...scope.named.keys()].join(', ') || 'none'}`)
  if (scope.following.includes(name)) {
    return refused(at, name, `no cycle (${[...scope.following, name].join(' → ')})`)
  }
  const inner = { ...scope, following: [...scope.following, name], depth: scope.depth + 1 }
  const typed = scope.typed.get(name) ?? typeCondition(written, ['conditions', name], inner)
  scope.typed.set(name, typed)
  return E.map((of: Condition): Condition => ({ kind: 'named', name, of, place: placeOf(path) }))(typed)
}

const typeList = (
  kind: 'all' | 'any',
  written: readonly WrittenCondition[],
  { path, scope }: { readonly path: Path; readonly scope: Scope },
): TypedCondition => {
  const inner = { ...scope, depth: scope.depth + 1 }
  const typed = written.map((item, index) => typeCondition(item, [...path, kind, index], inner))
  const problems = typed.flatMap((item) => (E.isLeft(item) ? item.left : []))
  if (problems.length > 0) return E.left(problems)
  const of = typed.flatMap((item) => (E.isRight(item) ? [item.right] : []))
  return E.right({ kind, of, place: placeOf(path) })
}

/** The typed condition of a written one at `path`, or every problem in it. */
export function typeCondition(written: WrittenCondition, path: Path, scope: Scope): TypedCondition {
  if (scope.depth > MAX_NESTING) {
    return E.left([tooDeep(placeOf(path))])
  }
  if ('all' in written) return typeList('all', written.all, { path, scope })
  if ('any' in written) return typeList('any', written.any, { path, scope })
  if ('not' in written) {
    const inner = { ...scope, depth: scope.depth + 1 }
    return E.map((of: Condition): Condition => ({ kind: 'not', of, place: placeOf(path) }))(
      typeCondition(written.not, [...path, 'not'], inner),
    )
  }
  if ('condition' in written) return typeNamed(written.condition, path, scope)
  return typeTest(written, path, scope.vocabulary)
}
