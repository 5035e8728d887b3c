/** The law as if some entries had been appended: an index of what they touch, over the index that is there, which is not changed. */
import * as E from 'fp-ts/lib/Either.js'
import { logSize } from '../compiled/acts.js'
import {
  bearingOnEntity,
  bearingOnInstrument,
  bearingOnProgram,
  bearingOnRulesets,
} from '../compiled/bearing.js'
import { targetsOf } from '../entry/targets.js'
import type { BitemporalIndex } from '../compiled/bitemporal-index.js'
import { indexOf } from '../compiled/take.js'
import { Views } from '../compiled/views.js'
import type { Instrument } from '../decision/order.js'
import type { Entry } from '../entry/entry.js'
import type { Refusal } from '../log/failure.js'
import { type AppendPlan, planAppend } from '../log/plan-append.js'
import { prepareAll } from '../log/prepare.js'
import type { Recorded } from '../log/recorded.js'
import type { Instant } from '../time/instant.js'
import { expectEntries } from './given.js'

/** Entries as they would be recorded next. */
export const hypothesize = (
  index: BitemporalIndex,
  given: readonly unknown[],
): E.Either<Refusal, readonly Recorded[]> => {
  expectEntries(given)
  const { entries, find } = index.acts
  const prepared = prepareAll(given)
  if (E.isLeft(prepared)) return prepared
  const last = entries.at(-1)?.recordedAt ?? (0 as Instant)
  const before = {
    size: logSize(index.acts),
    recordedAt: last,
    now: last,
    find: (id: string) => {
      const recorded = entries[find(id) ?? -1]
      return recorded && { ...recorded, type: recorded.entry.type }
    },
  }
  return E.map(({ fresh }: AppendPlan) =>
    fresh.map(
      ({ entry, digest, recordedAt }, place): Recorded => ({
        index: before.size + place,
        recordedAt,
        digest,
        entry,
      }),
    ),
  )(planAppend(prepared.right, before))
}

/** The entries of an index that those assumed can bear on: of their entities and programs, and of what they act on, and so on down. */
const bearingOnBoth = (index: BitemporalIndex, extra: readonly Recorded[]): readonly Recorded[] => {
  const entities = new Set<string>()
  const programs = new Set<string>()
  const seen = new Set<string>()
  const entryOf = (id: string): Entry | undefined => index.acts.entries[index.acts.find(id) ?? -1]?.entry
  const look = (entry: Entry | undefined): void => {
    if (entry === undefined || seen.has(entry.id)) return
    seen.add(entry.id)
    if ('entity' in entry) entities.add(entry.entity)
    if ('program' in entry) programs.add(entry.program)
    if (entry.type === 'SecurityRegistered') for (const { entity } of entry.exposures) entities.add(entity)
    for (const id of targetsOf(entry)) look(entryOf(id))
  }
  for (const { entry } of extra) look(entry)
  return [
    ...[...entities].flatMap((entity) => bearingOnEntity(index, entity)),
    ...[...programs].flatMap((program) => bearingOnProgram(index, program)),
    ...extra
      .flatMap(({ entry }) => targetsOf(entry))
      .flatMap((id) => index.acts.entries[index.acts.find(id) ?? -1] ?? []),
  ]
}

/** What to ask about an instrument. */
export interface Overlaid {
  readonly index: BitemporalIndex
  readonly views: Views
}

/**
 * For each instrument the index to ask: of the entries that bear on it, those assumed among them, and none that the log took since.
 * Found once for each instrument that is asked about.
 */
export const overlay = (
  { index, size }: { readonly index: BitemporalIndex; readonly size: number },
  extra: readonly Recorded[],
): ((instrument: Instrument) => Overlaid) => {
  const found = new Map<string, Overlaid>()
  const shared = bearingOnBoth(index, extra)
  return (instrument) => {
    const key = JSON.stringify(instrument)
    const there = found.get(key)
    if (there !== undefined) return there
    const bearing = new Set([...bearingOnInstrument(index, instrument), ...shared])
    const before = [...bearing].filter((recorded) => recorded.index < size)
    const entries = [...before.toSorted((a, b) => a.index - b.index), ...extra]
    const made = { index: indexOf(entries), views: new Views() }
    found.set(key, made)
    return made
  }
}

/** An index of the published rulesets with entries assumed that publish some, or may retract some; null where they leave all as they are. */
export const rulesetsWith = (index: BitemporalIndex, extra: readonly Recorded[]): BitemporalIndex | null => {
  const isAny = extra.some(({ entry: { type } }) => type === 'RulesetPublished' || type === 'EntryRetracted')
  return isAny ? indexOf([...bearingOnRulesets(index), ...extra]) : null
}
