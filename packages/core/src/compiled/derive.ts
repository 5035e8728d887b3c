/** From the acts at the head to the states of designations and program versions over valid time: what a track is told. */
import type { Entry } from '../entry/entry.js'
import { spanOf } from '../force/force.js'
import { boundsOf, contains, type IntervalSet, NEVER, subtract, union } from '../time/interval-set.js'
import { type Acting, actingOf, type ActingSets, holdsOff, isForParties } from './acting.js'
import type { Acts } from './acts.js'
import { firstAbove } from './column.js'
import type { Interned } from './program-state.js'
import { NOTHING, type Tail, type Track } from './track.js'

interface Timed {
  readonly position: number
  readonly set: IntervalSet
}

const visibleActs = (acts: Acts, position: number): readonly number[] =>
  acts.actingOn(position).filter((act) => acts.isVisible(act))

/** The injunctions for named parties on an entry, each with when it is in force. */
const partyInjunctions = (acts: Acts, position: number): readonly Timed[] =>
  visibleActs(acts, position)
    .filter((act) => isForParties(acts.entries[act]?.entry))
    .map((act) => ({ position: act, set: acts.forceOf(act) }))

const activeAt = (timed: readonly Timed[], at: number): readonly number[] =>
  timed.filter(({ set }) => contains(set, at)).map(({ position }) => position)

/** Steps with a state for each stretch between neighbouring bounds, none before. */
const stepsOf = (bounds: readonly number[], stateFrom: (bound: number) => number): Tail => {
  const kept: number[] = []
  const states: number[] = []
  for (const bound of [...new Set(bounds)].toSorted((a, b) => a - b)) {
    const state = stateFrom(bound)
    if (state === (states.at(-1) ?? 0)) continue
    kept.push(bound)
    states.push(state)
  }
  return { place: 0, bounds: kept, states }
}

/** An act on a designation, and when it acts on it. */
export interface Acted {
  readonly acting: Acting
  readonly when: IntervalSet
}

/** An act on a designation as it is at the head; undefined for an entry that changes nothing for it by being in force. */
export const actedBy = (acts: Acts, position: number): Acted | undefined => {
  const entry = acts.entries[position]?.entry
  const acting = entry && actingOf(entry, position)
  if (acting === undefined) return undefined
  if (!acts.isVisible(position)) return { acting, when: NEVER }
  return { acting, when: isForParties(entry) ? acts.forceOf(position) : acts.reachOf(position) }
}

/** The bound of a set at a place, counting where its intervals begin and where they end; `Infinity` behind the last. */
const edgeAt = (set: IntervalSet, place: number): number => {
  const part = set[place >> 1]
  return (place % 2 === 0 ? part?.from : part?.until) ?? Infinity
}

/** How the steps of a designation go on once an act acts on it at other instants than before; nothing changes before `since`. */
export const overlaid = (
  sets: ActingSets,
  { bounds, states }: Track['head'],
  { acting, when, since }: Acted & { readonly since: number },
): Tail => {
  const next = firstAbove(bounds, since)
  const place = next > 0 && bounds[next - 1] === since ? next - 1 : next
  const kept: number[] = []
  const turned: number[] = []
  let edge = 0
  let step = next
  let latest = states[place] ?? 0
  for (let bound = since; bound < Infinity; bound = Math.min(bounds[step] ?? Infinity, edgeAt(when, edge))) {
    while ((bounds[step] ?? Infinity) <= bound) step += 1
    while (edgeAt(when, edge) <= bound) edge += 1
    // Past an odd number of bounds one is within the set.
    const state = sets.turned(states[step] ?? 0, acting, edge % 2 === 1)
    if (state === latest) continue
    kept.push(bound)
    turned.push(state)
    latest = state
  }
  return { place, bounds: kept, states: turned }
}

/** When nothing keeps a version out of force but injunctions and stays, so that it is back when they fall. */
const heldOffOf = (acts: Acts, { position, set }: Timed, entry: Entry): IntervalSet => {
  const ending = visibleActs(acts, position).filter((act) => !holdsOff(acts.entries[act]?.entry))
  return subtract(spanOf(entry), union([set, ...ending.map(acts.reachOf)]))
}

interface TimedVersion extends Timed {
  readonly heldOff: IntervalSet
  readonly injunctions: readonly Timed[]
}

const timedVersion = (acts: Acts, position: number): TimedVersion => {
  const timed = { position, set: acts.forceOf(position) }
  const entry = acts.entries[position]?.entry
  return {
    ...timed,
    heldOff: entry === undefined ? NEVER : heldOffOf(acts, timed, entry),
    injunctions: partyInjunctions(acts, position),
  }
}

const boundsOfVersion = ({ set, heldOff, injunctions }: TimedVersion): readonly number[] =>
  [set, heldOff, ...injunctions.map((one) => one.set)].flatMap(boundsOf)

/** Which of a program's versions are in force over valid time, and which are held off. */
export const programSteps = (acts: Acts, versions: readonly number[], states: Interned): Tail => {
  const timed = versions
    .filter((version) => acts.isVisible(version))
    .map((version) => timedVersion(acts, version))
  return stepsOf(timed.flatMap(boundsOfVersion), (bound) => {
    const inForce = activeAt(timed, bound)
    const heldOff = timed.filter((version) => contains(version.heldOff, bound))
    if (inForce.length === 0 && heldOff.length === 0) return 0
    const latest = timed.findLast(({ set }) => contains(set, bound))
    return states.numberOf({
      versions: inForce,
      heldOff: heldOff.map(({ position }) => position),
      injunctions: activeAt(latest?.injunctions ?? [], bound),
    })
  })
}

/** 1 while an act is in force and visible, 0 while not. */
export const forceSteps = (acts: Acts, position: number): Tail => {
  if (!acts.isVisible(position)) return NOTHING
  const force = acts.forceOf(position)
  return stepsOf(boundsOf(force), (bound) => (contains(force, bound) ? 1 : 0))
}
