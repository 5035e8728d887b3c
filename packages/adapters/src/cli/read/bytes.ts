/** From a file, or standard input, to its bytes; what cannot be read is told in words. */
import { createReadStream, statSync } from 'node:fs'
import type { Readable } from 'node:stream'
import * as E from 'fp-ts/lib/Either.js'
import { badInput, type Trouble } from '../exit.js'

/** What stands for standard input among the names of files. */
export const STDIN = '-'

/** What a file is called in messages. */
export const nameOf = (path: string): string => (path === STDIN ? '(standard input)' : path)

/** Whether there is a file of that name. */
export const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or directory',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  ENOTDIR: 'part of its path is not a directory',
  EISDIR: 'it is a directory, not a file',
  ENAMETOOLONG: 'its path is too long',
  ENOSPC: 'no space is left',
  ELOOP: 'its path has too many symbolic links',
}

/** Why the file system threw, in words. */
export const fileReason = (thrown: unknown): string => {
  const { code, message } = thrown as NodeJS.ErrnoException
  return REASONS[code ?? ''] ?? message
}

/** What the file system threw, as trouble. */
export const unreadable = (path: string, thrown: unknown): E.Either<Trouble, never> =>
  badInput(`${nameOf(path)} cannot be read: ${fileReason(thrown)}`)

/** What the stream throws is the file's trouble; what is thrown on its chunks is not, and goes through. */
const nextOf = async (
  chunks: AsyncIterator<Buffer, unknown>,
  path: string,
): Promise<E.Either<Trouble, IteratorResult<Buffer, unknown>>> => {
  try {
    return E.right(await chunks.next())
  } catch (thrown) {
    return unreadable(path, thrown)
  }
}

/**
 * Hands every chunk of a file to `take`, until it answers with trouble. Standard input is read where the path is `-`.
 */
export const eachChunk = async (
  path: string,
  stdin: () => Readable,
  take: (chunk: Buffer) => Trouble | undefined,
): Promise<E.Either<Trouble, void>> => {
  const stream = path === STDIN ? stdin() : createReadStream(path, { highWaterMark: 1 << 20 })
  const chunks = (stream as AsyncIterable<Buffer>)[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await nextOf(chunks, path)
      if (E.isLeft(next)) return next
      if (next.right.done === true) return E.right(undefined)
      const trouble = take(next.right.value)
      if (trouble !== undefined) return E.left(trouble)
    }
  } finally {
    stream.destroy()
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Bytes as text; undefined where they are not UTF-8. A byte order mark stays, for the reader to refuse. */
export const utf8Of = (bytes: Buffer): string | undefined => {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}
