/** The case files that paths name: files as they are, directories with every `.json` file below them, by name. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { badInput, type Trouble } from '../exit.js'
import { unreadable } from './bytes.js'

const isPassedOver = (name: string): boolean => name.startsWith('.') || name === 'node_modules'

const below = (directory: string): readonly string[] =>
  readdirSync(directory, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry): readonly string[] => {
      const path = join(directory, entry.name)
      if (isPassedOver(entry.name)) return []
      if (entry.isDirectory()) return below(path)
      return entry.name.endsWith('.json') ? [path] : []
    })

const filesOf = (path: string): E.Either<Trouble, readonly string[]> => {
  try {
    if (!statSync(path).isDirectory()) return E.right([path])
    const files = below(path)
    return files.length === 0
      ? badInput(`${path} holds no case file, accepted is: a directory with .json files in it`)
      : E.right(files)
  } catch (thrown) {
    return unreadable(path, thrown)
  }
}

/** The files, in the order of the paths, and by name in each directory. */
export const casePaths = (paths: readonly string[]): E.Either<Trouble, readonly string[]> => {
  const files: string[] = []
  for (const path of paths) {
    const found = filesOf(path)
    if (E.isLeft(found)) return found
    files.push(...found.right)
  }
  return E.right(files)
}
