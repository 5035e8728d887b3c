/** What is visible at a point of knowledge: the entries known by then, less those retracted (the model, section 3). */
import type { EntryOf } from '../entry/entry.js'
import { msOfEntryInstant } from '../entry/field.js'
import type { Recorded } from '../log/recorded.js'
import type { Known } from '../time/as-of.js'

type Retraction = Recorded & { readonly entry: EntryOf<'EntryRetracted'> }

const isRetraction = (recorded: Recorded): recorded is Retraction => recorded.entry.type === 'EntryRetracted'

/** Whether the entry was known: on the recorded clock by its place or recorded instant, else by when it was published. */
const isKnown = ({ index, recordedAt, entry }: Recorded, known: Known): boolean => {
  if ('knownSize' in known) return index < known.knownSize
  return (known.clock === 'recorded' ? recordedAt : msOfEntryInstant(entry.publishedAt)) <= known.knownAt
}

/** The mistake was ours and the public never made it: on the published clock such a retraction counts from the start. */
const countsAlways = (retraction: Retraction, known: Known): boolean =>
  known.clock === 'published' && retraction.entry.basis === 'entry-error'

/** The ids that retractions take out. A retraction counts when it is visible and is not itself retracted. */
const retractedIds = (log: readonly Recorded[], known: Known): ReadonlySet<string> => {
  const retracted = new Set<string>()
  const retractions = log.filter(isRetraction)
  // Targets are earlier in the log, so that, from the last one back, whether a retraction counts is known when it is reached.
  for (const retraction of retractions.toReversed()) {
    const counts = isKnown(retraction, known) || countsAlways(retraction, known)
    if (!counts || retracted.has(retraction.entry.id)) continue
    for (const target of retraction.entry.targets) retracted.add(target)
  }
  return retracted
}

/** The visible entries in log order. */
export const visibleOf = (log: readonly Recorded[], known: Known): readonly Recorded[] => {
  const retracted = retractedIds(log, known)
  return log.filter((recorded) => isKnown(recorded, known) && !retracted.has(recorded.entry.id))
}

/**
 * The size of the log that the knowledge rests on: on the recorded clock the entries known, since none later can change the answer;
 * on the published clock all, since an entry that arrives late may have been public early.
 */
export const sizeOf = (log: readonly Recorded[], known: Known): number =>
  known.clock === 'published' ? log.length : log.filter((recorded) => isKnown(recorded, known)).length
