/** The record answered from the index: on the recorded clock by look-up, on the published clock by the oracle on what bears on it. */
import { decide, decideWith } from '../decision/decide.js'
import type { Grounds } from '../decision/inquiry.js'
import { entitiesOf, resolverOf } from '../decision/instrument.js'
import type { Instrument } from '../decision/order.js'
import type { Rulesets } from '../decision/ruleset.js'
import { candidatesOf } from '../decision/select.js'
import { knowledgeOf, type Knowledge } from '../force/knowledge.js'
import type { Recorded } from '../log/recorded.js'
import { type LawRecord, programsOf, type RecordOptions } from '../record/law-record.js'
import { diffOf, historyOf } from '../status/history.js'
import { type Law, lawOf } from '../status/law.js'
import { statusAt } from '../status/status.js'
import type { Subject } from '../status/subject.js'
import { intervalAt, timelineOf } from '../status/timeline.js'
import { type AsOf, type Known, knownOf } from '../time/as-of.js'
import { logSize, logSizeAt } from './acts.js'
import { bearingOnEntity, bearingOnInstrument } from './bearing.js'
import { type BitemporalIndex, indexOf } from './bitemporal-index.js'
import { lawAt } from './index-law.js'
import { resolverAt } from './index-resolver.js'
import { standingAt } from './tie-state.js'

/** The log size up to which entries count, on the recorded clock. */
const sizeKnown = (index: BitemporalIndex, known: Known): number => {
  if ('knownSize' in known) return Math.min(known.knownSize, logSize(index.acts))
  return known.clock === 'published' ? logSize(index.acts) : logSizeAt(index.acts, known.knownAt)
}

/** Knowledge by the entries that bear on a question, as if the whole log had been read. */
const knowledgeBy = (index: BitemporalIndex, bearing: readonly Recorded[], known: Known): Knowledge => ({
  ...knowledgeOf(bearing, known),
  size: sizeKnown(index, known),
})

/** The law for an entity, on either clock. */
export const lawFor = (index: BitemporalIndex, entity: string, known: Known): Law =>
  known.clock === 'published'
    ? lawOf(knowledgeBy(index, bearingOnEntity(index, entity), known))
    : lawAt(index, sizeKnown(index, known), known)

/** The law and the resolver for an instrument, on either clock. */
export const groundsFor = (
  index: BitemporalIndex,
  instrument: Instrument,
  known: Known,
): Pick<Grounds, 'law' | 'resolver'> => {
  if (known.clock === 'published') {
    const knowledge = knowledgeBy(index, bearingOnInstrument(index, instrument), known)
    return { law: lawOf(knowledge), resolver: resolverOf(knowledge) }
  }
  const size = sizeKnown(index, known)
  return { law: lawAt(index, size, known), resolver: resolverAt(index, size) }
}

/** A record that answers from an index that has read `entries`. */
export const recordOn = (
  index: BitemporalIndex,
  rulesets: Rulesets,
  { unknownInstrument = 'review', pinned }: RecordOptions = {},
): LawRecord => {
  const { entries } = index.acts
  const candidates = candidatesOf(entries, rulesets).filter(({ digest }) => pinned?.includes(digest) ?? true)
  const timeline = (subject: Subject, known: Known) =>
    timelineOf(lawFor(index, subject.entity, known), subject)
  const grounds = (instrument: Instrument, known: Known): Grounds => ({
    ...groundsFor(index, instrument, known),
    candidates,
    unknownInstrument,
  })
  return {
    size: logSize(index.acts),
    entries,
    status: (subject, asOf: AsOf) => intervalAt(timeline(subject, knownOf(asOf)), asOf.validAt),
    standing: (subject, asOf) => {
      const known = knownOf(asOf)
      if (known.clock === 'published')
        return statusAt(lawFor(index, subject.entity, known), subject, asOf.validAt).standing
      return standingAt(index, subject, { size: sizeKnown(index, known), at: asOf.validAt })
    },
    timeline,
    history: (subject, clock) => historyOf(bearingOnEntity(index, subject.entity), clock, subject),
    diff: (subject, before, after) => {
      const bearing = bearingOnEntity(index, subject.entity)
      return diffOf(knowledgeBy(index, bearing, before), knowledgeBy(index, bearing, after), subject)
    },
    decide: (order, known) => decide(grounds(order.instrument, known), order),
    decideWith: (evaluate, order, known) => decideWith(evaluate, grounds(order.instrument, known), order),
    programsOf: (entity, known) => {
      const ties = knowledgeOf(bearingOnEntity(index, entity), known)
      return programsOf(ties, entity)
    },
    entities: (known) => entitiesOf(knowledgeOf(entries, known)),
  }
}

/** A record of entries that answers from an index; the same answers as `recordOf`, which reads the law plainly, but fast. */
export const indexedRecordOf = (
  entries: readonly Recorded[],
  rulesets: Rulesets,
  options: RecordOptions = {},
): LawRecord => recordOn(indexOf(entries), rulesets, options)
