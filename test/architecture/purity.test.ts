/** Core and rules know no clock, no randomness, no locale and no surroundings. */
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { nodesOf, placeOf, sourcesOf } from './sources.js'

/** Members that read a clock, chance or a locale, whatever they are called on. */
const IMPURE_MEMBERS = /^(toLocale\w*|localeCompare|randomUUID|getRandomValues|hrtime)$/

/** Objects and functions that belong to the surroundings, and those members of others that do. */
const IMPURE_NAMES =
  /^(performance|crypto|process|navigator|Intl|setTimeout|setInterval|setImmediate|fetch|console|Date\.now|Math\.random|Temporal\.Now)$/

/** Whether an identifier stands for a value, rather than naming a member, a declaration or a type. */
const isUsed = (node: ts.Identifier): boolean => {
  const { parent } = node
  if (ts.isShorthandPropertyAssignment(parent)) return true
  const isName = 'name' in parent && parent.name === node
  return !isName && !ts.isTypeNode(parent) && !ts.isQualifiedName(parent)
}

const readsTheClock = (node: ts.Node): boolean =>
  (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) ||
  (ts.isCallExpression(node) && node.expression.getText() === 'Date')

const isImpure = (node: ts.Node): boolean =>
  readsTheClock(node) ||
  (ts.isPropertyAccessExpression(node) &&
    (IMPURE_MEMBERS.test(node.name.text) || IMPURE_NAMES.test(node.getText()))) ||
  (ts.isIdentifier(node) && isUsed(node) && IMPURE_NAMES.test(node.text))

describe.each(['core', 'rules'] as const)('the sources of %s', (packageName) => {
  it('use no clock, no randomness, no locale and nothing of their surroundings', () => {
    const found = sourcesOf(packageName).flatMap((source) =>
      [...nodesOf(source.tree)].filter(isImpure).map((node) => `${placeOf(source, node)} ${node.getText()}`),
    )
    expect(found).toEqual([])
  })
})
