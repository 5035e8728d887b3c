/** Files and functions stay within the budgets of CONTRIBUTING.md. */
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { nodesOf, placeOf, type Source, sourcesOf } from './sources.js'

const MOST_LINES_OF_A_FILE = 250
const MOST_LINES_OF_A_FUNCTION = 40

const everything = [...sourcesOf('core'), ...sourcesOf('rules'), ...sourcesOf('adapters')]

const linesOf = (source: Source, node: ts.Node): number =>
  source.tree.getLineAndCharacterOfPosition(node.getEnd()).line -
  source.tree.getLineAndCharacterOfPosition(node.getStart()).line +
  1

const hasBody = (node: ts.Node): boolean =>
  ts.isFunctionLike(node) && 'body' in node && node.body !== undefined

describe('sources', () => {
  it(`have at most ${MOST_LINES_OF_A_FILE} lines a file`, () => {
    const long = everything.filter(({ text }) => text.trimEnd().split('\n').length > MOST_LINES_OF_A_FILE)
    expect(long.map(({ path }) => path)).toEqual([])
  })

  it(`have at most ${MOST_LINES_OF_A_FUNCTION} lines a function`, () => {
    const long = everything.flatMap((source) =>
      [...nodesOf(source.tree)]
        .filter((node) => hasBody(node) && linesOf(source, node) > MOST_LINES_OF_A_FUNCTION)
        .map((node) => `${placeOf(source, node)} has ${linesOf(source, node)} lines`),
    )
    expect(long).toEqual([])
  })
})
