/** Waiting for a lock that another process holds, without holding up this one. */
import { elapsedMs } from '../clock/index.js'
import { isBusy } from './errors.js'

const LONGEST_NAP_MS = 20

const nap = async (attempts: number): Promise<void> =>
  new Promise((resolve) => {
    // Uneven, so that several writers do not wake in step.
    setTimeout(resolve, 1 + Math.random() * Math.min(attempts * 2, LONGEST_NAP_MS))
  })

/** Attempts until the lock is free, or `patienceMs` are over: then throws what SQLite threw. */
export const patiently = async <A>(patienceMs: number, attempt: () => A | Promise<A>): Promise<A> => {
  const deadline = elapsedMs() + patienceMs
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await attempt()
    } catch (thrown) {
      if (!isBusy(thrown) || elapsedMs() > deadline) throw thrown
      await nap(attempts)
    }
  }
}
