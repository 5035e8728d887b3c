/** For callers who prefer promises that reject: an Error that carries the tagged failure. */
import { explainFailure, type LogFailure } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

/** What the promise wrappers reject with. Its message is `explainFailure(failure)`. */
export class LogError extends Error {
  /** The failure as a value, for a `switch` over its tag. */
  readonly failure: LogFailure
  /** The failure's tag. */
  readonly tag: LogFailure['tag']

  constructor(failure: LogFailure) {
    super(explainFailure(failure))
    this.name = 'LogError'
    this.failure = failure
    this.tag = failure.tag
  }
}

/** Runs a task; rejects with a `LogError` where it fails. */
export const orReject = async <A>(task: TaskEither<LogFailure, A>): Promise<A> => {
  const result = await task()
  if (E.isLeft(result)) throw new LogError(result.left)
  return result.right
}
