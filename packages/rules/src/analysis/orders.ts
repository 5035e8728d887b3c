/** What is assumed about measures: which are nothing, and how the others lie to each other. */
import { declarationOf, rangeOf } from '../fact/declaration.js'
import type { Question } from '../compile/question.js'
import type { Slots } from '../compile/slots.js'
import { canBeMet, type Constraint, numbersNear } from './differences.js'

type OrderQuestion = Extract<Question, { readonly kind: 'order' }>

/** Measures, by their place among the measures and constants; node `i + 1` of the constraints is measure `i`. */
export interface Assumed {
  readonly nothing: ReadonlyMap<number, boolean>
  readonly constraints: readonly Constraint[]
}

/** One way in which an answer can be true. */
interface Way {
  readonly nothing: readonly (readonly [number, boolean])[]
  readonly constraints: readonly Constraint[]
}

/** What there is to assume about: the measures of a ruleset with their bounds, and its constants. */
export interface Orders {
  readonly none: Assumed
  /** Every way in which the answer can be true together with what is assumed; none: it cannot. */
  readonly after: (assumed: Assumed, question: OrderQuestion, holds: boolean) => readonly Assumed[]
  /** A value for each measure: near what is preferred, null for nothing. */
  readonly values: (assumed: Assumed) => readonly (number | null)[]
}

const isNullable = ({ vocabulary }: Slots, fact: string): boolean => {
  const declaration = declarationOf(vocabulary, fact)
  return declaration?.type === 'instant' && declaration.nullable === true
}

/** 4 January 2021, a Monday in the middle of it all. */
const PREFERRED_INSTANT = Date.UTC(2021, 0, 4, 15)

const preferredFor = ({ vocabulary }: Slots, fact: string): number =>
  declarationOf(vocabulary, fact)?.type === 'instant' ? PREFERRED_INSTANT : 0

const both = (one: number, other: number, constraints: readonly Constraint[]): Way => ({
  nothing: [
    [one, false],
    [other, false],
  ],
  constraints,
})

const lower = (one: number, other: number, most: number): Constraint => ({
  high: one + 1,
  low: other + 1,
  most,
})

/** The ways in which a relation holds or fails, before anything else is assumed. */
const waysOf = (question: OrderQuestion, holds: boolean, offset: number): readonly Way[] => {
  const [one, other] = [question.one - offset, question.other - offset]
  const isNothing = (which: number): Way => ({ nothing: [[which, true]], constraints: [] })
  const less = both(one, other, [lower(one, other, -1)])
  const atMost = both(one, other, [lower(one, other, 0)])
  const more = both(one, other, [lower(other, one, -1)])
  const atLeast = both(one, other, [lower(other, one, 0)])
  switch (question.relation) {
    case 'less':
      return holds ? [less] : [atLeast, isNothing(one), isNothing(other)]
    case 'lessOrEqual':
      return holds ? [atMost] : [more, isNothing(one), isNothing(other)]
    case 'equal': {
      const bothNothing: Way = {
        nothing: [
          [one, true],
          [other, true],
        ],
        constraints: [],
      }
      const oneNothing = (nothing: number, something: number): Way => ({
        nothing: [
          [nothing, true],
          [something, false],
        ],
        constraints: [],
      })
      return holds
        ? [both(one, other, [lower(one, other, 0), lower(other, one, 0)]), bothNothing]
        : [less, more, oneNothing(one, other), oneNothing(other, one)]
    }
    default:
      return question.relation satisfies never
  }
}

const initially = (slots: Slots): Assumed => {
  const { measures, constants, vocabulary } = slots
  const ranges = measures.map((fact) => {
    const declaration = declarationOf(vocabulary, fact)
    return (declaration === undefined ? undefined : rangeOf(declaration)) ?? { minimum: 0, maximum: 0 }
  })
  const fixed = constants.map((constant) => {
    const number = Number.isNaN(constant) ? 0 : constant
    return { minimum: number, maximum: number }
  })
  const constraints = [...ranges, ...fixed].flatMap(({ minimum, maximum }, index) => [
    { high: index + 1, low: 0, most: maximum },
    { high: 0, low: index + 1, most: -minimum },
  ])
  const nothing = new Map<number, boolean>()
  for (const [index, fact] of measures.entries()) if (!isNullable(slots, fact)) nothing.set(index, false)
  for (const [index, constant] of constants.entries()) {
    nothing.set(measures.length + index, Number.isNaN(constant))
  }
  return { nothing, constraints }
}

/** The orders among the measures and constants that have a place. */
export const ordersAmong = (slots: Slots): Orders => {
  const { choices, measures, constants } = slots
  const count = 1 + measures.length + constants.length
  const joined = (assumed: Assumed, way: Way): readonly Assumed[] => {
    const nothing = new Map(assumed.nothing)
    for (const [measure, is] of way.nothing) {
      if ((nothing.get(measure) ?? is) !== is) return []
      nothing.set(measure, is)
    }
    const constraints = [...assumed.constraints, ...way.constraints]
    return way.constraints.length > 0 && !canBeMet(count, constraints) ? [] : [{ nothing, constraints }]
  }
  const preferred = [
    0,
    ...measures.map((fact) => preferredFor(slots, fact)),
    ...constants.map((constant) => (Number.isNaN(constant) ? 0 : constant)),
  ]
  return {
    none: initially(slots),
    after: (assumed, question, holds) =>
      waysOf(question, holds, choices.length).flatMap((way) => joined(assumed, way)),
    values: ({ nothing, constraints }) => {
      const numbers = numbersNear(preferred, constraints)
      return measures.map((_, index) => (nothing.get(index) === true ? null : (numbers[index + 1] ?? null)))
    },
  }
}
