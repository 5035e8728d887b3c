/** The timeline of an entity under a program at one knowledge: the intervals in which its status stays the same. */
import { canonicalText } from '../entry/canonical.js'
import type { Instant, InstantText } from '../time/instant.js'
import type { Law } from './law.js'
import type { Subject } from './subject.js'
import { type Status, type StatusJson, statusAt, statusJson, textOrNull } from './status.js'

/** A status and the longest interval around in which it stays the same. */
export interface StatusInterval extends Status {
  /** Inclusive; null: from ever. */
  readonly since: Instant | null
  /** Exclusive; null: for ever. */
  readonly until: Instant | null
}

/** The earliest time value of ECMAScript, before every instant an entry can state. */
const EARLIER_THAN_ALL = -8_640_000_000_000_000 as Instant

const isSame = (a: Status, b: Status): boolean =>
  canonicalText(statusJson(a)) === canonicalText(statusJson(b))

/** The intervals in ascending order; together they hold every instant, each once. */
export const timelineOf = (law: Law, subject: Subject): readonly StatusInterval[] => {
  const bounds = law.boundariesOf(subject)
  const first = statusAt(law, subject, EARLIER_THAN_ALL)
  const intervals: StatusInterval[] = [{ ...first, since: null, until: null }]
  for (const bound of bounds) {
    const status = statusAt(law, subject, bound)
    const last = intervals.at(-1)
    if (last === undefined || isSame(status, withoutInterval(last))) continue
    intervals[intervals.length - 1] = { ...last, until: bound }
    intervals.push({ ...status, since: bound, until: null })
  }
  return intervals
}

const withoutInterval = ({ since: _since, until: _until, ...status }: StatusInterval): Status => status

/** The interval of a timeline that holds an instant. */
export const intervalAt = (timeline: readonly StatusInterval[], at: Instant): StatusInterval => {
  const found = timeline.find(({ until }) => until === null || at < until)
  if (found === undefined) throw new Error('a timeline that does not hold every instant')
  return found
}

/** A status with its interval in JSON. */
export type StatusIntervalJson = StatusJson & {
  readonly since: InstantText | null
  readonly until: InstantText | null
}

/** A status with its interval in JSON: instants as text. */
export const statusIntervalJson = ({ since, until, ...status }: StatusInterval): StatusIntervalJson => ({
  ...statusJson(status),
  since: textOrNull(since),
  until: textOrNull(until),
})
