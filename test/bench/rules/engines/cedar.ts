/**
 * @cedar-policy/cedar-wasm on the task. Cedar has no priorities: each rule is a policy that permits, all that hold are named as reasons,
 * and the first of them decides. Policies are parsed once.
 */
import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs'
import { at, type Prepare } from '../engine.js'
import { asText, render } from '../render.js'
import { NONE, RULES } from '../task.js'

const WRITING = asText({
  fact: (name) => `context.${name}`,
  and: '&&',
  or: '||',
  not: '!',
  isIn: (fact, list) => `${list}.contains(${fact})`,
})

const SET = 'task'
const SOMEBODY = { type: 'Person', id: 'somebody' }
const ORDER = { type: 'Action', id: 'order' }
const SOMETHING = { type: 'Security', id: 'something' }

const parse = (): void => {
  const staticPolicies = Object.fromEntries(
    RULES.map(({ conditions }, place) => [
      String(place),
      `permit(principal, action, resource) when { ${render(conditions, WRITING)} };`,
    ]),
  )
  const answer = preparsePolicySet(SET, { staticPolicies })
  if (answer.type === 'failure') throw new Error(JSON.stringify(answer.errors))
}

/** Policies made once. */
export const cedar: Prepare = (questions) => {
  parse()
  return {
    kind: 'sync',
    decide: (place) => {
      const answer = statefulIsAuthorized({
        principal: SOMEBODY,
        action: ORDER,
        resource: SOMETHING,
        context: { ...at(questions, place) },
        preparsedPolicySetId: SET,
        entities: [],
      })
      if (answer.type === 'failure') throw new Error(JSON.stringify(answer.errors))
      return Math.min(NONE, ...answer.response.diagnostics.reason.map(Number))
    },
  }
}
