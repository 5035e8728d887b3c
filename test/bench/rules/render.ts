/** The task's conditions in the language of another engine: one walk, told how each part is written there. */
import type { TaskCondition, TaskOperand, TaskOperator, TaskTest } from './task.js'

/** How an engine writes conditions. */
export interface Writing<T> {
  readonly all: (parts: readonly T[]) => T
  readonly any: (parts: readonly T[]) => T
  readonly not: (part: T) => T
  readonly test: (test: TaskTest) => T
}

/** A condition as an engine writes it. */
export const render = <T>(condition: TaskCondition, writing: Writing<T>): T => {
  if ('all' in condition) return writing.all(condition.all.map((part) => render(part, writing)))
  if ('any' in condition) return writing.any(condition.any.map((part) => render(part, writing)))
  return 'not' in condition ? writing.not(render(condition.not, writing)) : writing.test(condition)
}

/** The sign that most languages have for a comparison; `in` has none that they agree on. */
export const SIGN: Readonly<Record<Exclude<TaskOperator, 'in'>, string>> = {
  equal: '==',
  notEqual: '!=',
  lessThan: '<',
  lessThanInclusive: '<=',
  greaterThan: '>',
  greaterThanInclusive: '>=',
}

/** How a language of expressions writes names and words. */
export interface Words {
  readonly fact: (name: string) => string
  readonly and: string
  readonly or: string
  readonly not: string
  readonly isIn: (fact: string, list: string) => string
}

const operand = (value: TaskOperand, { fact }: Words): string =>
  typeof value === 'object' && 'fact' in value ? fact(value.fact) : JSON.stringify(value)

/** Writes conditions as text. */
export const asText = (words: Words): Writing<string> => ({
  all: (parts) => `(${parts.join(` ${words.and} `)})`,
  any: (parts) => `(${parts.join(` ${words.or} `)})`,
  not: (part) => `${words.not}(${part})`,
  test: ({ fact, operator, value }) =>
    operator === 'in'
      ? words.isIn(words.fact(fact), operand(value, words))
      : `${words.fact(fact)} ${SIGN[operator]} ${operand(value, words)}`,
})
