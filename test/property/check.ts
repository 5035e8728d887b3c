/** How generated tests run: so many times, from a seed that a failure prints, and that `SEED` and `RUNS` set. */
import * as fc from 'fast-check'

/** How many times. */
export const RUNS = Number(process.env['RUNS'] ?? 300)
const SEED = process.env['SEED'] === undefined ? undefined : Number(process.env['SEED'])

const parameters = (numRuns: number) => ({ numRuns, ...(SEED === undefined ? {} : { seed: SEED }) })

/** Checks a property; a failure prints the seed and the smallest counterexample that was found. */
export const check = <Ts>(property: fc.IPropertyWithHooks<Ts>, runs = RUNS): void => {
  fc.assert(property, parameters(runs))
}

/** The same of a property that has to wait. */
export const checkAsync = async <Ts>(property: fc.IAsyncPropertyWithHooks<Ts>, runs = RUNS): Promise<void> =>
  fc.assert(property, parameters(runs))
