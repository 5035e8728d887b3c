/** One of the two that compete over a kind of log: ours, or the bare driver doing as much by hand. */
import type { CopyTarget, EntryInput, EventLog } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { anEntity } from '../../contract/entries.js'

/** What is measured of it. */
export interface Side {
  /** Appends entries, durably when it resolves. */
  readonly append: (entries: readonly EntryInput[]) => Promise<void>
  /** Reads everything, each entry as an object; answers how many. */
  readonly read: () => Promise<number>
  /** Calls back with the id of each entry that comes from now on; resolves when it listens. Absent: the driver has no such thing. */
  readonly follow?: (hear: (id: string) => void) => Promise<void>
  readonly close: () => Promise<void>
}

/** A kind of log: our side and the bare one, on the same server or disk. */
export interface Kind {
  readonly name: string
  readonly ours: Side
  readonly bare?: Side
  readonly end: () => Promise<void>
}

let made = 0

/** So many entries that nobody had before, of 250 bytes each. */
export const freshEntries = (count: number): readonly EntryInput[] =>
  Array.from({ length: count }, () => {
    made += 1
    return anEntity(made)
  })

const must = <A>(answer: E.Either<unknown, A>): A => {
  if (E.isLeft(answer)) throw new Error(JSON.stringify(answer.left))
  return answer.right
}

const readAll = async (log: EventLog): Promise<number> => {
  let count = 0
  for await (const page of log.read()) count += must(page).length
  return count
}

const following = async (log: EventLog, hear: (id: string) => void, isReady: () => void): Promise<void> => {
  for await (const answer of log.follow({ from: must(await log.size()()) })) {
    const step = must(answer)
    if (step.kind === 'entries') for (const { entry } of step.entries) hear(entry.id)
    else isReady()
  }
}

/** Our side: appends by one handle, reads and follows by another, as another process would. */
export const oursOn = async (open: () => Promise<CopyTarget>, openSecond = open): Promise<Side> => {
  const log = await open()
  const second = await openSecond()
  return {
    append: async (entries) => void must(await log.append(entries)()),
    read: async () => readAll(second),
    follow: async (hear) =>
      new Promise((resolve, reject) => {
        following(second, hear, resolve).catch(reject)
      }),
    close: async () => {
      await log.close()()
      await second.close()()
    },
  }
}
