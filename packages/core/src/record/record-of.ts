/** The record of entries by the plain reading of the law. */
import { decide, decideWith } from '../decision/decide.js'
import type { Grounds } from '../decision/inquiry.js'
import { entitiesOf, resolverOf } from '../decision/instrument.js'
import type { Rulesets } from '../decision/ruleset.js'
import { candidatesOf } from '../decision/select.js'
import { unknownInstrumentIn } from '../decision/unknown-instrument.js'
import { type Knowledge, knowledgeOf } from '../force/knowledge.js'
import type { Recorded } from '../log/recorded.js'
import { diffOf, historyOf } from '../status/history.js'
import { lawOf } from '../status/law.js'
import { statusAt } from '../status/status.js'
import { tiesOf } from '../status/tie.js'
import { intervalAt, timelineOf } from '../status/timeline.js'
import { type Known, knownOf } from '../time/as-of.js'
import type { LawRecord, RecordOptions } from './law-record.js'
import { strictRecord } from './strict-record.js'

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
  options: RecordOptions = {},
): LawRecord => {
  const unknownInstrument = unknownInstrumentIn(options)
  const { pinned } = options
  const knowledgeAt = remembering(entries)
  const candidates = candidatesOf(entries, rulesets).filter(({ digest }) => pinned?.includes(digest) ?? true)
  const groundsAt = (known: Known): Grounds => {
    const knowledge = knowledgeAt(known)
    return { law: lawOf(knowledge), resolver: resolverOf(knowledge), candidates, unknownInstrument }
  }
  return strictRecord({
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
  })
}

/** The programs under which an entity has ever been designated or matched, in slug order. */
export const programsOf = (knowledge: Knowledge, entity: string): readonly string[] =>
  [...new Set(tiesOf(knowledge, { entity }).map(({ designation }) => designation.entry.program))].toSorted()
