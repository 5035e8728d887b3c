/** Every small log: each kind of act on each earlier entry it can act on, at each of three instants. Depth first, for exhaustive tests. */
import type { Entry, EntryInput, EntryType, Instant, Recorded } from '@vacatur/core'
import { mayTarget } from '@vacatur/core/oracle'
import { at, common, gridDay, gridMs } from './universe.js'

/** The days of the grid at which acts take effect, and one before and after each. */
const VALID_DAYS = [10, 20, 30]

/** The instants that tell every small log's answers apart: at each day of effect, and before them all. */
export const QUESTION_DAYS = [9, ...VALID_DAYS]

/** Each day of effect, as entries say it, with its place among them. */
const DAY_PLACES: ReadonlyMap<unknown, number> = new Map(
  VALID_DAYS.map((day, place) => [at(gridMs(day)), place]),
)

/** An act without its target: the type and what else distinguishes it. */
const ACTS: readonly { readonly type: EntryType; readonly payload: object }[] = [
  { type: 'EntityDelisted', payload: { basis: 'agency-removal' } },
  {
    type: 'InjunctionGranted',
    payload: { docket: 'X', stage: 'preliminary', relief: 'issuer-wide' },
  },
  { type: 'InjunctionDissolved', payload: { docket: 'X' } },
  { type: 'StayGranted', payload: {} },
  { type: 'StayLifted', payload: {} },
  { type: 'DesignationVacated', payload: { docket: 'X', reach: 'ab-initio' } },
  { type: 'DesignationVacated', payload: { docket: 'X', reach: 'prospective' } },
  { type: 'OrderReversed', payload: { docket: 'X', reach: 'ab-initio' } },
  { type: 'OrderReversed', payload: { docket: 'X', reach: 'prospective' } },
  { type: 'EntryRetracted', payload: { basis: 'source-withdrawn', reason: 'r' } },
]

const designation = (place: number, day: number): EntryInput => ({
  ...common(`e${place}`, gridMs(day), gridMs(place)),
  type: 'EntityDesignated',
  program: 'us-ccmc',
  entity: 'acme',
  listedOn: gridDay(day),
})

/** As a log would record it; that a log would take it is tested once, see every-log.test.ts. */
const recorded = (entry: EntryInput, index: number): Recorded => ({
  index,
  recordedAt: gridMs(index) as Instant,
  digest: '',
  entry: entry as Entry,
})

/** The possible next entries after some, by the types of those: each made once. */
const made = new Map<string, readonly Recorded[]>()

const successorsOf = (before: readonly Recorded[]): readonly Recorded[] => {
  const place = before.length
  const acts = VALID_DAYS.flatMap((day) =>
    ACTS.flatMap(({ type, payload }) =>
      before
        .filter(({ entry }) => mayTarget(type, entry.type))
        .map(({ entry }) => ({
          ...common(`e${place}`, gridMs(day), gridMs(place)),
          type,
          ...payload,
          targets: [entry.id],
        })),
    ),
  )
  return [...VALID_DAYS.map((day) => designation(place, day)), ...acts].map((entry) =>
    recorded(entry as EntryInput, place),
  )
}

const successors = (before: readonly Recorded[]): readonly Recorded[] => {
  const key = before.map(({ entry }) => entry.type).join()
  const found = made.get(key) ?? successorsOf(before)
  made.set(key, found)
  return found
}

/**
 * Whether a log stands for those that differ from it by a renaming of days that keeps their order, and by the days of retractions: no
 * answer can depend on either. Its acts take effect on the first days of the grid, and its retractions on the first.
 */
export const isRepresentative = (log: readonly Recorded[]): boolean => {
  let used = 0
  for (const { entry } of log) {
    const place = DAY_PLACES.get(entry.validAt) ?? 0
    if (entry.type === 'EntryRetracted' && place !== 0) return false
    if (entry.type !== 'EntryRetracted') used |= 1 << place
  }
  return (used & (used + 1)) === 0
}

/** Which part of all small logs: part `part` of `parts`, counted from 0. */
export interface Part {
  readonly part: number
  readonly parts: number
}

/** Calls `visit` with every log of one to `depth` entries that begins with a designation; each log after its beginnings. */
export const everyLog = (
  depth: number,
  visit: (log: readonly Recorded[]) => void,
  { part, parts }: Part = { part: 0, parts: 1 },
): void => {
  let branch = 0
  const extend = (before: readonly Recorded[]): void => {
    if (before.length > 0) visit(before)
    if (before.length === depth) return
    const next =
      before.length === 0 ? VALID_DAYS.map((day) => recorded(designation(0, day), 0)) : successors(before)
    for (const one of next) {
      if (before.length === 1) branch += 1
      if (before.length !== 1 || branch % parts === part) extend([...before, one])
    }
  }
  extend([])
}
