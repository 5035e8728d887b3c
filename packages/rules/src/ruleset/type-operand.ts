/** Does an operand suit a fact's type and an operator? Instants in text become epoch milliseconds here, once. */
import { type FactValue, INSTANT_FORM, instantOf } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import {
  declarationOf,
  type FactDeclaration,
  type FactType,
  isOfType,
  type Vocabulary,
} from '../fact/declaration.js'
import type { Bound, Constant, Operand } from './condition.js'
import type { Operator } from './operator.js'
import type { FactReference, WrittenOperand } from './schema.js'

/** Why an operand does not suit: where in the operand, what was found, what is accepted. */
interface OperandProblem {
  readonly path: readonly PropertyKey[]
  readonly found: unknown
  readonly accepted: string
}

type Checked<A> = E.Either<OperandProblem, A>

interface Setting {
  readonly declaration: FactDeclaration
  readonly operator: Operator
  readonly vocabulary: Vocabulary
}

const left = (path: readonly PropertyKey[], found: unknown, accepted: string): Checked<never> =>
  E.left({ path, found, accepted })

/** What constants a type accepts, in words. */
export const acceptedFor = (declaration: FactType): string => {
  switch (declaration.type) {
    case 'boolean':
      return 'true or false'
    case 'integer':
      return `a whole number${declaration.minimum === undefined ? '' : ` from ${declaration.minimum}`}${
        declaration.maximum === undefined ? '' : ` to ${declaration.maximum}`
      }`
    case 'instant':
      return declaration.nullable === true ? `${INSTANT_FORM}, or null` : INSTANT_FORM
    case 'one-of':
      return `one of ${declaration.values.join(', ')}`
    default:
      return declaration satisfies never
  }
}

const isReference = (written: unknown): written is FactReference =>
  typeof written === 'object' && written !== null && Object.hasOwn(written, 'fact')

/** The declared name of a fact with a path: `person` with `usPerson` is `person.usPerson`. */
export const factNameOf = ({ fact, path }: { readonly fact: string; readonly path?: string | undefined }) =>
  path === undefined ? fact : `${fact}.${path.replace(/^\$?\./, '')}`

const asConstant = (declaration: FactType, written: unknown): FactValue => {
  if (written === null || typeof written === 'boolean') return written
  if (declaration.type === 'instant') {
    const read = typeof written === 'string' ? instantOf(written) : E.left('')
    return E.isRight(read) ? read.right : undefined
  }
  return typeof written === 'string' || typeof written === 'number' ? written : undefined
}

const isSafe = (value: FactValue): value is Constant => value !== undefined

const constantOf = (
  { declaration, operator }: Setting,
  written: unknown,
  path: readonly PropertyKey[],
): Checked<Constant> => {
  const value = asConstant(declaration, written)
  const orders = operator !== 'equal' && operator !== 'notEqual'
  if (value === null && orders)
    return left(path, written, 'no null: it is equal to null or not, nothing else')
  return isSafe(value) && isOfType(declaration, value)
    ? E.right(value)
    : left(path, written, acceptedFor(declaration))
}

const share = (one: FactType, other: FactType): boolean =>
  one.type === other.type &&
  (one.type !== 'one-of' ||
    other.type !== 'one-of' ||
    one.values.some((value) => other.values.includes(value)))

const typeInWords = (type: FactType): string =>
  type.type === 'one-of' ? `one of ${type.values.join(', ')}` : `of type ${type.type}`

const factBoundOf = (
  { declaration, vocabulary }: Setting,
  written: FactReference,
  path: readonly PropertyKey[],
): Checked<Bound> => {
  const fact = factNameOf(written)
  const other = declarationOf(vocabulary, fact)
  if (other === undefined)
    return left([...path, 'fact'], fact, `a declared fact: ${Object.keys(vocabulary.facts).join(', ')}`)
  return share(declaration, other)
    ? E.right({ kind: 'fact', fact })
    : left([...path, 'fact'], fact, `a fact that is ${typeInWords(declaration)}`)
}

const boundOf = (setting: Setting, written: unknown, path: readonly PropertyKey[]): Checked<Bound> =>
  isReference(written)
    ? factBoundOf(setting, written, path)
    : E.map((value: Constant): Bound => ({ kind: 'constant', value }))(constantOf(setting, written, path))

const listOf = (setting: Setting, written: WrittenOperand): Checked<Operand> => {
  if (!Array.isArray(written) || written.length === 0)
    return left([], written, 'a list of at least one constant')
  const values: Constant[] = []
  for (const [index, item] of written.entries()) {
    const value = constantOf(setting, item, [index])
    if (E.isLeft(value)) return value
    if (values.includes(value.right)) return left([index], item, 'each constant once')
    values.push(value.right)
  }
  return E.right({ kind: 'list', values })
}

const boundsOf = (setting: Setting, written: WrittenOperand): Checked<Operand> => {
  if (!Array.isArray(written) || written.length !== 2)
    return left([], written, 'a list of two: [from, until)')
  const from = boundOf(setting, written[0], [0])
  if (E.isLeft(from)) return from
  const until = boundOf(setting, written[1], [1])
  if (E.isLeft(until)) return until
  const empty =
    from.right.kind === 'constant' &&
    until.right.kind === 'constant' &&
    Number(from.right.value) >= Number(until.right.value)
  return empty
    ? left([1], written[1], 'an instant after the first: from is inclusive, until exclusive')
    : E.right({ kind: 'bounds', from: from.right, until: until.right })
}

/** The operand with its type, or why the operator does not take it. */
export const operandOf = (setting: Setting, written: WrittenOperand): Checked<Operand> => {
  switch (setting.operator) {
    case 'in':
    case 'notIn':
      return listOf(setting, written)
    case 'within':
      return boundsOf(setting, written)
    default:
      return Array.isArray(written)
        ? left([], written, `${acceptedFor(setting.declaration)}, or { "fact": name }`)
        : boundOf(setting, written, [])
  }
}
