/** From the acts at the head to the states of designations and program versions over valid time: what a track is told. */
import type { Entry } from '../entry/entry.js'
import type { Standing } from '../status/standing.js'
import { boundsOf, contains, type IntervalSet } from '../time/interval-set.js'
import type { Acts } from './acts.js'
import { firstPlace } from './column.js'
import type { DesignationState, Interned, ProgramState } from './intern.js'
import { NOTHING, type Steps } from './track.js'

/** The kinds of acts that take a designation out of force, from the strongest. */
const SUPPRESSING: readonly (readonly [Entry['type'], Standing])[] = [
  ['DesignationVacated', 'vacated'],
  ['EntityDelisted', 'delisted'],
  ['InjunctionGranted', 'enjoined'],
  ['StayGranted', 'stayed'],
]

interface Timed {
  readonly position: number
  readonly set: IntervalSet
}

const typeAt = ({ entries }: Acts, position: number): Entry['type'] | undefined =>
  entries[position]?.entry.type

const isForParties = ({ entries }: Acts, position: number): boolean => {
  const entry = entries[position]?.entry
  return entry?.type === 'InjunctionGranted' && entry.relief === 'parties-only'
}

const visibleActs = (acts: Acts, position: number): readonly number[] =>
  acts.actingOn(position).filter((act) => acts.isVisible(act))

/** The injunctions for named parties on an entry, each with when it is in force. */
const partyInjunctions = (acts: Acts, position: number): readonly Timed[] =>
  visibleActs(acts, position)
    .filter((act) => isForParties(acts, act))
    .map((act) => ({ position: act, set: acts.forceOf(act) }))

const activeAt = (timed: readonly Timed[], at: number): readonly number[] =>
  timed.filter(({ set }) => contains(set, at)).map(({ position }) => position)

/** Steps with a state for each stretch between neighbouring bounds, after those steps that end before the first of them. */
const stepsOf = (
  bounds: readonly number[],
  stateFrom: (bound: number) => number,
  { bounds: earlier, states: before } = NOTHING,
): Steps => {
  const ascending = [...new Set(bounds)].toSorted((a, b) => a - b)
  const place = firstPlace(
    0,
    earlier.length,
    (one) => (earlier[one] ?? Infinity) >= (ascending[0] ?? Infinity),
  )
  const kept = earlier.slice(0, place)
  const states = before.slice(0, place + 1)
  for (const bound of ascending) {
    const state = stateFrom(bound)
    if (state === states.at(-1)) continue
    kept.push(bound)
    states.push(state)
  }
  return { bounds: kept, states }
}

/** An act of some kind that comes into force, or goes out of it, at an instant. */
interface Switch {
  readonly at: number
  readonly isOn: boolean
  readonly kind: number
  readonly position: number
}

/** The place after those of the suppressing kinds: injunctions for named parties. */
const FOR_PARTIES = SUPPRESSING.length

/** The kind of an act on a designation; -1 where it is none that counts. */
const kindOf = (acts: Acts, act: number): number =>
  isForParties(acts, act) ? FOR_PARTIES : SUPPRESSING.findIndex(([type]) => type === typeAt(acts, act))

/** Every switch after an instant among the acts on a designation, those before it as if at that instant; ascending. */
const switchesOn = (acts: Acts, position: number, since: number): readonly Switch[] => {
  const switches: Switch[] = []
  for (const act of acts.actingOn(position)) {
    const kind = acts.isVisible(act) ? kindOf(acts, act) : -1
    if (kind === -1) continue
    for (const { from, until } of kind === FOR_PARTIES ? acts.forceOf(act) : acts.reachOf(act)) {
      if (until <= since) continue
      switches.push({ at: Math.max(from, since), isOn: true, kind, position: act })
      if (until < Infinity) switches.push({ at: until, isOn: false, kind, position: act })
    }
  }
  return switches.toSorted((one, other) => one.at - other.at)
}

/** Turns an act on or off among those of its kind, which stay in log order. */
const turn = (active: readonly number[][], { kind, position, isOn }: Switch): void => {
  const ofKind = active[kind] ?? []
  const place = firstPlace(0, ofKind.length, (one) => (ofKind[one] ?? Infinity) >= position)
  if (isOn) ofKind.splice(place, 0, position)
  else ofKind.splice(place, 1)
}

const stateOf = (active: readonly (readonly number[])[]): DesignationState => {
  const strongest = SUPPRESSING.findIndex((_, kind) => (active[kind]?.length ?? 0) > 0)
  return {
    standing: SUPPRESSING[strongest]?.[1] ?? 'designated',
    suppressedBy: [...(active[strongest] ?? [])],
    injunctions: [...(active[FOR_PARTIES] ?? [])],
  }
}

/** What a designation was worth until now, and from when on that may be otherwise. */
interface Before {
  readonly steps: Steps
  readonly listedAt: number
  readonly from: number
}

/** What a designation is worth over valid time; nothing before it takes effect, or where it is not visible. One sweep over its acts. */
export const designationSteps = (
  acts: Acts,
  position: number,
  { before, states }: { readonly before: Before; readonly states: Interned<DesignationState> },
): Steps => {
  if (!acts.isVisible(position)) return NOTHING
  const since = Math.max(before.listedAt, before.from)
  const switches = switchesOn(acts, position, since)
  const active = Array.from({ length: FOR_PARTIES + 1 }, (): number[] => [])
  let next = 0
  const stateFrom = (bound: number): number => {
    for (; next < switches.length; next += 1) {
      const one = switches[next]
      if (one === undefined || one.at > bound) break
      turn(active, one)
    }
    return states.numberOf(stateOf(active))
  }
  return stepsOf([since, ...switches.map(({ at }) => at)], stateFrom, before.steps)
}

/** Which of a program's versions are in force over valid time. */
export const programSteps = (
  acts: Acts,
  versions: readonly number[],
  states: Interned<ProgramState>,
): Steps => {
  const timed = versions
    .filter((version) => acts.isVisible(version))
    .map((version) => ({
      position: version,
      set: acts.forceOf(version),
      injunctions: partyInjunctions(acts, version),
    }))
  const sets = timed.flatMap(({ set, injunctions }) => [set, ...injunctions.map((one) => one.set)])
  return stepsOf(sets.flatMap(boundsOf), (bound) => {
    const inForce = timed.filter(({ set }) => contains(set, bound))
    const latest = inForce.at(-1)
    if (latest === undefined) return 0
    return states.numberOf({
      versions: inForce.map(({ position }) => position),
      injunctions: activeAt(latest.injunctions, bound),
    })
  })
}

/** 1 while an act is in force and visible, 0 while not. */
export const forceSteps = (acts: Acts, position: number): Steps => {
  if (!acts.isVisible(position)) return NOTHING
  const force = acts.forceOf(position)
  return stepsOf(boundsOf(force), (bound) => (contains(force, bound) ? 1 : 0))
}
