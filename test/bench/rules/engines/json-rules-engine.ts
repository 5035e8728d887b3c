/** json-rules-engine on the task: every rule is run, and the highest priority that holds decides; or it is stopped at the first. */
import { Engine, type RuleProperties } from 'json-rules-engine'
import { at, type Prepare } from '../engine.js'
import { NONE, RULES } from '../task.js'

const OUTCOMES = new Map(RULES.map(({ name }, place) => [name, place]))

const engineOf = (): Engine => new Engine(RULES.map((rule) => rule as unknown as RuleProperties))

const prepared =
  (engine: Engine): Prepare =>
  (questions) => ({
    kind: 'async',
    decide: async (place) => {
      const { results } = await engine.run({ ...at(questions, place) })
      let first = NONE
      for (const { name } of results) first = Math.min(first, OUTCOMES.get(name) ?? NONE)
      return first
    },
  })

/** All rules. */
export const fullRun: Prepare = async (questions) => prepared(engineOf())(questions)

/** Until the first that holds. */
export const firstHit: Prepare = async (questions) => {
  const engine = engineOf()
  engine.on('success', () => engine.stop())
  return prepared(engine)(questions)
}
