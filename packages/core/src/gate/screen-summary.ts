/** What a screening comes to: rows added up, one at a time; none is held. */
import type { Outcome } from '../decision/ruleset.js'
import type { Instant } from '../time/instant.js'
import type { Group } from './placing.js'
import type { ScreenRow } from './screen-row.js'

/** What a screening comes to. */
export interface ScreenSummary {
  readonly positions: number
  readonly groups: Readonly<Record<Group, number>>
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>
  /** How many positions must be sold by when; ascending. */
  readonly deadlines: readonly { readonly deadline: Instant; readonly positions: number }[]
  /** How many positions change when, within the time ahead; ascending. */
  readonly ahead: readonly { readonly at: Instant; readonly positions: number }[]
}

const ascending = (counts: ReadonlyMap<Instant, number>): readonly (readonly [Instant, number])[] =>
  [...counts].toSorted(([a], [b]) => a - b)

const countAt = (counts: Map<Instant, number>, at: Instant | null): void => {
  if (at !== null) counts.set(at, (counts.get(at) ?? 0) + 1)
}

/** No rows yet. */
export const newSummary = () => {
  const groups = { unknown: 0, banned: 0, 'to-divest': 0, ahead: 0, enjoined: 0, clear: 0 }
  const outcomes: Partial<Record<Outcome, number>> = {}
  const deadlines = new Map<Instant, number>()
  const ahead = new Map<Instant, number>()
  let positions = 0
  return {
    add: ({ group, outcome, deadline, next }: ScreenRow): void => {
      positions += 1
      groups[group] += 1
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
      countAt(deadlines, deadline)
      countAt(ahead, next)
    },
    summary: (): ScreenSummary => ({
      positions,
      groups: { ...groups },
      outcomes: { ...outcomes },
      deadlines: ascending(deadlines).map(([deadline, held]) => ({ deadline, positions: held })),
      ahead: ascending(ahead).map(([at, held]) => ({ at, positions: held })),
    }),
  }
}
