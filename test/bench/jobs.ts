/** What a child can be told to do, by name. */
import { ask, type AskOptions } from './gate/ask.js'
import type { Job } from './harness/contest.js'

/** The jobs. */
export const JOBS: Readonly<Record<string, Job>> = {
  'gate/ask': async (options) => ask(options as AskOptions),
}
