/** `vacatur copy`: moves a log with its recorded instants into another, and verifies it. Started again, it goes on where it stopped. */
import type { CopyTarget, EventLog } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { type Copied, type CopyFailure, copyLog, explainCopyFailure } from '../../copy/index.js'
import { type Ended, EXIT, inputTrouble, logTrouble, type Trouble } from '../exit.js'
import { type LogChoice, withLog } from '../option/log-url.js'
import { phasesOn } from '../render/progress.js'
import { count } from '../render/text.js'
import type { Surroundings } from '../surroundings.js'
import { printJson } from './context.js'

/** The options as given. */
export interface CopyCommandOptions {
  readonly from: string
  readonly to: string
  readonly json?: boolean
}

const choiceOf = (option: string, log: string, { now }: Surroundings): LogChoice => ({
  log,
  option,
  environment: {},
  now,
})

const troubleOf = (failure: CopyFailure): Trouble => {
  const line = explainCopyFailure(failure)
  return failure.tag === 'CopyDiffers' ? inputTrouble(line) : { ...logTrouble(failure), line }
}

const summaryOf = ({ size, added, digest }: Copied, to: string): string => {
  const there = size - added
  const already = there === 0 ? '' : `, ${count(there, 'was', 'were')} there already`
  const whole = `${to} has ${count(size, 'entry', 'entries')}, verified`
  return `${count(added, 'entry', 'entries')} copied${already}; ${whole}\nsha256 over all: ${digest}\n`
}

const copied = async (
  surroundings: Surroundings,
  { json }: CopyCommandOptions,
  { from, to }: { readonly from: EventLog; readonly to: CopyTarget },
): Promise<Ended> => {
  const { terminal } = surroundings
  const phases = phasesOn(terminal)
  const onProgress = ({ phase, done, size }: { phase: string; done: number; size: number }): void =>
    phases.at(phase, done, size)
  const result = await copyLog({ from, to, onProgress })()
  phases.end()
  if (E.isLeft(result)) return E.left(troubleOf(result.left))
  if (json === true) printJson(surroundings, { from: from.name, to: to.name, ...result.right })
  else terminal.out(summaryOf(result.right, to.name))
  return E.right(EXIT.done)
}

/** Runs the command. */
export const copy = async (surroundings: Surroundings, options: CopyCommandOptions): Promise<Ended> =>
  withLog(choiceOf('--from', options.from, surroundings), { create: false }, async (from) =>
    withLog(choiceOf('--to', options.to, surroundings), { create: true }, async (to) =>
      copied(surroundings, options, { from, to }),
    ),
  )
