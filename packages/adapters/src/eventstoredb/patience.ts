/** Trying again while a server is away or elects a leader, for so long and no longer. */
import * as E from 'fp-ts/lib/Either.js'
import { processTimer } from '../clock/index.js'
import { isPassing, type Trouble } from './trouble.js'

const FIRST_NAP_MS = 20
const LONGEST_NAP_MS = 500

/** How long to wait before the try after so many: twice as long each time, up to half a second. */
export const napMs = (tries: number): number => Math.min(FIRST_NAP_MS * 2 ** tries, LONGEST_NAP_MS)

const QUICK_CONFLICTS = 2
const LONGEST_YIELD_MS = 16

/** How long to let others go first after so many appends that others were faster than: not at all, then a millisecond more each time. */
export const yieldMs = (conflicts: number): number =>
  Math.min(Math.max(conflicts - QUICK_CONFLICTS, 0), LONGEST_YIELD_MS)

/** Waits; for nothing, not at all. */
export const nap = async (ms: number): Promise<void> =>
  ms === 0
    ? undefined
    : new Promise((resolve) => {
        setTimeout(resolve, ms)
      })

/** Tries until there is an answer, trouble that will not pass, or no time left. */
export const patiently = async <A>(
  patienceMs: number,
  isOver: () => boolean,
  attempt: () => Promise<E.Either<Trouble, A>>,
): Promise<E.Either<Trouble, A>> => {
  const deadline = processTimer.elapsedMs() + patienceMs
  for (let tries = 0; ; tries += 1) {
    const answer = await attempt()
    const isAnswer = E.isRight(answer) || !isPassing(answer.left)
    if (isAnswer || isOver() || processTimer.elapsedMs() + napMs(tries) > deadline) return answer
    await nap(napMs(tries))
  }
}
