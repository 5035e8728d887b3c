/** The sources of the packages as syntax trees, and what they import. Checks nothing itself. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A source file, tests excluded; `path` is relative to the root of the clone. */
export interface Source {
  readonly path: string
  readonly text: string
  readonly tree: ts.SourceFile
}

function parse(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8')
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) }
}

/** The sources of one package, in the order of their paths. */
export function sourcesOf(packageName: 'core' | 'rules' | 'adapters'): readonly Source[] {
  return readdirSync(join(root, 'packages', packageName, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .toSorted()
    .map(parse)
}

/** Every node of a tree, parents first. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node
  for (const child of node.getChildren()) yield* nodesOf(child)
}

/** `path:line` of a node, for messages. */
export function placeOf(source: Source, node: ts.Node): string {
  return `${source.path}:${source.tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`
}

/** The module names that a file imports, re-exports, or loads by `import()`. */
export function importsOf(source: Source): readonly string[] {
  return [...nodesOf(source.tree)].flatMap((node) => {
    const name =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
        ? node.moduleSpecifier
        : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
          ? node.arguments[0]
          : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
            ? node.argument.literal
            : undefined
    return name && ts.isStringLiteralLike(name) ? [name.text] : []
  })
}

/** The path of the source that a relative import means. */
export function targetOf(source: Source, specifier: string): string {
  return join(dirname(source.path), specifier.replace(/\.js$/, '.ts'))
}
