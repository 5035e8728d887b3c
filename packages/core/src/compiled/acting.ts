/**
 * What acts on a designation at an instant, as one number: every act in force, of whatever kind, so that taking one out leaves what
 * remains, exactly. Most are none or one, and take no room; of several, equal sets get the same number.
 */
import type { Entry } from '../entry/entry.js'
import type { Standing } from '../status/standing.js'

/** The kinds of acts that take a designation out of force, from the strongest. */
const SUPPRESSING: readonly (readonly [Entry['type'], Standing])[] = [
  ['DesignationVacated', 'vacated'],
  ['EntityDelisted', 'delisted'],
  ['InjunctionGranted', 'enjoined'],
  ['StayGranted', 'stayed'],
]

/** The kind after those that suppress: injunctions for named parties. */
const FOR_PARTIES = SUPPRESSING.length

/** How many numbers an act has, one for each kind that it could be of. */
const KINDS = 8

/** Not listed, whatever acts. */
export const UNLISTED = 0

/** Listed, and nothing acts on it. */
export const UNTOUCHED = 1

/** An act by its position and its kind, in one number: in log order. */
export type Acting = number

/** Whether an entry is an injunction that protects named parties, and leaves the ban. */
export const isForParties = (entry: Entry | undefined): boolean =>
  entry?.type === 'InjunctionGranted' && entry.relief === 'parties-only'

/** Whether an entry is an order that holds its targets off only while it lasts: when it falls, they are back. */
export const holdsOff = (entry: Entry | undefined): boolean =>
  entry?.type === 'InjunctionGranted' || entry?.type === 'StayGranted'

/** An act on a designation as a number; undefined for an entry that changes nothing for it by being in force. */
export const actingOf = (entry: Entry, position: number): Acting | undefined => {
  const kind = isForParties(entry) ? FOR_PARTIES : SUPPRESSING.findIndex(([type]) => type === entry.type)
  return kind === -1 ? undefined : position * KINDS + kind
}

/** What a designation is worth over some rectangle; positions of entries in log order. */
export interface Worth {
  readonly standing: Standing
  /** The acts of the kind that names the standing. */
  readonly suppressedBy: readonly number[]
  /** The injunctions in force for named parties. */
  readonly injunctions: readonly number[]
}

const NONE: readonly number[] = []
/** In force. */
export const DESIGNATED: Worth = { standing: 'designated', suppressedBy: NONE, injunctions: NONE }

/** A set of several acts: the latest of them, and the set of the others. Sets that differ in late acts share the earlier ones. */
interface Several {
  readonly latest: Acting
  readonly others: number
  /** The strongest kind among them. */
  readonly kind: number
}

/** Sets of acts by number. */
export interface ActingSets {
  /** The set with an act, or without it; what is not listed stays so. */
  readonly turned: (set: number, acting: Acting, isOn: boolean) => number
  /** The standing of a designation that a set acts on; undefined where it is not listed. */
  readonly standingOf: (set: number) => Standing | undefined
  /** What a designation is worth that a set acts on; undefined where it is not listed. */
  readonly worthOf: (set: number) => Worth | undefined
}

/** The sets of several acts that there are, each once. A set of one is the complement of its act. */
const severalSets = () => {
  const sets: (Several | null)[] = [null, null]
  const numbers = new Map<string, number>()
  const latestIn = (set: number): Acting => (set < 0 ? ~set : (sets[set]?.latest ?? -1))
  const othersIn = (set: number): number => sets[set]?.others ?? UNTOUCHED
  const kindOf = (set: number): number => (set < 0 ? ~set % KINDS : (sets[set]?.kind ?? KINDS))
  /** The set with an act that is later than all in it. */
  const withLatest = (set: number, latest: Acting): number => {
    if (set === UNTOUCHED) return ~latest
    const key = `${set} ${latest}`
    const known = numbers.get(key)
    if (known !== undefined) return known
    const kind = Math.min(latest % KINDS, kindOf(set))
    const number = sets.push({ latest, others: set, kind }) - 1
    numbers.set(key, number)
    return number
  }
  return { latestIn, othersIn, kindOf, withLatest }
}

/** No sets of several acts yet. */
export const actingSets = (): ActingSets => {
  const { latestIn, othersIn, kindOf, withLatest } = severalSets()

  const turned = (set: number, acting: Acting, isOn: boolean): number => {
    if (set === UNLISTED) return set
    const later: Acting[] = []
    let earlier = set
    for (; latestIn(earlier) > acting; earlier = othersIn(earlier)) later.push(latestIn(earlier))
    if ((latestIn(earlier) === acting) === isOn) return set
    const changed = isOn ? withLatest(earlier, acting) : othersIn(earlier)
    return later.reduceRight(withLatest, changed)
  }

  /** The positions of the acts of a kind, in log order. */
  const positionsOf = (set: number, kind: number): readonly number[] => {
    const positions: number[] = []
    for (let rest = set; rest !== UNTOUCHED; rest = othersIn(rest))
      if (latestIn(rest) % KINDS === kind) positions.push(Math.floor(latestIn(rest) / KINDS))
    return positions.toReversed()
  }

  const standingOf = (set: number): Standing | undefined =>
    set === UNLISTED ? undefined : (SUPPRESSING[kindOf(set)]?.[1] ?? 'designated')

  const worthOf = (set: number): Worth | undefined => {
    const standing = standingOf(set)
    if (standing === undefined) return undefined
    if (set === UNTOUCHED) return DESIGNATED
    const kind = kindOf(set)
    return {
      standing,
      suppressedBy: kind < FOR_PARTIES ? positionsOf(set, kind) : NONE,
      injunctions: positionsOf(set, FOR_PARTIES),
    }
  }

  return { turned, standingOf, worthOf }
}
