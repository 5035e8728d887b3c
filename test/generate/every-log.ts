/** Every small log: each kind of act on each earlier entry it can act on, at each of three instants. Depth first, for exhaustive tests. */
import { type EntryInput, type EntryType, type Recorded, recordEntries } from '@vacatur/core'
import { mayTarget } from '@vacatur/core/oracle'
import { common, gridDay, gridMs } from './universe.js'

/** The days of the grid at which acts take effect, and one before and after each. */
const VALID_DAYS = [10, 20, 30]

/** The instants that tell every small log's answers apart: at each day of effect, and before them all. */
export const QUESTION_DAYS = [9, ...VALID_DAYS]

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
  ...common(`d${place}`, gridMs(day), gridMs(place)),
  type: 'EntityDesignated',
  program: 'us-ccmc',
  entity: 'acme',
  listedOn: gridDay(day),
})

const recordedOne = (entry: EntryInput, before: readonly Recorded[]): Recorded => {
  const all = recordEntries([...before.map((one) => one.entry), entry])
  const last = all._tag === 'Right' ? all.right.at(-1) : undefined
  if (last === undefined) throw new Error(`an enumerated log was refused: ${JSON.stringify(all)}`)
  return last
}

const cache = new Map<string, Recorded>()

/** The recorded entry; those that differ from none before in content are made once. */
const recorded = (entry: EntryInput, before: readonly Recorded[]): Recorded => {
  const types = before.map((one) => one.entry.id).join()
  const key = `${types} ${JSON.stringify(entry)}`
  const found = cache.get(key)
  if (found !== undefined) return found
  const made = recordedOne(entry, before)
  cache.set(key, made)
  return made
}

const successors = (before: readonly Recorded[]): readonly EntryInput[] => {
  const place = before.length
  return VALID_DAYS.flatMap((day) => [
    designation(place, day),
    ...ACTS.flatMap(({ type, payload }, which) =>
      before
        .filter(({ entry }) => mayTarget(type, entry.type))
        .map(
          ({ entry }) =>
            ({
              ...common(`${which}${type}${place}${day}${entry.id}`.slice(0, 120), gridMs(day), gridMs(place)),
              type,
              ...payload,
              targets: [entry.id],
            }) as EntryInput,
        ),
    ),
  ])
}

/** Calls `visit` with every log of one to `depth` entries that begins with a designation. */
export const everyLog = (depth: number, visit: (log: readonly Recorded[]) => void): void => {
  const extend = (before: readonly Recorded[]): void => {
    if (before.length > 0) visit(before)
    if (before.length === depth) return
    const next = before.length === 0 ? VALID_DAYS.map((day) => designation(0, day)) : successors(before)
    for (const entry of next) extend([...before, recorded(entry, before)])
  }
  extend([])
}
