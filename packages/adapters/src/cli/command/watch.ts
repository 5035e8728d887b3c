/** `vacatur watch`: follows a log, and tells what each new entry changes, for whom, from when; and whether the log is heard of. */
import { type EventLog, type FollowerStatus, liveGate } from '@vacatur/core'
import { catalogue } from '@vacatur/rules'
import * as E from 'fp-ts/lib/Either.js'
import { badInput, type Ended, EXIT, logTrouble, type Trouble } from '../exit.js'
import { followNews, type Listener } from '../news/follow.js'
import { withLog } from '../option/log-url.js'
import { paintOf } from '../render/colour.js'
import { drawNews, newsJson, stateInWords, stateJson } from '../render/news.js'
import { sourcesIn } from '../render/sources.js'
import type { Surroundings } from '../surroundings.js'
import { type CommonOptions, logChoiceOf, printJson } from './context.js'

/** The options as given. */
export interface WatchOptions extends CommonOptions {
  readonly from?: string
  readonly staleAfter?: string
}

const LONGEST_MS = 86_400_000

const readWhole = (
  option: string,
  text: string | undefined,
  { least, most, what }: { readonly least: number; readonly most: number; readonly what: string },
): E.Either<Trouble, number | undefined> => {
  if (text === undefined) return E.right(undefined)
  const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  return number >= least && number <= most
    ? E.right(number)
    : badInput(`\`${option}\` is ${text}, accepted is: ${what}`)
}

/** Refuses a place that the log has not come to: nobody would hear of the entries before it. */
const withinLog = async (log: EventLog, from: number | undefined): Promise<E.Either<Trouble, void>> => {
  const size = await log.size()()
  if (E.isLeft(size)) return E.left(logTrouble(size.left))
  return from === undefined || from <= size.right
    ? E.right(undefined)
    : badInput(
        `\`--from\` is ${from}, accepted is: a whole number from 0 to ${size.right}, the size of the log`,
      )
}

const jsonListener = (surroundings: Surroundings): Listener => ({
  state: async (status) => {
    printJson(surroundings, stateJson(status))
    return surroundings.terminal.taken()
  },
  news: async (news) => {
    printJson(surroundings, newsJson(news))
    return surroundings.terminal.taken()
  },
})

/** News to standard output; how the log is doing to standard error. */
const textListener = ({ terminal }: Surroundings, log: string): Listener => ({
  state: async (status) => {
    terminal.err(`${stateInWords(status, log)}\n`)
    return terminal.taken()
  },
  news: async (news, entries) => {
    const { hasColour, columns } = terminal
    const view = { sources: sourcesIn(entries), paint: paintOf(hasColour), columns }
    terminal.out(`${drawNews(news, view)}\n`)
    return terminal.taken()
  },
})

const endOf = ({ state, failure }: FollowerStatus): Ended =>
  state === 'failed' && failure !== null ? E.left(logTrouble(failure)) : E.right(EXIT.done)

/** Runs the command, until it is interrupted. */
export const watch = async (surroundings: Surroundings, options: WatchOptions): Promise<Ended> => {
  const from = readWhole('--from', options.from, {
    least: 0,
    most: Number.MAX_SAFE_INTEGER,
    what: 'the place of an entry in the log, from 0',
  })
  if (E.isLeft(from)) return from
  const staleAfterMs = readWhole('--stale-after', options.staleAfter, {
    least: 1,
    most: LONGEST_MS,
    what: `milliseconds, from 1 to ${LONGEST_MS}`,
  })
  if (E.isLeft(staleAfterMs)) return staleAfterMs
  return withLog(logChoiceOf(options, surroundings), { create: false }, async (log): Promise<Ended> => {
    const place = await withinLog(log, from.right)
    if (E.isLeft(place)) return place
    const gate = await liveGate({
      log,
      rulesets: catalogue,
      waitUntilCaughtUp: false,
      ...(staleAfterMs.right === undefined ? {} : { staleAfterMs: staleAfterMs.right }),
    })()
    if (E.isLeft(gate)) return E.left(logTrouble(gate.left))
    const listener = options.json === true ? jsonListener(surroundings) : textListener(surroundings, log.name)
    const followed = {
      gate: gate.right,
      onEnd: surroundings.onInterrupt,
      ...(from.right === undefined ? {} : { from: from.right }),
    }
    const ended = await followNews(followed, listener)
    await gate.right.close()
    return endOf(ended)
  })
}
