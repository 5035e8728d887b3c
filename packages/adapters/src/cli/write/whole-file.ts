/** Writes a file as a whole: it is there with all of its content, or as it was before. */
import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { badInput, type Trouble } from '../exit.js'
import { fileReason } from '../read/bytes.js'

const cannot = (path: string, thrown: unknown): E.Either<Trouble, never> =>
  badInput(`${path} cannot be written: ${fileReason(thrown)}`)

/** Whether a file could be written there, asked before the work is done: the directory is there, and the path is no directory. */
export const mayWrite = (path: string): E.Either<Trouble, void> => {
  try {
    if (!statSync(dirname(path)).isDirectory())
      return badInput(`${path} cannot be written: no directory is there`)
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true)
      return badInput(`${path} cannot be written: it is a directory, not a file`)
    return E.right(undefined)
  } catch (thrown) {
    return cannot(path, thrown)
  }
}

/** Writes it beside its place, then moves it there. */
export const writeWhole = (path: string, content: string): E.Either<Trouble, void> => {
  const beside = `${path}.${process.pid}.part`
  try {
    writeFileSync(beside, content)
    renameSync(beside, path)
    return E.right(undefined)
  } catch (thrown) {
    rmSync(beside, { force: true })
    return cannot(path, thrown)
  }
}
