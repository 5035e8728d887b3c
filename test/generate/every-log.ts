/** Every small log over an alphabet: each root, and each act on each earlier entry it can act on, at each of three instants. Depth first. */
import type { Entry, EntryInput, Instant, Recorded } from '@vacatur/core'
import { mayTarget } from '@vacatur/core/oracle'
import { type Alphabet, VALID_DAYS } from './alphabets.js'
import { at, common, gridMs } from './universe.js'

/** Each day of effect, as entries say it, with its place among them. */
const DAY_PLACES: ReadonlyMap<unknown, number> = new Map(
  VALID_DAYS.map((day, place) => [at(gridMs(day)), place]),
)

/** As a log would record it; that a log would take it is tested once, see every-log.test.ts. */
const recorded = (entry: EntryInput, index: number): Recorded => ({
  index,
  recordedAt: gridMs(index) as Instant,
  digest: '',
  entry: entry as Entry,
})

const successorsOf = ({ roots, acts }: Alphabet, before: readonly Recorded[]): readonly Recorded[] => {
  const place = before.length
  const acting = VALID_DAYS.flatMap((day) =>
    acts.flatMap(({ type, payload }) =>
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
  const rooted = VALID_DAYS.flatMap((day) => roots.map((root) => root(place, day)))
  return [...rooted, ...acting].map((entry) => recorded(entry as EntryInput, place))
}

const dayPlace = ({ entry }: Recorded): number => DAY_PLACES.get(entry.validAt) ?? 0

/** Whether a log stands for those that differ from it by the days of retractions: no answer can depend on them. */
export const retractsOnFirstDay = (log: readonly Recorded[]): boolean =>
  log.every((one) => one.entry.type !== 'EntryRetracted' || dayPlace(one) === 0)

/** Whether a log also stands for those that differ from it by a renaming of days that keeps their order: its acts are on the first days. */
export const isRepresentative = (log: readonly Recorded[]): boolean => {
  let used = 0
  for (const one of log) if (one.entry.type !== 'EntryRetracted') used |= 1 << dayPlace(one)
  return (used & (used + 1)) === 0 && retractsOnFirstDay(log)
}

/** Which part of all small logs: part `part` of `parts`, counted from 0. */
interface Part {
  readonly part: number
  readonly parts: number
}

/** Which logs: of one to `depth` entries over an alphabet; all of them, or a part. */
export interface Extent {
  readonly alphabet: Alphabet
  readonly depth: number
  readonly part?: Part
}

/** Calls `visit` with every log of an extent; each log after its beginnings. */
export const everyLog = (
  { alphabet, depth, part: { part, parts } = { part: 0, parts: 1 } }: Extent,
  visit: (log: readonly Recorded[]) => void,
): void => {
  /** The possible next entries after some, by the types of those: each made once. */
  const made = new Map<string, readonly Recorded[]>()
  const successors = (before: readonly Recorded[]): readonly Recorded[] => {
    const key = before.map(({ entry }) => entry.type).join()
    const found = made.get(key) ?? successorsOf(alphabet, before)
    made.set(key, found)
    return found
  }
  let branch = 0
  const extend = (before: readonly Recorded[]): void => {
    if (before.length > 0) visit(before)
    if (before.length === depth) return
    for (const one of successors(before)) {
      if (before.length === 1) branch += 1
      if (before.length !== 1 || branch % parts === part) extend([...before, one])
    }
  }
  extend([])
}
