/** The port to rules: what a decision asks of a ruleset, whoever evaluates it. Knows nothing of how rules are written. */
import type { Either } from 'fp-ts/lib/Either.js'
import type { EntryOf } from '../entry/entry.js'
import type { Instant } from '../time/instant.js'

/** From the strictest to the mildest: over several listings the strictest wins. */
export const OUTCOMES = ['deny', 'undetermined', 'review', 'permit'] as const

/** What is to become of an order. */
export type Outcome = (typeof OUTCOMES)[number]

/** The value of a fact: an instant in epoch milliseconds; null is known to be nothing; undefined was left out. */
export type FactValue = boolean | number | string | null | undefined

/** What one listing and one order come to, for a ruleset: the value of each fact by its name. */
export type Facts = Readonly<Record<string, FactValue>>

/** A rule that spoke. */
export interface SpokenRule {
  /** Its name, unique in the ruleset. */
  readonly rule: string
  readonly outcome: Outcome
  readonly code: string
  /** The source in law that the rule rests on. */
  readonly citation: string
  /** A sentence for people; `{entity}`, `{program}` and the names of milestones in braces stand for their values. */
  readonly sentence: string
  /** What to mind although the order may go through. */
  readonly warning?: string
}

/** What a ruleset says: a rule speaks; facts that were left out matter; or no rule holds. */
export type Verdict =
  | { readonly kind: 'rule'; readonly rule: SpokenRule }
  | { readonly kind: 'missing'; readonly facts: readonly string[] }
  | { readonly kind: 'none' }

/** Facts as numbers, in the slots of one ruleset: what it encodes itself, and nobody else reads. */
export type EncodedFacts = Float64Array

/** Writes the values of facts, which come in an agreed order, into the slots that are theirs; other slots stay as they are. */
export type EncodeFacts = (values: readonly FactValue[], into: EncodedFacts) => void

/** A ruleset that decides on facts encoded once: those of a listing when it is found, those of an order when it comes. */
export interface CompiledEvaluation {
  /** Room for encoded facts, all left out. */
  readonly room: () => EncodedFacts
  /** An encoder of values that come in the order of these names. */
  readonly orderedEncoder: (names: readonly string[]) => EncodeFacts
  /** The place of the rule that speaks, below zero for none: see `verdictOf`. Allocates nothing. */
  readonly decide: (facts: EncodedFacts) => number
  /** The verdict for what `decide` returned; where a fact is missing, the facts themselves are needed to name it. */
  readonly verdictOf: (decided: number, facts: Facts) => Verdict
}

/** One version of a ruleset, ready to be asked. */
export interface Ruleset {
  readonly ruleset: string
  readonly version: string
  /** SHA-256 of the canonical JSON of its rules. */
  readonly digest: string
  /** The program whose listings it decides. */
  readonly program: string
  /** In force from here (inclusive) … */
  readonly validAt: Instant
  /** … until here (exclusive); null: for ever. */
  readonly validUntil: Instant | null
  /** Instants that its conditions compare facts with: at these its answer may change although no fact of the listing does. */
  readonly instants: readonly Instant[]
  /** Pure: the same facts, the same verdict. */
  readonly evaluate: (facts: Facts) => Verdict
  /** The same, for those who ask often; absent where the evaluator encodes nothing. */
  readonly compiled?: CompiledEvaluation | undefined
}

/** Why a published ruleset cannot be asked: where in it, and what is wrong. */
export interface RulesetRefused {
  readonly tag: 'RulesetRefused'
  readonly ruleset: string
  readonly version: string
  readonly problems: readonly string[]
}

/** Turns a ruleset as published into one that can be asked. */
export type LoadRuleset = (published: EntryOf<'RulesetPublished'>) => Either<RulesetRefused, Ruleset>

/** The rulesets that come with the caller, as if published before the log began, and the way to load those that the log holds. */
export interface Rulesets {
  readonly published: readonly EntryOf<'RulesetPublished'>[]
  readonly load: LoadRuleset
}
