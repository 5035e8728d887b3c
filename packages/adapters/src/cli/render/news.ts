/** News of a log: for people what an entry changes, for whom, from when; for programs the same as lines of JSON. */
import {
  type Difference,
  type Entry,
  type EntryInstant,
  explainStatus,
  type FollowerStatus,
  type InstantText,
  statusIntervalJson,
  type Subject,
  textOf,
} from '@vacatur/core'
import type { News } from '../news/news.js'
import { drawDifference } from './history.js'
import { count, labelled } from './text.js'
import type { View } from './view.js'
import { utc } from './when.js'

/** A difference in JSON, as `diff` and `watch` print it. */
export const differenceJson = (subject: Subject, { changes, because }: Difference): object => ({
  ...subject,
  because,
  changes: changes.map(({ since, until, before, after }) => ({
    since: since === null ? null : textOf(since),
    until: until === null ? null : textOf(until),
    before: statusIntervalJson(before),
    after: statusIntervalJson(after),
  })),
})

const textOfInstant = (instant: EntryInstant): InstantText =>
  typeof instant === 'string' ? instant : instant.instant

/** An entry and what it changes, in JSON. */
export const newsJson = ({ recorded: { index, recordedAt, entry }, effects }: News): object => ({
  index,
  recordedAt: textOf(recordedAt),
  id: entry.id,
  type: entry.type,
  validAt: textOfInstant(entry.validAt),
  publishedAt: textOfInstant(entry.publishedAt),
  citation: entry.source.citation,
  effects: effects.map(({ subject, difference }) => differenceJson(subject, difference)),
})

/** How the log is doing, in JSON. */
export const stateJson = ({ state, size, silentForMs }: FollowerStatus): object => ({
  state,
  size,
  silentForMs: silentForMs === null ? null : Math.round(silentForMs),
})

/** How the log is doing, in a line. */
export const stateInWords = (status: FollowerStatus, log: string): string =>
  status.state === 'live'
    ? `${log} is followed: ${count(status.size, 'entry', 'entries')}; Ctrl-C ends`
    : `${log}: ${explainStatus(status)}`

/** What an entry does that changes no status. */
const otherwise = (entry: Entry): string => {
  switch (entry.type) {
    case 'RulesetPublished':
      return `from ${utc(textOfInstant(entry.validAt))} on, ${entry.ruleset} ${entry.version} decides; no status changes`
    case 'ProceedingNoted':
      return `no status changes: ${entry.summary}`
    case 'EntityRegistered':
    case 'EntityRenamed':
    case 'SecurityRegistered':
      return 'reference data; no status changes'
    default:
      return 'no status changes'
  }
}

const MOST_EFFECTS = 10

/** An entry and what it changes, for people. */
export const drawNews = ({ recorded, effects }: News, view: View): string => {
  const { index, recordedAt, entry } = recorded
  const title = `${view.paint.strong(`entry ${index}`)}  ${utc(textOf(recordedAt))}  ${entry.type} ${entry.id}`
  const cited = labelled('  source', entry.source.citation, view)
  if (effects.length === 0) return `${title}\n${cited}\n${labelled('  effect', otherwise(entry), view)}\n`
  const drawn = effects
    .slice(0, MOST_EFFECTS)
    .map(({ subject, difference }) => drawDifference(subject, difference, view))
  const more = effects.length - MOST_EFFECTS
  const rest = more > 0 ? [`and for ${count(more, 'other', 'others')} (--json for all)\n`] : []
  return [`${title}\n${cited}`, ...drawn, ...rest].join('\n\n')
}
