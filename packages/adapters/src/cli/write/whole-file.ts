/** Writes a file as a whole: it is there with all of its content, or as it was before. Where it leads to no file, it is refused before. */
import {
  fstatSync,
  lstatSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { badInput, badUsage, type Trouble } from '../exit.js'
import { fileReason } from '../read/bytes.js'

/** A file that is not to be written over, and what it is in words; named by its path, or by its descriptor where it is open. */
export interface Kept {
  readonly file: string | number
  readonly what: string
}

const cannot = (path: string, thrown: unknown): E.Either<Trouble, never> =>
  badInput(`${path} cannot be written: ${fileReason(thrown)}`)

/** In large numbers always: asked in small ones about a pipe, Node 20 cannot import a package afterwards. */
const STAT = { bigint: true, throwIfNoEntry: false } as const

const MOST_LINKS = 40

/** Where a path leads that no file is at yet: links are followed, also to what is not there. Throws where a directory is missing. */
const placeOf = (path: string, followed = 0): string => {
  const place = join(realpathSync(dirname(resolve(path))), basename(path))
  if (lstatSync(place, STAT)?.isSymbolicLink() !== true) return place
  if (followed === MOST_LINKS) throw Object.assign(new Error('too many links'), { code: 'ELOOP' })
  return placeOf(resolve(dirname(place), readlinkSync(place)), followed + 1)
}

/** The file that a path leads to, or where it would be. */
const targetOf = (path: string): string =>
  statSync(path, STAT) === undefined ? placeOf(path) : realpathSync(path)

/** By its place where nothing is there yet, else because both names lead to one file. What cannot be looked at is another. */
const isSame = (file: string | number, target: string): boolean => {
  try {
    const one = typeof file === 'number' ? fstatSync(file, { bigint: true }) : statSync(file, STAT)
    if (one === undefined) return typeof file === 'string' && placeOf(file) === target
    const other = statSync(target, STAT)
    return one.dev === other?.dev && one.ino === other.ino
  } catch {
    return false
  }
}

/**
 * Whether a file could be written there, asked before the work is done: the directory is there, and at the path is nothing yet, or a
 * regular file other than those that are kept.
 */
export const mayWrite = (path: string, kept: readonly Kept[]): E.Either<Trouble, void> => {
  try {
    const there = statSync(path, STAT)
    if (there !== undefined && !there.isFile())
      return badUsage(
        `${path} cannot be written: it is ${there.isDirectory() ? 'a directory' : 'a pipe or a device'}, accepted is: a file, or a name for one`,
      )
    const target = targetOf(path)
    if (!statSync(dirname(target), STAT)?.isDirectory())
      return badInput(`${path} cannot be written: no directory is there`)
    const same = kept.find(({ file }) => isSame(file, target))
    return same === undefined
      ? E.right(undefined)
      : badUsage(`${path} cannot be written: it is ${same.what}, accepted is: another file`)
  } catch (thrown) {
    return cannot(path, thrown)
  }
}

/** Writes it beside its place, then moves it there; where the path is a link, what that leads to is written, and the link stays. */
export const writeWhole = (path: string, content: string): E.Either<Trouble, void> => {
  let beside: string | undefined
  try {
    const target = targetOf(path)
    beside = `${target}.${process.pid}.part`
    writeFileSync(beside, content)
    renameSync(beside, target)
    return E.right(undefined)
  } catch (thrown) {
    if (beside !== undefined) rmSync(beside, { force: true })
    return cannot(path, thrown)
  }
}
