/** Reading a log page by page. The log says what one page is; here is what all logs do with pages. */
import type { ReadFailure, ReadRange, Recorded } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'

/** Some entries from one place on, and how many the log had at that moment. No entries: there are none to give. */
export interface Page {
  readonly entries: readonly Recorded[]
  readonly size: number
}

/** Reads the entries from `from` (inclusive) on, before `until` (exclusive), as many as fit in a page. */
export type ReadPage = (from: number, until: number) => Promise<E.Either<ReadFailure, Page>>

/** A place as callers state it; infinity is after the last. Anything but 0, 1, 2 … is a bug of theirs and throws. */
export const placeOf = (given: number | undefined, absent: number): number => {
  const place = given ?? absent
  if (Number.isSafeInteger(place) && place >= 0) return place
  if (place === Number.POSITIVE_INFINITY) return Number.MAX_SAFE_INTEGER
  throw new RangeError(`a place in a log is a whole number from 0, not ${place}`)
}

/** Lets timers and other work of the process run between two pages. */
export const breathe = async (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve)
  })

/** The entries of a range in pages. A failure is the last thing yielded. */
export async function* pagesOf(
  readPage: ReadPage,
  range: ReadRange,
): AsyncGenerator<E.Either<ReadFailure, readonly Recorded[]>, void, undefined> {
  const until = placeOf(range.until, Number.MAX_SAFE_INTEGER)
  let next = placeOf(range.from, 0)
  while (next < until) {
    const page = await readPage(next, until)
    if (E.isLeft(page)) {
      yield page
      return
    }
    const { entries } = page.right
    if (entries.length === 0) return
    next += entries.length
    yield E.right(entries)
    await breathe()
  }
}
