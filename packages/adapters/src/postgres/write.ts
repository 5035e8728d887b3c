/** From a plan to the rows that it means, in as many statements as it takes, and one such statement carried out. */
import type { Appended, AppendPlan, Stamped } from '@vacatur/core'
import { chainOf } from '../shared/chain.js'
import type { Head } from './head.js'
import type { Table } from './page.js'
import type { Ask } from './server.js'

/** What one statement writes: rows that follow `before`, and what the head is after them. */
export interface Batch {
  readonly before: Head
  readonly after: Head
  readonly rows: readonly Stamped[]
  readonly chains: readonly string[]
}

/** An append that was planned on a head: what it writes, and what it answers once that is committed. */
export interface Attempt {
  readonly batches: readonly Batch[]
  readonly after: Head
  readonly fresh: readonly Stamped[]
  readonly appended: Appended
}

/** A statement takes about so many characters; a text of PostgreSQL can have a thousand million bytes. */
const BATCH_CHARACTERS = 8_388_608

/** The rows from `start` on that fit in one statement; at least one. */
const sliceOf = (fresh: readonly Stamped[], start: number): readonly Stamped[] => {
  let characters = 0
  let end = start
  do {
    characters += fresh[end]?.text.length ?? 0
    end += 1
  } while (end < fresh.length && characters + (fresh[end]?.text.length ?? 0) <= BATCH_CHARACTERS)
  return fresh.slice(start, end)
}

const batchOf = (before: Head, rows: readonly Stamped[]): Batch => {
  const chains: string[] = []
  let { size: index, chain, recordedAt: last } = before
  for (const { digest, recordedAt } of rows) {
    chain = chainOf(chain, { index, recordedAt, digest })
    chains.push(chain)
    index += 1
    last = recordedAt
  }
  return { before, after: { size: index, chain, recordedAt: last }, rows, chains }
}

/** What to write on `before`, on which it was planned. */
export const attemptOf = (before: Head, { fresh, indexes }: AppendPlan): Attempt => {
  const batches: Batch[] = []
  let after = before
  for (let start = 0; start < fresh.length; start += batches.at(-1)?.rows.length ?? 0) {
    const batch = batchOf(after, sliceOf(fresh, start))
    batches.push(batch)
    after = batch.after
  }
  return { batches, after, fresh, appended: { indexes, added: fresh.length, size: after.size } }
}

/** Writes a batch; false if the log is not what it was planned on, and nothing was written. */
export const writeBatch = async (
  { id, log, statements }: Table,
  ask: Ask,
  batch: Batch & { readonly channel: string },
): Promise<boolean> => {
  const { before, after, rows, chains, channel } = batch
  const written = await ask({
    name: 'vacatur_write',
    text: statements.write,
    values: [
      id,
      log,
      before.size,
      before.chain,
      rows.map(({ recordedAt }) => recordedAt).join(','),
      rows.map(({ entry }) => entry.id).join(','),
      rows.map(({ digest }) => digest).join(','),
      chains.join(','),
      rows.map(({ text }) => text).join('\n'),
      after.size,
      after.chain,
      after.recordedAt,
      channel,
    ],
  })
  return written.length === 1
}
