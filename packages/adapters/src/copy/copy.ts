/**
 * Moves a log: every entry of one, with its place and its recorded instant, into another; then reads both again and compares. What is
 * there already is compared first and left, so a copy that was cut off goes on where it stopped. Knows logs by their port alone.
 */
import { type CopyTarget, type EventLog, explainFailure, type LogFailure, type Recorded } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { chainOf, GENESIS } from '../shared/chain.js'
import { partsOf } from './parts.js'

/** The two logs have different entries at one place, or the same recorded at different instants. */
export interface CopyDiffers {
  readonly tag: 'CopyDiffers'
  readonly from: string
  readonly to: string
  readonly index: number
  readonly reason: string
}

/** Why a log was not, or not wholly, copied. What was copied until then stays; copy again to go on. */
export type CopyFailure = LogFailure | CopyDiffers

/** How far a copy has come: `done` entries of `size`. */
export interface CopyProgress {
  readonly phase: 'comparing' | 'copying' | 'verifying'
  readonly done: number
  readonly size: number
}

/** What to copy. */
export interface CopyOptions {
  readonly from: EventLog
  readonly to: CopyTarget
  readonly onProgress?: (progress: CopyProgress) => void
}

/** What a copy did. */
export interface Copied {
  /** How many entries both logs have. */
  readonly size: number
  /** How many of them were copied now; the others were there already. */
  readonly added: number
  /**
   * SHA-256 over all entries, as read from the copy: each covers its place, its recorded instant, its digest and all before it. Equal for
   * logs that are equal, wherever they are kept.
   */
  readonly digest: string
}

/** A copy's failure in a sentence. */
export const explainCopyFailure = (failure: CopyFailure): string =>
  failure.tag === 'CopyDiffers'
    ? `${failure.to} is no copy of ${failure.from}: at index ${failure.index} ${failure.reason}`
    : explainFailure(failure, (position) => `entry ${position} of a part`)

type Compared = E.Either<CopyFailure, string>

const differenceOf = (original: Recorded | undefined, copy: Recorded): string | undefined => {
  if (original === undefined) return 'it has an entry, and the other has none'
  if (original.digest !== copy.digest)
    return `it has \`${copy.entry.id}\` where the other has \`${original.entry.id}\`, or the same with other content`
  return original.recordedAt === copy.recordedAt
    ? undefined
    : `\`${copy.entry.id}\` was recorded at another instant`
}

/** The entries of a range, all of them; a page of the other log, so not many. */
const rangeOf = async (
  log: EventLog,
  from: number,
  until: number,
): Promise<E.Either<CopyFailure, readonly Recorded[]>> => {
  const entries: Recorded[] = []
  for await (const page of log.read({ from, until })) {
    if (E.isLeft(page)) return page
    entries.push(...page.right)
  }
  return E.right(entries)
}

/** Compares the first `size` entries of the copy with those of the original; answers the digest over them. */
const compare = async (
  { from, to, onProgress }: CopyOptions,
  phase: CopyProgress['phase'],
  size: number,
): Promise<Compared> => {
  let chain = GENESIS
  let next = 0
  for await (const page of to.read({ until: size })) {
    if (E.isLeft(page)) return page
    const originals = await rangeOf(from, next, next + page.right.length)
    if (E.isLeft(originals)) return originals
    for (const [place, copy] of page.right.entries()) {
      const reason = differenceOf(originals.right[place], copy)
      if (reason !== undefined)
        return E.left({ tag: 'CopyDiffers', from: from.name, to: to.name, index: next, reason })
      chain = chainOf(chain, copy)
      next += 1
    }
    onProgress?.({ phase, done: next, size })
  }
  const reason = `it ends, and the other has ${size - next} more`
  return next === size
    ? E.right(chain)
    : E.left({ tag: 'CopyDiffers', from: from.name, to: to.name, index: next, reason })
}

/** Sends a part; where the log takes less at once, in smaller ones, cut before the entry that it names. */
const send = async (to: CopyTarget, part: readonly Recorded[]): Promise<E.Either<CopyFailure, void>> => {
  let rest = part
  let sent = rest.length
  while (rest.length > 0) {
    const answer = await to.appendRecorded(rest.slice(0, sent))()
    if (E.isRight(answer)) {
      rest = rest.slice(sent)
      sent = rest.length
    } else if (answer.left.tag === 'EntryInvalid' && answer.left.position > 0) {
      sent = answer.left.position
    } else return answer
  }
  return E.right(undefined)
}

const copyRest = async (
  { from, to, onProgress }: CopyOptions,
  there: number,
  size: number,
): Promise<E.Either<CopyFailure, void>> => {
  let done = there
  for await (const page of from.read({ from: there, until: size })) {
    if (E.isLeft(page)) return page
    for (const part of partsOf(page.right)) {
      const sent = await send(to, part)
      if (E.isLeft(sent)) return sent
      done += part.length
      onProgress?.({ phase: 'copying', done, size })
    }
  }
  return E.right(undefined)
}

/**
 * Copies a log as it is now. Fails with `CopyDiffers` where the other holds anything else than the beginning of it, before anything is
 * written; and with what either log fails with. It ends with every entry of both read again and compared.
 */
export const copyLog =
  (options: CopyOptions): TaskEither<CopyFailure, Copied> =>
  async () => {
    const { from, to } = options
    const [size, there] = [await from.size()(), await to.size()()]
    if (E.isLeft(size)) return size
    if (E.isLeft(there)) return there
    const begun = await compare(options, 'comparing', there.right)
    if (E.isLeft(begun)) return begun
    const rest = await copyRest(options, there.right, size.right)
    if (E.isLeft(rest)) return rest
    const verified = await compare(options, 'verifying', size.right)
    return E.map((digest: string): Copied => ({ size: size.right, added: size.right - there.right, digest }))(
      verified,
    )
  }
