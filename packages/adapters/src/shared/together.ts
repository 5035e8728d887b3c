/** Many readers of one place in one process: they read it together. */

type Ask<A> = (from: number, until: number) => Promise<A>

/**
 * Asks at most once at a time for each range. Who asks while the same is under way shares, with all others who do, the question
 * after it: never one that was sent before, whose answer may already be of the past.
 */
export const together = <A>(ask: Ask<A>): Ask<A> => {
  const running = new Map<string, Promise<A>>()
  const waiting = new Map<string, Promise<A>>()
  const start = async (key: string, from: number, until: number): Promise<A> => {
    waiting.delete(key)
    const answer = ask(from, until)
    running.set(key, answer)
    try {
      return await answer
    } finally {
      if (running.get(key) === answer) running.delete(key)
    }
  }
  return async (from, until) => {
    const key = `${from} ${until}`
    const before = running.get(key)
    if (before === undefined) return start(key, from, until)
    const next = waiting.get(key) ?? before.catch(() => undefined).then(async () => start(key, from, until))
    waiting.set(key, next)
    return next
  }
}
