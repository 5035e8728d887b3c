/** One after the other. */

/** Runs tasks in the order in which they were handed over, each when the one before it has ended. */
export const inTurn = (): (<A>(task: () => Promise<A>) => Promise<A>) => {
  let last: Promise<unknown> = Promise.resolve()
  return async (task) => {
    const turn = last.then(task)
    last = turn.catch(() => undefined)
    return turn
  }
}
