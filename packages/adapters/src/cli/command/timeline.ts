/** `vacatur timeline`: what changed when in law, by one knowledge; drawn, or as data. */
import { statusIntervalJson } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { type Ended, EXIT } from '../exit.js'
import { type KnownOptions, readKnown } from '../option/known.js'
import { openedRecord } from '../option/log-url.js'
import { readSubjects } from '../option/subject.js'
import { wrap } from '../render/text.js'
import { drawTimeline } from '../render/timeline.js'
import type { Surroundings } from '../surroundings.js'
import { type CommonOptions, logChoiceOf, printJson, viewOf, visibleIn } from './context.js'
import { knownInWords } from './status.js'

/** The options as given. */
export interface TimelineOptions extends CommonOptions, KnownOptions {
  readonly program?: string
}

/** Runs the command. */
export const timeline = async (
  surroundings: Surroundings,
  entity: string,
  options: TimelineOptions,
): Promise<Ended> => {
  const record = await openedRecord(logChoiceOf(options, surroundings))
  if (E.isLeft(record)) return record
  const known = readKnown(options, record.right, surroundings.now())
  if (E.isLeft(known)) return known
  const subjects = readSubjects({ entity, program: options.program }, record.right, known.right)
  if (E.isLeft(subjects)) return subjects
  const timelines = subjects.right.map((subject) =>
    record.right.timeline(subject, known.right).map(statusIntervalJson),
  )
  if (options.json === true) {
    printJson(surroundings, timelines.flat())
    return E.right(EXIT.done)
  }
  const { terminal } = surroundings
  const view = { ...viewOf(record.right, surroundings), visible: visibleIn(record.right, known.right) }
  if (timelines.length === 0) terminal.out(`${entity} was never listed under any program.\n\n`)
  for (const [place, one] of timelines.entries()) {
    terminal.out(`${view.paint.strong(`${entity} under ${subjects.right[place]?.program ?? ''}`)}\n\n`)
    terminal.out(`${drawTimeline(one, view)}\n`)
  }
  terminal.out(`${wrap(knownInWords(known.right, record.right), terminal.columns).join('\n')}\n`)
  return E.right(EXIT.done)
}
