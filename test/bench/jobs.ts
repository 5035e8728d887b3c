/** What a child can be told to do, by name. */
import { ask, type AskOptions } from './gate/ask.js'
import type { Job } from './harness/contest.js'
import { type DecideOptions, decideTask } from './rules/decide.js'
import { decideAmong, type GrowthOptions } from './rules/growth.js'

/** The jobs. */
export const JOBS: Readonly<Record<string, Job>> = {
  'rules/decide': async (options) => decideTask(options as DecideOptions),
  'rules/growth': async (options) => Promise.resolve(decideAmong(options as GrowthOptions)),
  'gate/ask': async (options) => ask(options as AskOptions),
}
