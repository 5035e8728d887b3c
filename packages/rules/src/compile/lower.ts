/** Checked conditions to formulas over encoded facts. `not` goes down to the literals, names and operators disappear. */
import type { Vocabulary } from '../fact/declaration.js'
import {
  type Bound,
  type Condition,
  type Constant,
  factsOfTest,
  type Operand,
  type Rule,
  type Test,
  testsOf,
} from '../ruleset/condition.js'
import type { Formula, Formulas, Relation } from './formula.js'
import { placeOfChoice, placeOfConstant, placeOfMeasure, type Slots, slotsFor } from './slots.js'

/** NaN, the code of nothing, is among the constants like any other. */
const codeOf = (constant: Constant): number => (constant === null ? Number.NaN : Number(constant))

const constantsOf = (operand: Operand): readonly Constant[] => {
  if (operand.kind === 'constant') return [operand.value]
  if (operand.kind === 'list') return operand.values
  return operand.kind === 'bounds' ? [...constantsOf(operand.from), ...constantsOf(operand.until)] : []
}

/** Places for every fact and constant that rules compare. */
export const slotsOf = (rules: readonly Rule[], vocabulary: Vocabulary): Slots => {
  const tests = rules.flatMap(({ condition }) => testsOf(condition))
  const facts = [...new Set(tests.flatMap(factsOfTest))]
  const constants = tests
    .flatMap(({ operand }) => constantsOf(operand))
    .filter((constant) => constant === null || typeof constant === 'number')
  return slotsFor(vocabulary, facts, [...new Set(constants.map(codeOf))])
}

interface Lowering {
  readonly slots: Slots
  readonly make: Formulas
}

const placeOfBound = (slots: Slots, bound: Bound): number =>
  bound.kind === 'fact' ? placeOfMeasure(slots, bound.fact) : placeOfConstant(slots, codeOf(bound.value))

const valuesOf = ({ choices }: Slots, slot: number): readonly (boolean | string)[] =>
  choices[slot]?.values ?? []

/** The choice is one of the constants, or, negated, is not. */
const choiceAmong = (
  { slots, make }: Lowering,
  slot: number,
  isAmong: (value: boolean | string) => boolean,
): Formula => {
  const values = valuesOf(slots, slot).flatMap((value, code) => (isAmong(value) ? [code] : []))
  return make.literal({ kind: 'choice', slot, values })
}

const pairOf = (
  { slots, make }: Lowering,
  [one, other]: readonly [number, number],
  negated: boolean,
): Formula => {
  if (one === other) return choiceAmong({ slots, make }, one, () => !negated)
  const same = valuesOf(slots, one).map((value) => valuesOf(slots, other).indexOf(value))
  return make.literal({ kind: 'pair', one, other, same, negated })
}

const lowerChoice = (lowering: Lowering, { fact, operator, operand }: Test, sign: boolean): Formula => {
  const slot = placeOfChoice(lowering.slots, fact)
  const isPositive = (operator === 'equal' || operator === 'in') === sign
  if (operand.kind === 'fact') {
    return pairOf(lowering, [slot, placeOfChoice(lowering.slots, operand.fact)], !isPositive)
  }
  const listed: readonly Constant[] = operand.kind === 'list' ? operand.values : constantsOf(operand)
  return choiceAmong(lowering, slot, (value) => listed.includes(value) === isPositive)
}

/** What an operator with one operand says: the relation, whether its sides change places, whether it is negated. */
const RELATIONS: Readonly<Record<string, readonly [Relation, 'asIs' | 'swapped', boolean]>> = {
  equal: ['equal', 'asIs', false],
  notEqual: ['equal', 'asIs', true],
  lessThan: ['less', 'asIs', false],
  before: ['less', 'asIs', false],
  lessThanInclusive: ['lessOrEqual', 'asIs', false],
  greaterThan: ['less', 'swapped', false],
  greaterThanInclusive: ['lessOrEqual', 'swapped', false],
  onOrAfter: ['lessOrEqual', 'swapped', false],
}

const orderOf = (
  { slots, make }: Lowering,
  operator: string,
  { left, right, sign }: { readonly left: number; readonly right: Bound; readonly sign: boolean },
): Formula => {
  const [relation, sides, negated] = RELATIONS[operator] ?? ['equal', 'asIs', false]
  const bound = placeOfBound(slots, right)
  const [one, other] = sides === 'asIs' ? [left, bound] : [bound, left]
  return make.literal({ kind: 'order', relation, one, other, negated: negated === sign })
}

const lowerMeasure = (lowering: Lowering, test: Test, sign: boolean): Formula => {
  const { fact, operator, operand } = test
  const left = placeOfMeasure(lowering.slots, fact)
  if (operand.kind === 'list') {
    const isPositive = (operator === 'in') === sign
    const each = operand.values.map((value) =>
      orderOf(lowering, 'equal', { left, right: { kind: 'constant', value }, sign: isPositive }),
    )
    return lowering.make.group(isPositive ? 'any' : 'all', each)
  }
  if (operand.kind === 'bounds') {
    return lowering.make.group(sign ? 'all' : 'any', [
      orderOf(lowering, 'onOrAfter', { left, right: operand.from, sign }),
      orderOf(lowering, 'before', { left, right: operand.until, sign }),
    ])
  }
  return orderOf(lowering, operator, { left, right: operand, sign })
}

const lowerTest = (lowering: Lowering, test: Test, sign: boolean): Formula =>
  placeOfChoice(lowering.slots, test.fact) === -1
    ? lowerMeasure(lowering, test, sign)
    : lowerChoice(lowering, test, sign)

const DUAL = { all: 'any', any: 'all' } as const

/** The formula of a condition; with `sign` false, of its negation. */
export const lower = (lowering: Lowering, condition: Condition, sign = true): Formula => {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const kind = sign ? condition.kind : DUAL[condition.kind]
      return lowering.make.group(
        kind,
        condition.of.map((item) => lower(lowering, item, sign)),
      )
    }
    case 'not':
      return lower(lowering, condition.of, !sign)
    case 'named':
      return lower(lowering, condition.of, sign)
    case 'test':
      return lowerTest(lowering, condition, sign)
    default:
      return condition satisfies never
  }
}
