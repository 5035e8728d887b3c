/** What entries that are assumed concern: companies, programs, listings, names. And so which instruments they leave as they are. */
import { behindInstrument } from '../compiled/bearing.js'
import type { BitemporalIndex } from '../compiled/bitemporal-index.js'
import { namedBy } from '../decision/instrument.js'
import type { Instrument } from '../decision/order.js'
import type { Entry } from '../entry/entry.js'
import { targetsOf } from '../entry/targets.js'
import type { Recorded } from '../log/recorded.js'

/** What some entries concern, and what they act on, and so on down. */
export interface Concern {
  readonly entities: ReadonlySet<string>
  readonly programs: ReadonlySet<string>
  /** Programs of which versions or licenses are concerned, and so every listing. */
  readonly regimes: ReadonlySet<string>
  /** Ids of designations. */
  readonly designations: ReadonlySet<string>
  /** Identifiers, and slugs of securities, by which instruments are named. */
  readonly names: ReadonlySet<string>
}

const nameOf = (scheme: string, value: string): string => `${scheme} ${value}`

const newConcern = () => ({
  entities: new Set<string>(),
  programs: new Set<string>(),
  regimes: new Set<string>(),
  designations: new Set<string>(),
  names: new Set<string>(),
})

/** Adds what one entry concerns by itself. */
const add = (concern: ReturnType<typeof newConcern>, entry: Entry): void => {
  const { entities, programs, regimes, designations, names } = concern
  if ('entity' in entry) entities.add(entry.entity)
  if ('program' in entry) programs.add(entry.program)
  if (entry.type === 'EntityDesignated') designations.add(entry.id)
  else if ('program' in entry) regimes.add(entry.program)
  if (entry.type === 'SecurityRegistered') {
    names.add(nameOf('security', entry.security))
    for (const { entity } of entry.exposures) entities.add(entity)
  }
  if ('identifiers' in entry)
    for (const { scheme, value } of entry.identifiers) names.add(nameOf(scheme, value))
}

/** What entries concern that come after those of an index. */
export const concernOf = ({ acts }: BitemporalIndex, extra: readonly Recorded[]): Concern => {
  const concern = newConcern()
  const seen = new Set<string>()
  const look = (entry: Entry | undefined): void => {
    if (entry === undefined || seen.has(entry.id)) return
    seen.add(entry.id)
    add(concern, entry)
    for (const id of targetsOf(entry)) look(acts.entries[acts.find(id) ?? -1]?.entry)
  }
  for (const { entry } of extra) look(entry)
  return concern
}

/** Whether entries that concern this may change what becomes of an instrument; where that is not plain, they may. */
export const mayChange = (
  index: BitemporalIndex,
  concern: Concern,
): ((instrument: Instrument) => boolean) => {
  const { acts, tiesOf, ties, designations } = index
  const isListingConcerned = (tie: number): boolean => {
    const designation = ties.designation.at(tie)
    const entry = acts.entries[designations.position.at(designation)]?.entry
    const program = designations.program[designation]?.program ?? ''
    return concern.designations.has(entry?.id ?? '') || concern.regimes.has(program)
  }
  return (instrument) => {
    const named = namedBy(instrument)
    if (named !== undefined && concern.names.has(nameOf(named.scheme, named.value))) return true
    const { securities, entities } = behindInstrument(index, instrument)
    if (securities.some((security) => concern.names.has(nameOf('security', security)))) return true
    return [...entities].some(
      (entity) => concern.entities.has(entity) || tiesOf.of(entity).some(isListingConcerned),
    )
  }
}
