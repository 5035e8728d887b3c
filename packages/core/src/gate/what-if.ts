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
import type { RulesetsInForce } from '../compiled/rulesets-in-force.js'
import { type Asking, Views } from '../compiled/views.js'
import type { Decision, Unreadable } from '../decision/decision.js'
import type { Instrument, Order, OrderInput } from '../decision/order.js'
import type { Refusal } from '../log/failure.js'
import { type AppendPlan, planAppend } from '../log/plan-append.js'
import { prepareAll } from '../log/prepare.js'
import type { Recorded } from '../log/recorded.js'
import type { Instant } from '../time/instant.js'
import { type Checker, checkEach, checkOver, type Ground } from './checker.js'
import { type Concern, concernOf, mayChange } from './concern.js'
import { expectEntries } from './given.js'
import type { Position, Screening } from './position.js'
import { type Positions, screenAll, type ScreenResult, type ScreenRows } from './screen.js'

/** Entries as they would be recorded next. */
const hypothesize = (
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
const bearingOnBoth = (
  index: BitemporalIndex,
  { entities, programs }: Concern,
  extra: readonly Recorded[],
): readonly Recorded[] => [
  ...[...entities].flatMap((entity) => bearingOnEntity(index, entity)),
  ...[...programs].flatMap((program) => bearingOnProgram(index, program)),
  ...extra
    .flatMap(({ entry }) => targetsOf(entry))
    .flatMap((id) => index.acts.entries[index.acts.find(id) ?? -1] ?? []),
]

/** What to ask about an instrument. */
interface Overlaid {
  readonly index: BitemporalIndex
  readonly views: Views
}

/**
 * For each instrument the index to ask: of the entries that bear on it, those assumed among them, and none that the log took since.
 * Found once for each instrument that is asked about.
 */
const overlay = (
  { index, size }: { readonly index: BitemporalIndex; readonly size: number },
  concern: Concern,
  extra: readonly Recorded[],
): ((instrument: Instrument) => Overlaid) => {
  const found = new Map<string, Overlaid>()
  const shared = bearingOnBoth(index, concern, extra)
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
const rulesetsWith = (index: BitemporalIndex, extra: readonly Recorded[]): BitemporalIndex | null => {
  const isAny = extra.some(({ entry: { type } }) => type === 'RulesetPublished' || type === 'EntryRetracted')
  return isAny ? indexOf([...bearingOnRulesets(index), ...extra]) : null
}

/** The law as if some entries had been appended. */
export interface WhatIf extends Checker {
  /** The size that the log would have. */
  readonly size: number
  /**
   * As a gate screens. An instrument that the entries may concern costs a tenth of a millisecond or so the first time that it is asked
   * about, every other what it costs at a gate.
   */
  screen(positions: Iterable<Position>, screening: Screening): ScreenRows
  screen(positions: Positions, screening: Screening): ScreenResult
}

/** What a hypothesis is laid over. */
export interface Base {
  readonly asking: Asking
  /** The rulesets that an index holds, with those of the gate. */
  readonly rulesetsOf: (index: BitemporalIndex) => RulesetsInForce
  readonly groundOn: (asking: Asking) => Ground
}

const whatIfOf = ({ asking, rulesetsOf, groundOn }: Base, extra: readonly Recorded[]): WhatIf => {
  const { index } = asking
  const concern = concernOf(index, extra)
  const overlaid = overlay(asking, concern, extra)
  const assumed = rulesetsWith(index, extra)
  const rulesets = assumed === null ? asking.rulesets : rulesetsOf(assumed)
  const size = asking.size + extra.length
  const groundFor = (instrument: Instrument): Ground => groundOn({ ...overlaid(instrument), rulesets, size })
  const check = (order: Order | OrderInput): Decision | Unreadable => checkOver(groundFor, order)
  // Of a row nobody sees the log size: what the entries leave as it is can be told from the index that is there.
  const unchanged = { ...asking, rulesets, views: new Views() }
  const isConcerned = mayChange(index, concern)
  const begin = () => (instrument: Instrument | null) =>
    instrument === null || !isConcerned(instrument) ? groundOn(unchanged) : groundFor(instrument)
  function screen(positions: Iterable<Position>, screening: Screening): ScreenRows
  function screen(positions: Positions, screening: Screening): ScreenResult
  function screen(positions: Positions, screening: Screening): ScreenResult {
    return screenAll(begin, positions, screening)
  }
  return { size, check, checkMany: (orders) => checkEach(orders, check), screen }
}

/** The gate as if entries had been appended; refused as the log would refuse them. */
export const whatIf = (base: Base, entries: readonly unknown[]): E.Either<Refusal, WhatIf> =>
  E.map((extra: readonly Recorded[]) => whatIfOf(base, extra))(hypothesize(base.asking.index, entries))
