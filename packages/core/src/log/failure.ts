/** What a log can answer other than what was asked: one tagged union, each member with the facts needed to act. */
import type { EntryType } from '../entry/entry.js'
import { explainProblem, type Problem } from '../entry/problem.js'
import { type Instant, textOf } from '../time/instant.js'

/** An entry that is none; `position` is its place in what was to be appended, from 0. */
export interface EntryInvalid {
  readonly tag: 'EntryInvalid'
  readonly position: number
  readonly problems: readonly Problem[]
}

/** The id is in the log already, with other content, at `index`. */
export interface IdConflict {
  readonly tag: 'IdConflict'
  readonly position: number
  readonly id: string
  readonly index: number | null
}

/** No earlier entry has the id that is targeted. */
export interface TargetUnknown {
  readonly tag: 'TargetUnknown'
  readonly position: number
  readonly id: string
  readonly target: string
}

/** An entry of this type cannot act on the targeted one. */
export interface TargetUnsuitable {
  readonly tag: 'TargetUnsuitable'
  readonly position: number
  readonly id: string
  readonly type: EntryType
  readonly target: string
  readonly targetType: EntryType
}

/** The log has another size than the append expected. */
export interface SizeConflict {
  readonly tag: 'SizeConflict'
  readonly expectedSize: number
  readonly size: number
}

/** What another log has recorded cannot be taken over: the place `index` here has another entry, or the same of another instant. */
export interface RecordConflict {
  readonly tag: 'RecordConflict'
  readonly position: number
  readonly id: string
  readonly index: number
}

/** What another log has recorded cannot be taken over: it was recorded before the entry that it would follow here. */
export interface RecordedEarlier {
  readonly tag: 'RecordedEarlier'
  readonly position: number
  readonly id: string
  readonly recordedAt: Instant
  /** When the entry before it was recorded. */
  readonly last: Instant
}

/** The log cannot be reached, opened or written; nothing was appended. */
export interface LogUnavailable {
  readonly tag: 'LogUnavailable'
  readonly log: string
  readonly reason: string
}

/** The connection was lost before the log answered: the append may or may not have happened. Append again to find out. */
export interface OutcomeUnknown {
  readonly tag: 'OutcomeUnknown'
  readonly log: string
  readonly reason: string
}

/** What is there is not what was written: truncated, altered, another program's file, or of a newer version. */
export interface LogCorrupt {
  readonly tag: 'LogCorrupt'
  readonly log: string
  readonly index: number | null
  readonly reason: string
}

/** The log was closed by its owner. */
export interface LogClosed {
  readonly tag: 'LogClosed'
  readonly log: string
}

/** Why a log cannot be read. */
export type ReadFailure = LogUnavailable | LogCorrupt | LogClosed

/** Why entries were refused; nothing was written. */
export type Refusal =
  | EntryInvalid
  | IdConflict
  | TargetUnknown
  | TargetUnsuitable
  | SizeConflict
  | RecordConflict
  | RecordedEarlier

/** Why entries were not, or not certainly, appended. */
export type AppendFailure = Refusal | OutcomeUnknown | ReadFailure

/** Every failure of a log. */
export type LogFailure = AppendFailure

type PlaceOf = (position: number) => string

const explainRefusal = (failure: Refusal, placeOf: PlaceOf): string => {
  switch (failure.tag) {
    case 'EntryInvalid':
      return `${placeOf(failure.position)}: ${failure.problems.map(explainProblem).join('; ')}`
    case 'IdConflict':
      return `${placeOf(failure.position)}: \`${failure.id}\` is ${failure.index === null ? 'given twice' : `in the log (index ${failure.index})`} with other content`
    case 'TargetUnknown':
      return `${placeOf(failure.position)}: \`${failure.id}\` targets \`${failure.target}\`, which no earlier entry is`
    case 'TargetUnsuitable':
      return `${placeOf(failure.position)}: \`${failure.id}\` is of type ${failure.type}, which cannot target \`${failure.target}\`, of type ${failure.targetType}`
    case 'SizeConflict':
      return `the log has ${failure.size} entries, not the expected ${failure.expectedSize}`
    case 'RecordConflict':
      return `${placeOf(failure.position)}: \`${failure.id}\` cannot have index ${failure.index}: the log has something else there, or the same, recorded at another instant`
    case 'RecordedEarlier':
      return `${placeOf(failure.position)}: \`${failure.id}\` was recorded at ${textOf(failure.recordedAt)}, before the entry it would follow (${textOf(failure.last)})`
    default:
      return failure satisfies never
  }
}

/** One failure in a sentence. `placeOf` names an entry by its place in what was to be appended; `entry 3` when absent. */
export const explainFailure = (
  failure: LogFailure,
  placeOf: PlaceOf = (position) => `entry ${position}`,
): string => {
  switch (failure.tag) {
    case 'LogUnavailable':
      return `${failure.log} is not available: ${failure.reason}`
    case 'OutcomeUnknown':
      return `${failure.log} did not answer (${failure.reason}): the entries may or may not have been appended; append them again to find out`
    case 'LogCorrupt':
      return `${failure.log} cannot be trusted${failure.index === null ? '' : ` at index ${failure.index}`}: ${failure.reason}`
    case 'LogClosed':
      return `${failure.log} is closed`
    default:
      return explainRefusal(failure, placeOf)
  }
}

/** A failure as an Error, for the promise wrappers: `failure` is the tagged failure, `message` explains it. */
export class LogError extends Error {
  override readonly name = 'LogError'
  readonly failure: LogFailure
  constructor(failure: LogFailure) {
    super(explainFailure(failure))
    this.failure = failure
  }
}
