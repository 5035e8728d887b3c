/** The record: a log as read, with the rulesets, to be asked about any two points in time. What most callers use. */
import type { Asked } from '../decision/decide.js'
import type { Decision } from '../decision/decision.js'
import type { Entity } from '../decision/instrument.js'
import type { Order, OrderInput } from '../decision/order.js'
import type { Verdict } from '../decision/ruleset.js'
import type { UnknownInstrumentOption } from '../decision/unknown-instrument.js'
import type { Recorded } from '../log/recorded.js'
import type { Difference, KnownTimeline } from '../status/history.js'
import type { Status } from '../status/status.js'
import type { Subject } from '../status/subject.js'
import type { StatusInterval } from '../status/timeline.js'
import type { AsOf, Clock, Known } from '../time/as-of.js'

/** How a record answers. */
export interface RecordOptions extends UnknownInstrumentOption {
  /** Digests of rulesets: only these are asked, as a replay does. */
  readonly pinned?: readonly string[]
}

/**
 * A log as read, to be asked about any two points in time. Pure: it sees no entry that comes later. What it is asked is read strictly: an
 * order, a subject, an as-of or a log size that is none throws a `TypeError` that names it, since that is a bug of the caller. A size beyond
 * the log's is the log's.
 */
export interface LawRecord {
  /** How many entries the log had when it was read. */
  readonly size: number
  readonly entries: readonly Recorded[]
  /** The status of an entity under a program at an as-of, with the interval in which it stays the same. */
  status(subject: Subject, asOf: AsOf): StatusInterval
  /** The standing of an entity under a program at an as-of, and no more: what a chart or a scan over many companies asks. */
  standing(subject: Subject, asOf: AsOf): Status['standing']
  /** What changed when in law, by one knowledge. */
  timeline(subject: Subject, known: Known): readonly StatusInterval[]
  /** How that timeline changed as more became known. */
  history(subject: Subject, clock: Clock): readonly KnownTimeline[]
  /** What differs between two knowledges, and because of which entries. */
  diff(subject: Subject, before: Known, after: Known): Difference
  /** Whether the order may go through, as far as was known. */
  decide(order: Order | OrderInput, known: Known): Decision
  /** The same, the rules being evaluated by another evaluator. */
  decideWith(
    evaluate: (asked: Asked) => Promise<Verdict>,
    order: Order | OrderInput,
    known: Known,
  ): Promise<Decision>
  /** The programs under which an entity has ever been designated or matched, as far as was known, in slug order. */
  programsOf(entity: string, known: Known): readonly string[]
  /** The entities that were registered, by slug. */
  entities(known: Known): ReadonlyMap<string, Entity>
}
