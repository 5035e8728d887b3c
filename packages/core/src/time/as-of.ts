/** The two times that every question states: when in law, and as known when. */
import type { Instant } from './instant.js'

/** By which clock knowledge is measured: when this log learned of it, or when the public could have. */
export type Clock = 'recorded' | 'published'

/**
 * What was known. `knownAt` is inclusive. On the recorded clock it may be given as a log size instead, which is exact where
 * several entries share one recorded instant.
 */
export type Known =
  | { readonly clock: Clock; readonly knownAt: Instant }
  | { readonly clock: 'recorded'; readonly knownSize: number }

/** A point on both clocks: the state in law at `validAt`, by what was known. */
export type AsOf = Known & { readonly validAt: Instant }

/** What was known, of an as-of. */
export const knownOf = (asOf: AsOf): Known =>
  'knownSize' in asOf
    ? { clock: asOf.clock, knownSize: asOf.knownSize }
    : { clock: asOf.clock, knownAt: asOf.knownAt }
