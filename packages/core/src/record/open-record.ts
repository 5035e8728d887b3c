/** From a log to its record: reads every entry there is. */
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { EventLog } from '../log/event-log.js'
import { type ReadFailure, LogError } from '../log/failure.js'
import type { Recorded } from '../log/recorded.js'
import type { Rulesets } from '../decision/ruleset.js'
import type { LawRecord, RecordOptions } from './law-record.js'
import { recordOf } from './record-of.js'

/** What to open a record on. */
export interface OpenRecordOptions extends RecordOptions {
  readonly log: EventLog
  readonly rulesets: Rulesets
}

/** Every entry of a log, in order; fails if one cannot be read. */
export const readAll =
  (log: EventLog): TE.TaskEither<ReadFailure, readonly Recorded[]> =>
  async () => {
    const entries: Recorded[] = []
    for await (const page of log.read()) {
      if (E.isLeft(page)) return page
      entries.push(...page.right)
    }
    return E.right(entries)
  }

/** The record of a log as it stands now. */
export const readRecord = ({
  log,
  rulesets,
  ...options
}: OpenRecordOptions): TE.TaskEither<ReadFailure, LawRecord> =>
  TE.map((entries: readonly Recorded[]) => recordOf(entries, rulesets, options))(readAll(log))

/** The same as a promise, for callers without fp-ts; it rejects with a `LogError` that carries the tagged failure. */
export const openRecord = async (options: OpenRecordOptions): Promise<LawRecord> => {
  const record = await readRecord(options)()
  if (E.isLeft(record)) throw new LogError(record.left)
  return record.right
}
