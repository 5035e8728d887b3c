/** `vacatur status`: what an entity's listings come to, at two points in time. */
import { type Known, type LawRecord, statusIntervalJson, type StatusInterval, textOf } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { type Ended, EXIT } from '../exit.js'
import { readInstant } from '../option/instant.js'
import { type KnownOptions, readKnown } from '../option/known.js'
import { openedRecord } from '../option/log-url.js'
import { readSubjects } from '../option/subject.js'
import { drawStatus } from '../render/status.js'
import { wrap } from '../render/text.js'
import { utc } from '../render/when.js'
import type { Surroundings } from '../surroundings.js'
import { type CommonOptions, logChoiceOf, printJson, viewOf } from './context.js'

/** The options as given. */
export interface StatusOptions extends CommonOptions, KnownOptions {
  readonly program?: string
  readonly validAt?: string
}

/** By what knowledge an answer was given, in words. */
export const knownInWords = (known: Known, { size }: LawRecord): string =>
  'knownSize' in known
    ? `as known from the first ${known.knownSize} of ${size} entries`
    : `as known at ${utc(textOf(known.knownAt))} on the ${known.clock} clock, from a log of ${size} entries`

const print = (
  surroundings: Surroundings,
  record: LawRecord,
  {
    known,
    statuses,
    entity,
  }: { readonly known: Known; readonly statuses: readonly StatusInterval[]; readonly entity: string },
): void => {
  const names = record.entities(known).get(entity)?.names ?? []
  const view = { ...viewOf(record, surroundings), names }
  if (statuses.length === 0)
    surroundings.terminal.out(`${names[0] ?? entity} (${entity}) was never listed under any program.\n`)
  for (const status of statuses)
    surroundings.terminal.out(`${drawStatus(statusIntervalJson(status), view)}\n`)
}

/** Runs the command. */
export const status = async (
  surroundings: Surroundings,
  entity: string,
  options: StatusOptions,
): Promise<Ended> => {
  const now = surroundings.now()
  const record = await openedRecord(logChoiceOf(options, surroundings))
  if (E.isLeft(record)) return record
  const known = readKnown(options, record.right, now)
  if (E.isLeft(known)) return known
  const validAt = options.validAt === undefined ? E.right(now) : readInstant('--valid-at', options.validAt)
  if (E.isLeft(validAt)) return validAt
  const subjects = readSubjects({ entity, program: options.program }, record.right, known.right)
  if (E.isLeft(subjects)) return subjects
  const asOf = { ...known.right, validAt: validAt.right }
  const statuses = subjects.right.map((subject) => record.right.status(subject, asOf))
  if (options.json === true) {
    const answers = statuses.map(statusIntervalJson)
    printJson(surroundings, options.program === undefined ? answers : answers[0])
    return E.right(EXIT.done)
  }
  print(surroundings, record.right, { known: known.right, statuses, entity })
  const asked = `at ${utc(textOf(validAt.right))} in law, ${knownInWords(known.right, record.right)}`
  surroundings.terminal.out(`${wrap(asked, surroundings.terminal.columns).join('\n')}\n`)
  return E.right(EXIT.done)
}
