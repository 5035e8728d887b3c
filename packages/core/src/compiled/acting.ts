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
const DESIGNATED: Worth = { standing: 'designated', suppressedBy: NONE, injunctions: NONE }

const positionsOf = (acting: readonly Acting[], kind: number): readonly number[] =>
  acting.filter((one) => one % KINDS === kind).map((one) => Math.floor(one / KINDS))

const worthOf = (acting: readonly Acting[]): Worth => {
  const kind = Math.min(...acting.map((one) => one % KINDS))
  const standing = SUPPRESSING[kind]?.[1]
  return {
    standing: standing ?? 'designated',
    suppressedBy: standing === undefined ? NONE : positionsOf(acting, kind),
    injunctions: positionsOf(acting, FOR_PARTIES),
  }
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

/** No sets of several acts yet. A set of one is the complement of its act. */
export const actingSets = (): ActingSets => {
  const sets: (readonly Acting[])[] = [NONE, NONE]
  const numbers = new Map<string, number>()
  const actingIn = (set: number): readonly Acting[] => (set < 0 ? [~set] : (sets[set] ?? NONE))

  const numberOf = (acting: readonly Acting[]): number => {
    const [first, second] = acting
    if (first === undefined) return UNTOUCHED
    if (second === undefined) return ~first
    const key = acting.join()
    const number = numbers.get(key) ?? sets.push(acting) - 1
    numbers.set(key, number)
    return number
  }

  return {
    turned: (set, acting, isOn) => {
      if (set === UNLISTED) return set
      if (set === UNTOUCHED) return isOn ? ~acting : set
      if (set === ~acting) return isOn ? set : UNTOUCHED
      if (set < 0 && !isOn) return set
      const others = actingIn(set).filter((one) => one !== acting)
      return numberOf(isOn ? [...others, acting].toSorted((a, b) => a - b) : others)
    },
    standingOf: (set) => {
      if (set === UNLISTED) return undefined
      if (set < 0) return SUPPRESSING[~set % KINDS]?.[1] ?? 'designated'
      return set === UNTOUCHED ? 'designated' : worthOf(actingIn(set)).standing
    },
    worthOf: (set) => {
      if (set === UNLISTED) return undefined
      return set === UNTOUCHED ? DESIGNATED : worthOf(actingIn(set))
    },
  }
}
