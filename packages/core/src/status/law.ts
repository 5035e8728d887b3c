/** What the law is at one knowledge: the port between those who find listings (the oracle, the index) and those who sum them up. */
import type { Knowledge } from '../force/knowledge.js'
import type { Known } from '../time/as-of.js'
import type { Instant } from '../time/instant.js'
import { boundariesOf } from './boundaries.js'
import { type Listing, listingsAt } from './listing.js'
import type { Scope } from './subject.js'

/** The law at one knowledge. */
export interface Law {
  readonly known: Known
  /** The size of the log that this rests on. */
  readonly size: number
  /** The listings of an entity at an instant, under one program or all, in log order of their designations. */
  listingsAt(scope: Scope, at: Instant): readonly Listing[]
  /** Ascending, each once: between two neighbours (the first inclusive) every listing of the entity stays as it is. */
  boundariesOf(scope: Scope): readonly Instant[]
}

/** The law as the oracle reads it. */
export const lawOf = (knowledge: Knowledge): Law => ({
  known: knowledge.known,
  size: knowledge.size,
  listingsAt: (scope, at) => listingsAt(knowledge, scope, at),
  boundariesOf: (scope) => boundariesOf(knowledge, scope),
})
