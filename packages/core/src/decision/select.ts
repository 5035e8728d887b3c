/** Which rulesets decide a listing: chosen by valid time alone, from all that the log holds (the model, section 5). */
import * as E from 'fp-ts/lib/Either.js'
import type { EntryOf } from '../entry/entry.js'
import { type EntryInstant, msOfEntryInstant } from '../entry/field.js'
import type { Recorded } from '../log/recorded.js'
import { visibleOf } from '../force/visible.js'
import type { Instant } from '../time/instant.js'
import type { Ruleset, RulesetRefused, Rulesets } from './ruleset.js'

type Published = EntryOf<'RulesetPublished'>

/** A ruleset as published, loaded; or why it cannot be. */
export interface Candidate {
  readonly ruleset: string
  readonly version: string
  readonly program: string
  readonly digest: string
  readonly validAt: Instant
  readonly validUntil: Instant | null
  readonly loaded: E.Either<RulesetRefused, Ruleset>
}

const msOrNull = (instant: EntryInstant | undefined): Instant | null =>
  instant === undefined ? null : msOfEntryInstant(instant)

/** The program that a ruleset which cannot be loaded says it decides; failing that, the one it is named after. */
const programOf = ({ rules, ruleset }: Published): string =>
  typeof rules['program'] === 'string' ? rules['program'] : ruleset

/** A ruleset as published, loaded. */
export const candidateOf = (published: Published, load: Rulesets['load']): Candidate => ({
  ruleset: published.ruleset,
  version: published.version,
  program: programOf(published),
  digest: published.digest,
  validAt: msOfEntryInstant(published.validAt),
  validUntil: msOrNull(published.validUntil),
  loaded: load(published),
})

/** All rulesets that can be chosen from: those that come with the caller, then those that the log holds and did not retract. */
export const candidatesOf = (log: readonly Recorded[], rulesets: Rulesets): readonly Candidate[] => {
  const held = visibleOf(log, { clock: 'recorded', knownSize: log.length })
    .map(({ entry }) => entry)
    .filter((entry): entry is Published => entry.type === 'RulesetPublished')
  return [...rulesets.published, ...held].map((published) => candidateOf(published, rulesets.load))
}

const holds = ({ validAt, validUntil }: Candidate, at: Instant): boolean =>
  validAt <= at && (validUntil === null || at < validUntil)

/** For each ruleset on the program, the latest version in force at the instant: the latest `validAt`, then the later in the log. */
export const selectAt = (
  candidates: readonly Candidate[],
  program: string,
  at: Instant,
): readonly Candidate[] => {
  const chosen = new Map<string, Candidate>()
  for (const candidate of candidates) {
    if (candidate.program !== program || !holds(candidate, at)) continue
    const earlier = chosen.get(candidate.ruleset)
    if (earlier === undefined || earlier.validAt <= candidate.validAt)
      chosen.set(candidate.ruleset, candidate)
  }
  return [...chosen.values()]
}

/** The instants at which another version comes into force, or at which a condition of one may turn. */
export const rulesetBoundaries = (candidates: readonly Candidate[]): readonly Instant[] =>
  candidates.flatMap(({ validAt, validUntil, loaded }) => [
    validAt,
    ...(validUntil === null ? [] : [validUntil]),
    ...(E.isRight(loaded) ? loaded.right.instants : []),
  ])
