/** Which rulesets decide a program's listings when: found once for each stretch of valid time. */
import type { EntryOf } from '../entry/entry.js'
import type { Rulesets } from '../decision/ruleset.js'
import { type Candidate, candidateOf, rulesetBoundaries, selectAt } from '../decision/select.js'
import type { Instant } from '../time/instant.js'
import type { BitemporalIndex } from './bitemporal-index.js'
import { firstAbove } from './column.js'
import { type CompiledAsk, compiledAskOf } from './compiled-ask.js'

/** A ruleset in force, with what it takes to ask it fast; `compiled` is null where it cannot be. */
export interface Askable {
  readonly candidate: Candidate
  readonly compiled: CompiledAsk | null
}

/** The rulesets to ask from an instant (inclusive) until another (exclusive); ±Infinity where there is no bound. */
interface RulesetStretch {
  readonly from: number
  readonly until: number
  readonly askables: readonly Askable[]
}

const NOTHING_IN_FORCE: RulesetStretch = { from: -Infinity, until: Infinity, askables: [] }

interface Stretches {
  /** Ascending; the first stretch reaches back for ever. */
  readonly bounds: readonly number[]
  readonly stretches: readonly RulesetStretch[]
}

/** The rulesets of a record by program and instant. */
export interface RulesetsInForce {
  readonly candidates: readonly Candidate[]
  /** The first instant after another at which a ruleset comes or goes, or a condition of one may turn; Infinity where there is none. */
  readonly nextTurn: (after: number) => number
  readonly at: (program: string, at: number) => RulesetStretch
}

/** Arranges candidates for asking. */
export const rulesetsInForce = (candidates: readonly Candidate[]): RulesetsInForce => {
  const askables = new Map(
    candidates.map((candidate) => [candidate, { candidate, compiled: compiledAskOf(candidate) }]),
  )
  const byProgram = new Map<string, Stretches>()

  const stretchesOf = (program: string): Stretches => {
    const bounds = candidates.flatMap(({ validAt, validUntil }) =>
      validUntil === null ? [validAt] : [validAt, validUntil],
    )
    const ascending = [...new Set<number>(bounds)].toSorted((a, b) => a - b)
    const stretches = [-Infinity, ...ascending].map((from, place) => {
      const chosen = selectAt(candidates, program, from as Instant)
      return {
        from,
        until: ascending[place] ?? Infinity,
        askables: chosen.flatMap((candidate) => askables.get(candidate) ?? []),
      }
    })
    return { bounds: ascending, stretches }
  }

  const turns = [...new Set<number>(rulesetBoundaries(candidates))].toSorted((a, b) => a - b)
  return {
    candidates,
    nextTurn: (after) => turns[firstAbove(turns, after)] ?? Infinity,
    at: (program, at) => {
      const found = byProgram.get(program) ?? stretchesOf(program)
      byProgram.set(program, found)
      return found.stretches[firstAbove(found.bounds, at)] ?? NOTHING_IN_FORCE
    },
  }
}

/** The candidates of an index: those that come with the caller, then the published ones that were not retracted; each loaded once. */
export const candidatesIn = (
  index: BitemporalIndex,
  rulesets: Rulesets,
  loaded: Map<EntryOf<'RulesetPublished'>, Candidate>,
): readonly Candidate[] => {
  const held = index.rulesets
    .filter((position) => index.acts.isVisible(position))
    .map((position) => index.acts.entries[position]?.entry)
    .filter((entry): entry is EntryOf<'RulesetPublished'> => entry?.type === 'RulesetPublished')
  return [...rulesets.published, ...held].map((published) => {
    const found = loaded.get(published) ?? candidateOf(published, rulesets.load)
    loaded.set(published, found)
    return found
  })
}
