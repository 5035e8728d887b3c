/** @gorules/zen-engine on the task: a decision table of the hit policy `first`, one column of expressions. */
import { type ZenDecision, ZenEngine } from '@gorules/zen-engine'
import { at, type Prepare } from '../engine.js'
import { asText, render } from '../render.js'
import { NONE, RULES } from '../task.js'

const WRITING = asText({
  fact: (name) => name,
  and: 'and',
  or: 'or',
  not: 'not ',
  isIn: (fact, list) => `${fact} in ${list}`,
})

const table = () => ({
  hitPolicy: 'first',
  inputs: [{ id: 'when', name: 'when' }],
  outputs: [{ id: 'then', name: 'outcome', field: 'outcome' }],
  rules: [
    ...RULES.map(({ name, conditions }, place) => ({
      _id: name,
      when: render(conditions, WRITING),
      // oxlint-disable-next-line unicorn/no-thenable -- the name of a column
      then: String(place),
    })),
    // oxlint-disable-next-line unicorn/no-thenable -- the name of a column
    { _id: 'none', when: '', then: String(NONE) },
  ],
})

const decisionOf = (): ZenDecision =>
  new ZenEngine().createDecision({
    nodes: [
      { id: 'in', type: 'inputNode', name: 'in', position: { x: 0, y: 0 } },
      { id: 'table', type: 'decisionTableNode', name: 'table', position: { x: 0, y: 0 }, content: table() },
      { id: 'out', type: 'outputNode', name: 'out', position: { x: 0, y: 0 } },
    ],
    edges: [
      { id: 'a', type: 'edge', sourceId: 'in', targetId: 'table' },
      { id: 'b', type: 'edge', sourceId: 'table', targetId: 'out' },
    ],
  })

/** A decision made once. */
export const zen: Prepare = (questions) => {
  const decision = decisionOf()
  return {
    kind: 'async',
    decide: async (place) => {
      const response: { readonly result: unknown } = await decision.evaluate(at(questions, place))
      return (response.result as { readonly outcome: number }).outcome
    },
  }
}
