/** The job that lets one engine decide the task: first what it answers to every question, then how fast. */
import type { Report } from '../harness/contest.js'
import { QUICK, THOROUGH, timed, timedAsync } from '../harness/timing.js'
import type { Engine } from './engine.js'
import { type EngineName, ENGINES } from './engines.js'
import { questions } from './task.js'

/** Which engine, on how many questions. */
export interface DecideOptions {
  readonly engine: EngineName
  readonly count: number
  readonly isQuick: boolean
}

/** One character an outcome. */
const asCharacter = (outcome: number): string => outcome.toString(36)

const answersOf = async ({ kind, decide }: Engine, count: number): Promise<string> => {
  const answers: string[] = []
  for (let place = 0; place < count; place += 1) {
    answers.push(asCharacter(kind === 'sync' ? decide(place) : await decide(place)))
  }
  return answers.join('')
}

/** An engine ready for so many questions. */
const readied = async (name: EngineName, count: number): Promise<Engine> =>
  (await ENGINES[name].load())(questions(count))

/** What an engine answers to so many questions. */
export const answersBy = async (name: EngineName, count: number): Promise<string> =>
  answersOf(await readied(name, count), count)

/** Answers, and figures. */
export const decideTask = async ({ engine, count, isQuick }: DecideOptions): Promise<Report> => {
  const ready = await readied(engine, count)
  const answers = await answersOf(ready, count)
  const effort = isQuick ? QUICK : THOROUGH
  const { kind, decide } = ready
  const figures = kind === 'sync' ? timed(count, decide, effort) : await timedAsync(count, decide, effort)
  return { figures, answers }
}
