/** JSON Logic on the task, by its first implementation and by a compiler: one chain of ifs. */
import { LogicEngine } from 'json-logic-engine'
import jsonLogic, { type RulesLogic } from 'json-logic-js'
import { at, type Prepare } from '../engine.js'
import { render, SIGN, type Writing } from '../render.js'
import { NONE, RULES, type TaskOperand } from '../task.js'

const variable = (name: string): object => ({ var: name })

const operand = (value: TaskOperand): unknown =>
  typeof value === 'object' && 'fact' in value ? variable(value.fact) : value

/** `==` converts its sides, `===` does not. */
const strict = (sign: string): string => (sign === '==' || sign === '!=' ? `${sign}=` : sign)

const WRITING: Writing<object> = {
  all: (parts) => ({ and: parts }),
  any: (parts) => ({ or: parts }),
  not: (part) => ({ '!': [part] }),
  test: ({ fact, operator, value }) => ({
    [operator === 'in' ? 'in' : strict(SIGN[operator])]: [variable(fact), operand(value)],
  }),
}

const logic = (): object => ({
  if: [...RULES.flatMap(({ conditions }, place) => [render(conditions, WRITING), place]), NONE],
})

/** json-logic-js, which walks the JSON. */
export const jsonLogicJs: Prepare = (questions) => {
  const rules = logic() as RulesLogic
  return { kind: 'sync', decide: (place) => jsonLogic.apply(rules, at(questions, place)) as number }
}

/** json-logic-engine, which compiles it to a function. */
export const jsonLogicEngine: Prepare = (questions) => {
  const built = new LogicEngine().build(logic()) as (data: unknown) => number
  return { kind: 'sync', decide: (place) => built(at(questions, place)) }
}
