/**
 * Whole numbers with bounds on their differences: can they all be met, and by which numbers? Difference constraints by shortest paths;
 * exact for whole numbers. Node 0 stands for zero, so that a bound on one number is a difference too.
 */

/** `high - low <= most`, by numbers of nodes. */
export interface Constraint {
  readonly high: number
  readonly low: number
  readonly most: number
}

/** Sums stay exact below this; a distance beyond it below zero can only come of a cycle that cannot be met. */
const FLOOR = -(2 ** 51)

/** The most that each node can be above zero, or undefined where the constraints contradict each other. */
const distancesFrom = (
  count: number,
  constraints: readonly Constraint[],
  source: number,
): Float64Array | undefined => {
  const distance = new Float64Array(count).fill(Infinity)
  distance[source] = 0
  for (let round = 0; round <= count; round += 1) {
    let isSettled = true
    for (const { high, low, most } of constraints) {
      const reached = (distance[low] ?? 0) + most
      if (reached >= (distance[high] ?? 0)) continue
      if (reached < FLOOR) return undefined
      distance[high] = reached
      isSettled = false
    }
    if (isSettled) return distance
  }
  return undefined
}

/** True where some whole numbers meet every constraint; each node must be bounded against node 0. */
export const canBeMet = (count: number, constraints: readonly Constraint[]): boolean =>
  distancesFrom(count, constraints, 0) !== undefined

const reversed = (constraints: readonly Constraint[]): readonly Constraint[] =>
  constraints.map(({ high, low, most }) => ({ high: low, low: high, most }))

/** Numbers for all nodes, node 0 first, each as near to the preferred one as those before it allow. Only where they can be met. */
export const numbersNear = (
  preferred: readonly number[],
  constraints: readonly Constraint[],
): readonly number[] => {
  const count = preferred.length
  let held = constraints
  return preferred.map((wish, node) => {
    if (node === 0) return 0
    const most = distancesFrom(count, held, 0)?.[node] ?? Infinity
    const least = -(distancesFrom(count, reversed(held), 0)?.[node] ?? Infinity)
    const number = Math.min(most, Math.max(least, wish))
    held = [...held, { high: node, low: 0, most: number }, { high: 0, low: node, most: -number }]
    return number === 0 ? 0 : number
  })
}
