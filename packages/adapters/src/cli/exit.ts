/** How a command ends: the exit codes, and the one line that says why it could not do what was asked. */
import { explainFailure, explainProblem, type LogFailure, type Outcome, type Problem } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'

/** The exit codes; those from 64 on are those of sysexits.h. */
export const EXIT = {
  /** Done, or permit. */
  done: 0,
  /** A check failed: golden cases, cases on facts; or there are findings, or differences. */
  failed: 1,
  deny: 3,
  review: 4,
  undetermined: 5,
  badUsage: 64,
  badInput: 65,
  logUnavailable: 69,
  bug: 70,
  /** What was to be said could not be written, as where the disk is full: there is an answer, and nobody has it. */
  outputLost: 74,
} as const

/** One of the exit codes. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** Why a command did not do what was asked, in one line. */
export interface Trouble {
  readonly exit: ExitCode
  readonly line: string
}

/** What a command comes to. */
export type Ended = E.Either<Trouble, ExitCode>

/** The command line itself is wrong. */
export const badUsage = (line: string): E.Either<Trouble, never> => E.left({ exit: EXIT.badUsage, line })

/** What was given is wrong: a file, an instant, an order, a name. */
export const inputTrouble = (line: string): Trouble => ({ exit: EXIT.badInput, line })

/** The same as what a reader comes to. */
export const badInput = (line: string): E.Either<Trouble, never> => E.left(inputTrouble(line))

/** A field of what was given is wrong; `place` says where it stands, like `entries.jsonl:3`. */
export const badField = (problems: readonly Problem[], place?: string): E.Either<Trouble, never> => {
  const line = problems.map(explainProblem).join('; ')
  return badInput(place === undefined ? line : `${place}: ${line}`)
}

/** A log refused entries, or cannot be used. */
export const logTrouble = (failure: LogFailure, placeOf?: (position: number) => string): Trouble => {
  const line = explainFailure(failure, placeOf)
  switch (failure.tag) {
    case 'EntryInvalid':
    case 'IdConflict':
    case 'TargetUnknown':
    case 'TargetUnsuitable':
    case 'SizeConflict':
    case 'RecordConflict':
    case 'RecordedEarlier':
      return { exit: EXIT.badInput, line }
    case 'LogUnavailable':
    case 'OutcomeUnknown':
    case 'LogCorrupt':
    case 'LogClosed':
      return { exit: EXIT.logUnavailable, line }
    default:
      return failure satisfies never
  }
}

const OF_OUTCOME: Readonly<Record<Outcome, ExitCode>> = {
  permit: EXIT.done,
  deny: EXIT.deny,
  review: EXIT.review,
  undetermined: EXIT.undetermined,
}

const FROM_THE_STRICTEST: readonly Outcome[] = ['deny', 'undetermined', 'review', 'permit']

/** The exit code of decisions: that of the strictest outcome; done where there is none. */
export const exitOf = (outcomes: readonly Outcome[]): ExitCode =>
  OF_OUTCOME[FROM_THE_STRICTEST.find((outcome) => outcomes.includes(outcome)) ?? 'permit']
