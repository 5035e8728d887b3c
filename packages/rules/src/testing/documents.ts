/** Builders of ruleset documents for tests. No part of what is published: nothing public reaches it. */

interface RuleGiven {
  readonly name?: string
  readonly priority?: number
  readonly conditions?: unknown
  readonly params?: object
  readonly overrides?: readonly string[]
}

/** A rule that permits, with what is given in place of the defaults. Each has a name of its own only if given one. */
export const aRule = ({ name = 'a-rule', conditions, params, ...others }: RuleGiven = {}): object => ({
  name,
  ...others,
  conditions: conditions ?? { all: [{ fact: 'x', operator: 'equal', value: 1 }] },
  event: {
    type: 'rule',
    params: { outcome: 'permit', code: name, citation: 'a law', sentence: 'A sentence.', ...params },
  },
})

/** A document of the given rules. */
export const aDocument = (rules: readonly object[], others: object = {}): object => ({
  ruleset: 'a-ruleset',
  version: '1',
  program: 'a-program',
  title: 'A ruleset',
  ...others,
  rules,
})
