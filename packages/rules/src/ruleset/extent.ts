/** How much a condition comes to when every name in it is followed; found without following any name twice. */
import type { Condition } from './condition.js'

/** `height`: conditions in conditions; a test alone has none. */
export interface Extent {
  readonly tests: number
  readonly height: number
}

/** A measure of conditions that share parts: each part is measured once. */
export const measuring = (): ((condition: Condition) => Extent) => {
  const known = new Map<Condition, Extent>()
  const measured = (condition: Condition): Extent => {
    switch (condition.kind) {
      case 'all':
      case 'any':
        return condition.of.map(extentOf).reduce(
          (whole, { tests, height }) => ({
            tests: whole.tests + tests,
            height: Math.max(whole.height, height + 1),
          }),
          { tests: 0, height: 0 },
        )
      case 'not':
      case 'named': {
        const { tests, height } = extentOf(condition.of)
        return { tests, height: height + 1 }
      }
      case 'test':
        return { tests: 1, height: 0 }
      default:
        return condition satisfies never
    }
  }
  const extentOf = (condition: Condition): Extent => {
    const before = known.get(condition)
    if (before !== undefined) return before
    const extent = measured(condition)
    known.set(condition, extent)
    return extent
  }
  return extentOf
}
