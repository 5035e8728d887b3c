/** Everything public has a doc comment where it is declared, and every file says what it is for. */
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { type Source, sourcesOf, targetOf } from './sources.js'

/** The doc comments of a declaration; the header of the file is not one. */
const hasDocComment = (source: Source, node: ts.Node): boolean => {
  const header = source.text.search(/\S/)
  return ts.getJSDocCommentsAndTags(node).some((comment) => ts.isJSDoc(comment) && comment.pos !== header)
}

const declarationsIn = (source: Source, name: string): readonly ts.Node[] =>
  source.tree.statements
    .flatMap((statement): readonly ts.Node[] =>
      ts.isVariableStatement(statement) ? statement.declarationList.declarations : [statement],
    )
    .filter((node) => ts.getNameOfDeclaration(node as ts.Declaration)?.getText() === name)

/** The re-exports of a file: the name here, the name there, and the file that has it. */
const reexportsOf = (source: Source) =>
  source.tree.statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || !statement.moduleSpecifier) return []
    const { exportClause, moduleSpecifier } = statement
    if (!exportClause || !ts.isNamedExports(exportClause) || !ts.isStringLiteral(moduleSpecifier)) return []
    const file = targetOf(source, moduleSpecifier.text)
    return exportClause.elements.map(({ name, propertyName }) => ({
      name: name.text,
      nameThere: (propertyName ?? name).text,
      file,
    }))
  })

/** The public names that have no doc comment at any declaration of theirs, with the file that declares them. */
function undocumented(sources: readonly Source[], entry: string): readonly string[] {
  const byPath = new Map(sources.map((source) => [source.path, source]))

  const isDocumented = (file: string, name: string): boolean => {
    const source = byPath.get(file)
    if (source === undefined) return false
    const passedOn = reexportsOf(source).find((reexport) => reexport.name === name)
    if (passedOn !== undefined) return isDocumented(passedOn.file, passedOn.nameThere)
    return declarationsIn(source, name).some((node) => hasDocComment(source, node))
  }

  const index = byPath.get(entry)
  if (index === undefined) return [`${entry} is missing`]
  return reexportsOf(index)
    .filter(({ file, nameThere }) => !isDocumented(file, nameThere))
    .map(({ name, file }) => `${name} in ${file}`)
}

const packages = ['core', 'rules', 'adapters'] as const
const everything = packages.flatMap((name) => sourcesOf(name))

describe('public names', () => {
  const entries = everything
    .map(({ path }) => path)
    .filter((path) => /^packages\/\w+\/src\/(\w+\/)?index\.ts$/.test(path))

  it.each(entries)('of %s have a doc comment where they are declared', (entry) => {
    expect(undocumented(everything, entry)).toEqual([])
  })

  it('are listed by hand', () => {
    const stars = everything.filter(({ tree }) =>
      tree.statements.some((node) => ts.isExportDeclaration(node) && !node.exportClause),
    )
    expect(stars.map(({ path }) => path)).toEqual([])
  })
})

describe('every source file', () => {
  it('opens with a comment that says what it is for', () => {
    const bare = everything.filter(({ text }) => !/^(#!.*\n)?(\/\*\*|\/\/)/.test(text))
    expect(bare.map(({ path }) => path)).toEqual([])
  })
})
