/** `vacatur init`: makes a log, and publishes the catalogue's rulesets into it. Repeating it changes nothing. */
import { catalogue } from '@vacatur/rules'
import * as E from 'fp-ts/lib/Either.js'
import { type Ended, EXIT, logTrouble } from '../exit.js'
import { logIsThere, withLog } from '../option/log-url.js'
import { count } from '../render/text.js'
import type { Surroundings } from '../surroundings.js'
import { type CommonOptions, logChoiceOf, printJson } from './context.js'

/** Runs the command. */
export const init = async (surroundings: Surroundings, options: CommonOptions): Promise<Ended> => {
  const choice = logChoiceOf(options, surroundings)
  const before = await logIsThere(choice)
  if (E.isLeft(before)) return before
  return withLog(choice, { create: true }, async (log): Promise<Ended> => {
    const appended = await log.append(catalogue.published)()
    if (E.isLeft(appended)) return E.left(logTrouble(appended.left))
    const { added, size } = appended.right
    const created = !before.right
    if (options.json === true) {
      printJson(surroundings, { log: log.name, created, added, size })
      return E.right(EXIT.done)
    }
    const made = created ? 'made' : 'was there'
    const rulesets =
      added === 0 ? 'its rulesets were there' : `${count(added, 'ruleset', 'rulesets')} published`
    surroundings.terminal.out(`${log.name} ${made}: ${rulesets}; ${count(size, 'entry', 'entries')}\n`)
    if (log.name === 'memory:')
      surroundings.terminal.err('note: a log in memory is gone when the command ends\n')
    return E.right(EXIT.done)
  })
}
