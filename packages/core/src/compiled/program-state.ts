/** States of programs as small numbers: equal states get the same one. */

/** Which versions of a program are in force over some rectangle; positions of entries in log order. */
export interface ProgramState {
  readonly versions: readonly number[]
  /** Those that nothing keeps out of force but injunctions and stays. */
  readonly heldOff: readonly number[]
  /** The injunctions in force for named parties that target the latest of them. */
  readonly injunctions: readonly number[]
}

/** States by number; 0 is no state. */
export interface Interned {
  readonly numberOf: (state: ProgramState) => number
  /** The state of a number other than 0. */
  readonly stateOf: (number: number) => ProgramState | undefined
}

/** An empty table of states. */
export const internedStates = (): Interned => {
  const states: (ProgramState | undefined)[] = [undefined]
  const numbers = new Map<string, number>()
  return {
    numberOf: (state) => {
      const key = `${state.versions.join()}|${state.heldOff.join()}|${state.injunctions.join()}`
      const number = numbers.get(key) ?? states.push(state) - 1
      numbers.set(key, number)
      return number
    },
    stateOf: (number) => states[number],
  }
}
