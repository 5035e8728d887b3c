/** @marcbachmann/cel-js on the task: one chain of conditional expressions, parsed once; whole numbers are BigInt, made before. */
import { Environment } from '@marcbachmann/cel-js'
import { at, type Prepare } from '../engine.js'
import { asText, render } from '../render.js'
import { NONE, RULES, type TaskFacts } from '../task.js'

const WRITING = asText({
  fact: (name) => name,
  and: '&&',
  or: '||',
  not: '!',
  isIn: (fact, list) => `${fact} in ${list}`,
})

const expression = (): string =>
  RULES.reduceRight(
    (otherwise, { conditions }, place) => `(${render(conditions, WRITING)} ? ${place} : ${otherwise})`,
    String(NONE),
  )

const TYPES = { string: 'string', number: 'int', boolean: 'bool' } as const

const typed = (environment: Environment, example: TaskFacts): Environment => {
  for (const [name, value] of Object.entries(example)) {
    environment.registerVariable(name, TYPES[typeof value as keyof typeof TYPES])
  }
  return environment
}

const inCel = (question: TaskFacts): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(question).map(([name, value]) => [
      name,
      typeof value === 'number' ? BigInt(value) : value,
    ]),
  )

/** An expression parsed and checked once. */
export const cel: Prepare = (questions) => {
  const parsed = typed(new Environment(), at(questions, 0)).parse(expression())
  const given = questions.map(inCel)
  return { kind: 'sync', decide: (place) => Number(parsed(at(given, place))) }
}
