/** The record: a log as read, with the rulesets, to be asked about any two points in time. What most callers use. */
import type { Recorded } from '../log/recorded.js'
import { type Asked, decide, decideWith } from '../decision/decide.js'
import type { Grounds } from '../decision/inquiry.js'
import type { Decision } from '../decision/decision.js'
import { type Entity, entitiesOf, resolverOf } from '../decision/instrument.js'
import type { Order } from '../decision/order.js'
import type { Outcome, Rulesets, Verdict } from '../decision/ruleset.js'
import { candidatesOf } from '../decision/select.js'
import { type Knowledge, knowledgeOf } from '../force/knowledge.js'
import { lawOf } from '../status/law.js'
import { tiesOf } from '../status/tie.js'
import { type Difference, diffOf, historyOf, type KnownTimeline } from '../status/history.js'
import { type Status, statusAt } from '../status/status.js'
import type { Subject } from '../status/subject.js'
import { intervalAt, type StatusInterval, timelineOf } from '../status/timeline.js'
import { type AsOf, type Clock, type Known, knownOf } from '../time/as-of.js'

/** How a record answers. */
export interface RecordOptions {
  /** What becomes of an order for an instrument that nothing known answers to; `review` when absent. */
  readonly unknownInstrument?: Extract<Outcome, 'review' | 'permit' | 'deny'>
  /** Digests of rulesets: only these are asked, as a replay does. */
  readonly pinned?: readonly string[]
}

/** A log as read, to be asked about any two points in time. Pure: it sees no entry that comes later. */
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
  decide(order: Order, known: Known): Decision
  /** The same, the rules being evaluated by another evaluator. */
  decideWith(evaluate: (asked: Asked) => Promise<Verdict>, order: Order, known: Known): Promise<Decision>
  /** The programs under which an entity has ever been designated or matched, as far as was known, in slug order. */
  programsOf(entity: string, known: Known): readonly string[]
  /** The entities that were registered, by slug. */
  entities(known: Known): ReadonlyMap<string, Entity>
}

const MAX_REMEMBERED = 64

/** Remembers the knowledge last asked for: many questions are asked of the same one. */
const remembering = (log: readonly Recorded[]): ((known: Known) => Knowledge) => {
  const remembered = new Map<string, Knowledge>()
  return (known) => {
    const key = JSON.stringify(known)
    const found = remembered.get(key)
    if (found !== undefined) return found
    if (remembered.size >= MAX_REMEMBERED) remembered.clear()
    const knowledge = knowledgeOf(log, known)
    remembered.set(key, knowledge)
    return knowledge
  }
}

/** The record of entries that were read from a log, from the first on, none left out. */
export const recordOf = (
  entries: readonly Recorded[],
  rulesets: Rulesets,
  { unknownInstrument = 'review', pinned }: RecordOptions = {},
): LawRecord => {
  const knowledgeAt = remembering(entries)
  const candidates = candidatesOf(entries, rulesets).filter(({ digest }) => pinned?.includes(digest) ?? true)
  const groundsAt = (known: Known): Grounds => {
    const knowledge = knowledgeAt(known)
    return { law: lawOf(knowledge), resolver: resolverOf(knowledge), candidates, unknownInstrument }
  }
  return {
    size: entries.length,
    entries,
    status: (subject, asOf) =>
      intervalAt(timelineOf(lawOf(knowledgeAt(knownOf(asOf))), subject), asOf.validAt),
    standing: (subject, asOf) => statusAt(lawOf(knowledgeAt(knownOf(asOf))), subject, asOf.validAt).standing,
    timeline: (subject, known) => timelineOf(lawOf(knowledgeAt(known)), subject),
    history: (subject, clock) => historyOf(entries, clock, subject),
    diff: (subject, before, after) => diffOf(knowledgeAt(before), knowledgeAt(after), subject),
    decide: (order, known) => decide(groundsAt(known), order),
    decideWith: (evaluate, order, known) => decideWith(evaluate, groundsAt(known), order),
    programsOf: (entity, known) => programsOf(knowledgeAt(known), entity),
    entities: (known) => entitiesOf(knowledgeAt(known)),
  }
}

/** The programs under which an entity has ever been designated or matched, in slug order. */
export const programsOf = (knowledge: Knowledge, entity: string): readonly string[] =>
  [...new Set(tiesOf(knowledge, { entity }).map(({ designation }) => designation.entry.program))].toSorted()
