/**
 * A second reading of section 3 of the model, for one instant at a time and with truth values only: no interval sets, nothing
 * shared with the first but the entries. The two are held against each other.
 */
import { type Entry, type Known, msOfEntryInstant, type Recorded, type Standing } from '@vacatur/core'

const FOR_EVER = Infinity

const targets = (entry: Entry): readonly string[] => ('targets' in entry ? entry.targets : [])

const isKnown = ({ index, recordedAt, entry }: Recorded, known: Known): boolean => {
  if ('knownSize' in known) return index < known.knownSize
  return known.clock === 'recorded'
    ? recordedAt <= known.knownAt
    : msOfEntryInstant(entry.publishedAt) <= known.knownAt
}

/** The questions of the second reading, for one log at one knowledge. */
export interface Pointwise {
  readonly isVisible: (recorded: Recorded) => boolean
  readonly isInForce: (recorded: Recorded, at: number) => boolean
  readonly standing: (designation: Recorded, at: number) => Standing
}

/** The second reading of a log at one knowledge. */
export const pointwiseOf = (log: readonly Recorded[], known: Known): Pointwise => {
  const counts = (retraction: Recorded): boolean =>
    retraction.entry.type === 'EntryRetracted' &&
    (isKnown(retraction, known) ||
      (known.clock === 'published' && retraction.entry.basis === 'entry-error')) &&
    !isRetracted(retraction)

  const isRetracted = (recorded: Recorded): boolean =>
    log.some((other) => targets(other.entry).includes(recorded.entry.id) && counts(other))

  const isVisible = (recorded: Recorded): boolean => isKnown(recorded, known) && !isRetracted(recorded)

  const acting = (recorded: Recorded): readonly Recorded[] =>
    log.filter(
      (act) =>
        targets(act.entry).includes(recorded.entry.id) &&
        isVisible(act) &&
        act.entry.type !== 'EntryRetracted',
    )

  const hasEffect = ({ entry }: Recorded): boolean =>
    entry.type !== 'EntityMatched' && !(entry.type === 'InjunctionGranted' && entry.relief === 'parties-only')

  const reaches = (act: Recorded, at: number): boolean => {
    if (!hasEffect(act)) return false
    const goesBack = 'reach' in act.entry && act.entry.reach === 'ab-initio'
    return isInForce(act, at) || (goesBack && isInForce(act, FOR_EVER))
  }

  const isInForce = (recorded: Recorded, at: number): boolean => {
    const { entry } = recorded
    const until =
      'validUntil' in entry && entry.validUntil !== undefined ? msOfEntryInstant(entry.validUntil) : undefined
    const inSpan = msOfEntryInstant(entry.validAt) <= at && (until === undefined || at < until)
    return inSpan && !acting(recorded).some((act) => reaches(act, at))
  }

  const standing = (designation: Recorded, at: number): Standing => {
    if (isInForce(designation, at)) return 'designated'
    const suppressing = new Set(
      acting(designation)
        .filter((act) => reaches(act, at))
        .map(({ entry }) => entry.type),
    )
    if (suppressing.has('DesignationVacated')) return 'vacated'
    if (suppressing.has('EntityDelisted')) return 'delisted'
    return suppressing.has('InjunctionGranted') ? 'enjoined' : 'stayed'
  }

  return { isVisible, isInForce, standing }
}
