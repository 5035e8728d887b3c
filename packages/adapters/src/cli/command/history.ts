/** `vacatur history` and `vacatur diff`: how a timeline changed as more became known, and what differs between two knowledges. */
import { type Known, type KnownTimeline, statusIntervalJson, textOf, type Subject } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { badUsage, type Ended, EXIT, type Trouble } from '../exit.js'
import { type KnownOptions, readKnown } from '../option/known.js'
import { openedRecord } from '../option/log-url.js'
import { readSubjects } from '../option/subject.js'
import { drawDifference, drawHistory } from '../render/history.js'
import { differenceJson } from '../render/news.js'
import type { LawRecord } from '@vacatur/core'
import type { Surroundings } from '../surroundings.js'
import { type CommonOptions, logChoiceOf, printJson, viewOf } from './context.js'

/** The options as given. */
export interface HistoryOptions extends CommonOptions, Pick<KnownOptions, 'clock'> {
  readonly program?: string
}

/** The options as given; the knowledge before, and the one after (now where nothing is stated). */
export interface DiffOptions extends HistoryOptions {
  readonly beforeAt?: string
  readonly beforeSize?: string
  readonly afterAt?: string
  readonly afterSize?: string
}

const subjectsOf = (
  entity: string,
  { program }: HistoryOptions,
  record: LawRecord,
): E.Either<Trouble, readonly Subject[]> =>
  readSubjects({ entity, program }, record, {
    clock: 'recorded',
    knownSize: record.size,
  })

const knownJson = (known: Known): object =>
  'knownSize' in known ? known : { clock: known.clock, knownAt: textOf(known.knownAt) }

const historyJson = ({ known, timeline, because }: KnownTimeline): object => ({
  known: knownJson(known),
  because,
  timeline: timeline.map(statusIntervalJson),
})

/** Runs `history`. */
export const history = async (
  surroundings: Surroundings,
  entity: string,
  options: HistoryOptions,
): Promise<Ended> => {
  const record = await openedRecord(logChoiceOf(options, surroundings))
  if (E.isLeft(record)) return record
  const subjects = subjectsOf(entity, options, record.right)
  if (E.isLeft(subjects)) return subjects
  for (const subject of subjects.right) {
    const told = record.right.history(subject, options.clock ?? 'recorded')
    if (options.json === true) printJson(surroundings, { ...subject, history: told.map(historyJson) })
    else surroundings.terminal.out(`${drawHistory(subject, told, viewOf(record.right, surroundings))}\n`)
  }
  return E.right(EXIT.done)
}

const end = (
  clock: KnownOptions['clock'],
  at: string | undefined,
  size: string | undefined,
): KnownOptions => ({
  ...(clock === undefined ? {} : { clock }),
  ...(at === undefined ? {} : { knownAt: at }),
  ...(size === undefined ? {} : { knownSize: size }),
})

/** Runs `diff`. */
export const diff = async (
  surroundings: Surroundings,
  entity: string,
  options: DiffOptions,
): Promise<Ended> => {
  const { clock, beforeAt, beforeSize, afterAt, afterSize } = options
  if (beforeAt === undefined && beforeSize === undefined) {
    return badUsage('no knowledge to compare with, accepted is: --before-at INSTANT or --before-size N')
  }
  const record = await openedRecord(logChoiceOf(options, surroundings))
  if (E.isLeft(record)) return record
  const now = surroundings.now()
  const before = readKnown(end(clock, beforeAt, beforeSize), record.right, now)
  if (E.isLeft(before)) return before
  const after = readKnown(end(clock, afterAt, afterSize), record.right, now)
  if (E.isLeft(after)) return after
  const subjects = subjectsOf(entity, options, record.right)
  if (E.isLeft(subjects)) return subjects
  for (const subject of subjects.right) {
    const difference = record.right.diff(subject, before.right, after.right)
    if (options.json === true) printJson(surroundings, differenceJson(subject, difference))
    else
      surroundings.terminal.out(
        `${drawDifference(subject, difference, viewOf(record.right, surroundings))}\n`,
      )
  }
  return E.right(EXIT.done)
}
