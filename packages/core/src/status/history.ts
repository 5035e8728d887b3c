/** How the timeline of an entity changed as more became known: one timeline per distinct knowledge; and what differs between two. */
import { canonicalText } from '../entry/canonical.js'
import { msOfEntryInstant } from '../entry/field.js'
import { type Knowledge, knowledgeOf } from '../force/knowledge.js'
import type { Recorded } from '../log/recorded.js'
import type { Clock, Known } from '../time/as-of.js'
import type { Instant } from '../time/instant.js'
import { bearingOn } from './boundaries.js'
import { lawOf } from './law.js'
import type { Subject } from './subject.js'
import { intervalAt, type StatusInterval, statusIntervalJson, timelineOf } from './timeline.js'

/** A timeline and the knowledge from which on it was the answer. */
export interface KnownTimeline {
  readonly known: Known
  readonly timeline: readonly StatusInterval[]
  /** Ids of the entries that made it another one than before, in log order. */
  readonly because: readonly string[]
}

/** Between two knowledges: over `[since, until)` the status was `before` and is `after`. */
export interface Change {
  /** Null: from ever. */
  readonly since: Instant | null
  /** Null: for ever. */
  readonly until: Instant | null
  readonly before: StatusInterval
  readonly after: StatusInterval
}

/** What differs between two knowledges, and because of which entries. */
export interface Difference {
  readonly changes: readonly Change[]
  /** Ids of the entries that bear on it and are visible in one only, and of retractions among what was learnt; in log order. */
  readonly because: readonly string[]
}

const textOfTimeline = (timeline: readonly StatusInterval[]): string =>
  canonicalText(timeline.map(statusIntervalJson))

const sinceOf = ({ since }: StatusInterval): number => since ?? -Infinity

const isSameStatus = (a: StatusInterval, b: StatusInterval): boolean =>
  textOfTimeline([{ ...a, since: null, until: null }]) ===
  textOfTimeline([{ ...b, since: null, until: null }])

const changesBetween = (
  before: readonly StatusInterval[],
  after: readonly StatusInterval[],
): readonly Change[] => {
  const starts = [...new Set([...before, ...after].map(sinceOf))].toSorted((a, b) => a - b)
  return starts.flatMap((start, place): readonly Change[] => {
    const at = (Number.isFinite(start) ? start : -8_640_000_000_000_000) as Instant
    const was = intervalAt(before, at)
    const is = intervalAt(after, at)
    if (isSameStatus(was, is)) return []
    const until = starts[place + 1]
    const since = Number.isFinite(start) ? (start as Instant) : null
    return [{ since, until: until === undefined ? null : (until as Instant), before: was, after: is }]
  })
}

const learntBetween = (before: Knowledge, after: Knowledge, subject: Subject): readonly string[] => {
  const bearing = new Set([...bearingOn(before, subject), ...bearingOn(after, subject)])
  const ids = new Set([...bearing].map(({ entry }) => entry.id))
  const inOneOnly = [...bearing].filter((one) => before.visible.includes(one) !== after.visible.includes(one))
  const retractions = [...before.visible, ...after.visible].filter(
    (one) =>
      one.entry.type === 'EntryRetracted' &&
      before.visible.includes(one) !== after.visible.includes(one) &&
      one.entry.targets.some((target) => ids.has(target)),
  )
  return [...new Set([...inOneOnly, ...retractions])]
    .toSorted((a, b) => a.index - b.index)
    .map(({ entry }) => entry.id)
}

/** What differs between two knowledges of one log. */
export const diffOf = (before: Knowledge, after: Knowledge, subject: Subject): Difference => ({
  changes: changesBetween(timelineOf(lawOf(before), subject), timelineOf(lawOf(after), subject)),
  because: learntBetween(before, after, subject),
})

/** The distinct points of knowledge on a clock, ascending: after each entry was recorded, or at each instant of publication. */
const pointsOf = (log: readonly Recorded[], clock: Clock): readonly Known[] => {
  if (clock === 'recorded') return log.map(({ index }) => ({ clock, knownSize: index + 1 }))
  const instants = new Set(log.map(({ entry }) => msOfEntryInstant(entry.publishedAt)))
  return [...instants].toSorted((a, b) => a - b).map((knownAt) => ({ clock, knownAt }))
}

/** One timeline per distinct knowledge, the earliest first; the first is what was known before anything was. */
export const historyOf = (
  log: readonly Recorded[],
  clock: Clock,
  subject: Subject,
): readonly KnownTimeline[] => {
  const nothing: Known = { clock: 'recorded', knownSize: 0 }
  let last = knowledgeOf(log, nothing)
  const history: KnownTimeline[] = [
    { known: nothing, timeline: timelineOf(lawOf(last), subject), because: [] },
  ]
  for (const known of pointsOf(log, clock)) {
    const knowledge = knowledgeOf(log, known)
    const timeline = timelineOf(lawOf(knowledge), subject)
    const earlier = history.at(-1)
    if (earlier !== undefined && textOfTimeline(earlier.timeline) === textOfTimeline(timeline)) continue
    history.push({ known, timeline, because: learntBetween(last, knowledge, subject) })
    last = knowledge
  }
  return history
}
