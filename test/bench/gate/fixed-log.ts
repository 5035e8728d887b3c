/** A log of entries that are there already, for gates that are measured without what a log costs. It cannot be appended to. */
import { processTimer } from '@vacatur/adapters/clock'
import type { AbortSignalLike, EventLog, Followed, ReadFailure, Recorded } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'

const PAGE = 1000
const NAME = 'memory:fixed'

const pages = function* (log: readonly Recorded[]): Generator<readonly Recorded[]> {
  for (let from = 0; from < log.length; from += PAGE) yield log.slice(from, from + PAGE)
}

const aborted = async (signal: AbortSignalLike | undefined): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted === true) resolve()
    else signal?.addEventListener('abort', resolve)
  })

const followed = async function* (
  log: readonly Recorded[],
  signal: AbortSignalLike | undefined,
): AsyncGenerator<E.Either<ReadFailure, Followed>> {
  for (const entries of pages(log)) yield E.right({ kind: 'entries', entries })
  yield E.right({ kind: 'caught-up', size: log.length })
  await aborted(signal)
}

/** A log of just these entries. */
export const fixedLog = (log: readonly Recorded[]): EventLog => ({
  name: NAME,
  append: () => TE.left({ tag: 'LogUnavailable', log: NAME, reason: 'it is fixed' }),
  size: () => TE.right(log.length),
  // oxlint-disable-next-line typescript/require-await -- there is nothing to wait for
  read: async function* () {
    for (const entries of pages(log)) yield E.right(entries)
  },
  follow: ({ signal } = {}) => followed(log, signal),
  timer: processTimer,
  close: () => TE.right(undefined),
})
