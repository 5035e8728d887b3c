/** What a child can be told to do, by name. */
import { ask, type AskOptions } from './gate/ask.js'
import { enforce, lag, type LagOptions } from './gate/lag.js'
import { open, type OpenOptions } from './gate/open.js'
import { write, type WriteOptions } from './gate/write.js'
import type { Job } from './harness/contest.js'
import { type DecideOptions, decideTask } from './rules/decide.js'
import { decideAmong, type GrowthOptions } from './rules/growth.js'

/** The jobs. */
export const JOBS: Readonly<Record<string, Job>> = {
  'rules/decide': async (options) => decideTask(options as DecideOptions),
  'rules/growth': async (options) => Promise.resolve(decideAmong(options as GrowthOptions)),
  'gate/write': async (options) => write(options as WriteOptions),
  'gate/open': async (options) => open(options as OpenOptions),
  'gate/lag': async (options) => lag(options as LagOptions),
  'gate/enforce': async (options) => enforce(options as LagOptions),
  'gate/ask': async (options) => ask(options as AskOptions),
}
