/** States as small numbers: equal states get the same one. */
import type { Standing } from '../status/standing.js'

/** What a designation is worth over some rectangle; places of entries in log order. */
export interface DesignationState {
  readonly standing: Standing
  /** The acts of the kind that names the standing. */
  readonly suppressedBy: readonly number[]
  /** The injunctions in force for named parties. */
  readonly injunctions: readonly number[]
}

/** The state of a designation that nothing acts on. */
export const DESIGNATED: DesignationState = { standing: 'designated', suppressedBy: [], injunctions: [] }

/** Which versions of a program are in force over some rectangle; places of entries in log order. */
export interface ProgramState {
  readonly versions: readonly number[]
  /** The injunctions in force for named parties that target the latest of them. */
  readonly injunctions: readonly number[]
}

/** States by number; 0 is no state. */
export interface Interned<S> {
  readonly numberOf: (state: S) => number
  /** The state of a number other than 0. */
  readonly stateOf: (number: number) => S | undefined
}

/** An empty table of states. */
export const interned = <S>(keyOf: (state: S) => string): Interned<S> => {
  const states: (S | undefined)[] = [undefined]
  const numbers = new Map<string, number>()
  return {
    numberOf: (state) => {
      const key = keyOf(state)
      const found = numbers.get(key)
      if (found !== undefined) return found
      states.push(state)
      numbers.set(key, states.length - 1)
      return states.length - 1
    },
    stateOf: (number) => states[number],
  }
}

/** Two designation states are one where this is the same. */
export const designationKey = ({ standing, suppressedBy, injunctions }: DesignationState): string =>
  `${standing.slice(0, 3)}${suppressedBy.join()}|${injunctions.join()}`

/** Two program states are one where this is the same. */
export const programKey = ({ versions, injunctions }: ProgramState): string =>
  `${versions.join()}|${injunctions.join()}`
