/** Reading entries from the stream, each checked against the one before it. */
import * as E from 'fp-ts/lib/Either.js'
import type { Recorded } from '@vacatur/core'
import { GENESIS } from '../shared/chain.js'
import { type Line, type Part, readLast, readPart } from './calls.js'
import { chainIn, type EventRead, type Verified, verify } from './event.js'
import type { Trouble } from './trouble.js'

const corrupt = (index: number, reason: string): Trouble => ({ kind: 'corrupt', index, reason })

/** A part of the stream, and the hash that the entry before it must have, where that is known. */
interface Stretch extends Part {
  readonly head?: string
}

/** Checks events as they come: first the one before the stretch, which only gives its hash, then each against the last. */
const newChecker = ({ from, head }: Stretch, take: (verified: Verified) => boolean) => {
  let next = from === 0 ? 0 : from - 1
  let chain = from === 0 ? GENESIS : undefined
  let trouble: Trouble | undefined
  const fail = (reason: string): false => {
    trouble = corrupt(next, reason)
    return false
  }
  const begin = (event: EventRead): boolean => {
    if (event.revision !== BigInt(next)) return fail(`the event is missing (the next is ${event.revision})`)
    const before = chainIn(event)
    if (E.isLeft(before)) return fail(before.left)
    if (head !== undefined && before.right !== head)
      return fail('another entry is there than was there before')
    chain = before.right
    next += 1
    return true
  }
  return {
    check: (event: EventRead): boolean => {
      if (chain === undefined) return begin(event)
      const verified = verify(event, next, chain)
      if (E.isLeft(verified)) return fail(verified.left)
      chain = verified.right.chain
      next += 1
      return take(verified.right)
    },
    /** How many events of the stretch there were. */
    result: (): E.Either<Trouble, number> => {
      if (trouble === undefined && chain === undefined && head !== undefined) fail('the event is missing')
      return trouble === undefined ? E.right(Math.max(next - from, 0)) : E.left(trouble)
    },
  }
}

/** Gives the entries of a stretch to `take`, in order, until it answers false; answers how many of them there were. */
const readStretch = async (
  line: Line,
  stretch: Stretch,
  take: (verified: Verified) => boolean,
): Promise<E.Either<Trouble, number>> => {
  const { from, count } = stretch
  const { check, result } = newChecker(stretch, take)
  const part = from === 0 ? { from, count } : { from: from - 1, count: count + 1 }
  const read = await readPart(line, part, check)
  return E.isLeft(read) ? read : result()
}

const PAGE_ENTRIES = 1000
const PAGE_LENGTH = 4 * 1024 * 1024

/** The entries of one page, from `from` on and before `until`: as many as fit, at least one if there is one. */
export const readPage = async (
  line: Line,
  from: number,
  until: number,
): Promise<E.Either<Trouble, readonly Recorded[]>> => {
  const entries: Recorded[] = []
  let length = 0
  const count = Math.min(until - from, PAGE_ENTRIES)
  if (count <= 0) return E.right(entries)
  const read = await readStretch(line, { from, count }, (verified) => {
    entries.push(verified.recorded)
    length += verified.length
    return entries.length < count && length < PAGE_LENGTH
  })
  return E.map(() => entries)(read)
}

/** Reads all there is after the first `size` entries, page by page; they must still end with the hash that they had. */
export const readAfter = async (
  line: Line,
  { size, chain }: End,
  take: (verified: Verified) => void,
): Promise<E.Either<Trouble, void>> => {
  let end = { size, chain }
  for (;;) {
    const stretch = { from: end.size, count: PAGE_ENTRIES, head: end.chain }
    const read = await readStretch(line, stretch, (verified) => {
      end = { size: verified.recorded.index + 1, chain: verified.chain }
      take(verified)
      return true
    })
    if (E.isLeft(read)) return read
    if (read.right < PAGE_ENTRIES) return E.right(undefined)
  }
}

/** How many entries there are, and the hash of the last. */
export interface End {
  readonly size: number
  readonly chain: string
}

/** Looks at the end of the stream. */
export const readEnd = async (line: Line): Promise<E.Either<Trouble, End>> => {
  const last = await readLast(line)
  if (E.isLeft(last)) return last
  if (last.right === undefined) return E.right({ size: 0, chain: GENESIS })
  const size = Number(last.right.revision) + 1
  const chain = chainIn(last.right)
  return E.isLeft(chain) ? E.left(corrupt(size - 1, chain.left)) : E.right({ size, chain: chain.right })
}
