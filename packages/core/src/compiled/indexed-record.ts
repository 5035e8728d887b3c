/** The record answered from the index: on the recorded clock by look-up, on the published clock by the oracle on what bears on it. */
import { decide, decideWith } from '../decision/decide.js'
import type { Grounds } from '../decision/inquiry.js'
import { entitiesOf, resolverOf } from '../decision/instrument.js'
import type { Instrument } from '../decision/order.js'
import type { Rulesets } from '../decision/ruleset.js'
import { unknownInstrumentIn } from '../decision/unknown-instrument.js'
import { knowledgeOf, type Knowledge } from '../force/knowledge.js'
import type { Recorded } from '../log/recorded.js'
import type { LawRecord, RecordOptions } from '../record/law-record.js'
import { programsOf } from '../record/record-of.js'
import { strictRecord } from '../record/strict-record.js'
import { diffOf, historyOf } from '../status/history.js'
import { type Law, lawOf } from '../status/law.js'
import { statusAt } from '../status/status.js'
import type { Subject } from '../status/subject.js'
import { intervalAt, timelineOf } from '../status/timeline.js'
import { type AsOf, type Known, knownOf } from '../time/as-of.js'
import { logSize, logSizeAt } from './acts.js'
import { bearingOnEntity, bearingOnInstrument } from './bearing.js'
import type { BitemporalIndex } from './bitemporal-index.js'
import { lawAt } from './index-law.js'
import { resolverAt } from './index-resolver.js'
import { candidatesIn } from './rulesets-in-force.js'
import { indexOf } from './take.js'
import { standingAt } from './tie-state.js'

/** An index as far as it had read when somebody asked: what it has taken since does not count. */
export interface Reading {
  readonly index: BitemporalIndex
  /** The log size then. */
  readonly size: number
}

/** The log size up to which entries count, on the recorded clock. */
const sizeKnown = ({ index, size }: Reading, known: Known): number => {
  if ('knownSize' in known) return Math.min(known.knownSize, size)
  return known.clock === 'published' ? size : Math.min(logSizeAt(index.acts, known.knownAt), size)
}

/** Those of some entries that had been read. */
const read = ({ size }: Reading, entries: readonly Recorded[]): readonly Recorded[] =>
  entries.filter(({ index }) => index < size)

/** Knowledge by the entries that bear on a question, as if the whole log had been read. */
const knowledgeBy = (reading: Reading, bearing: readonly Recorded[], known: Known): Knowledge => ({
  ...knowledgeOf(read(reading, bearing), known),
  size: sizeKnown(reading, known),
})

/** The law for an entity, on either clock. */
export const lawFor = (reading: Reading, entity: string, known: Known): Law =>
  known.clock === 'published'
    ? lawOf(knowledgeBy(reading, bearingOnEntity(reading.index, entity), known))
    : lawAt(reading.index, sizeKnown(reading, known), known)

/** The law and the resolver for an instrument, on either clock. */
export const groundsFor = (
  reading: Reading,
  instrument: Instrument,
  known: Known,
): Pick<Grounds, 'law' | 'resolver'> => {
  const { index } = reading
  if (known.clock === 'published') {
    const knowledge = knowledgeBy(reading, bearingOnInstrument(index, instrument), known)
    return { law: lawOf(knowledge), resolver: resolverOf(knowledge) }
  }
  const size = sizeKnown(reading, known)
  return { law: lawAt(index, size, known), resolver: resolverAt(index, size) }
}

type Statuses = Pick<LawRecord, 'status' | 'standing' | 'timeline' | 'history' | 'diff'>

const statusesBy = (reading: Reading): Statuses => {
  const { index } = reading
  const timeline = (subject: Subject, known: Known) =>
    timelineOf(lawFor(reading, subject.entity, known), subject)
  return {
    status: (subject, asOf: AsOf) => intervalAt(timeline(subject, knownOf(asOf)), asOf.validAt),
    standing: (subject, asOf) => {
      const known = knownOf(asOf)
      if (known.clock === 'published')
        return statusAt(lawFor(reading, subject.entity, known), subject, asOf.validAt).standing
      return standingAt(index, subject, { size: sizeKnown(reading, known), at: asOf.validAt })
    },
    timeline,
    history: (subject, clock) =>
      historyOf(read(reading, bearingOnEntity(index, subject.entity)), clock, subject),
    diff: (subject, before, after) => {
      const bearing = bearingOnEntity(index, subject.entity)
      return diffOf(knowledgeBy(reading, bearing, before), knowledgeBy(reading, bearing, after), subject)
    },
  }
}

/** A record that answers from an index by what it has read now, also when it goes on. */
export const recordOn = (
  index: BitemporalIndex,
  rulesets: Rulesets,
  options: RecordOptions = {},
): LawRecord => {
  const unknownInstrument = unknownInstrumentIn(options)
  const { pinned } = options
  const reading: Reading = { index, size: logSize(index.acts) }
  const { length } = index.acts.entries
  const candidates = candidatesIn(index, rulesets, new Map()).filter(
    ({ digest }) => pinned?.includes(digest) ?? true,
  )
  const grounds = (instrument: Instrument, known: Known): Grounds => ({
    ...groundsFor(reading, instrument, known),
    candidates,
    unknownInstrument,
  })
  let entries: readonly Recorded[] | undefined
  // A copy, and only for those who ask: the index's own goes on, and is long.
  const allEntries = (): readonly Recorded[] => (entries ??= index.acts.entries.slice(0, length))
  return strictRecord({
    ...statusesBy(reading),
    size: reading.size,
    get entries() {
      return allEntries()
    },
    decide: (order, known) => decide(grounds(order.instrument, known), order),
    decideWith: (evaluate, order, known) => decideWith(evaluate, grounds(order.instrument, known), order),
    programsOf: (entity, known) =>
      programsOf(knowledgeBy(reading, bearingOnEntity(index, entity), known), entity),
    entities: (known) => entitiesOf(knowledgeOf(allEntries(), known)),
  })
}

/** A record of entries that answers from an index; the same answers as `recordOf`, which reads the law plainly, but fast. */
export const indexedRecordOf = (
  entries: readonly Recorded[],
  rulesets: Rulesets,
  options: RecordOptions = {},
): LawRecord => recordOn(indexOf(entries), rulesets, options)
