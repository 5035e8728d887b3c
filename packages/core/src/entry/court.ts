/** Entries on what courts did: injunctions, stays, vacaturs, reversals; and proceedings that change nothing by themselves. */
import * as z from 'zod'
import { common, instant, slug, targets, text } from './field.js'

const reach = z.enum(['ab-initio', 'prospective'], { error: 'ab-initio or prospective' })

const STAGES = ['tro', 'preliminary', 'permanent'] as const

/** Suspends its targets while in force: for everyone (`issuer-wide`), or for the named parties only. */
export const InjunctionGranted = z.strictObject({
  ...common,
  type: z.literal('InjunctionGranted'),
  targets,
  docket: text,
  stage: z.enum(STAGES, { error: `one of ${STAGES.join(', ')}` }),
  relief: z.enum(['issuer-wide', 'parties-only'], { error: 'issuer-wide or parties-only' }),
  parties: z.array(text, { error: 'a list of parties' }).optional(),
  validUntil: instant.optional(),
})

/** Ends the targeted injunctions. */
export const InjunctionDissolved = z.strictObject({
  ...common,
  type: z.literal('InjunctionDissolved'),
  targets,
  docket: text,
})

/** Suspends its targets while in force (5 U.S.C. 705, or pending appeal). */
export const StayGranted = z.strictObject({
  ...common,
  type: z.literal('StayGranted'),
  targets,
  docket: text.optional(),
  validUntil: instant.optional(),
})

/** Ends the targeted stays. */
export const StayLifted = z.strictObject({
  ...common,
  type: z.literal('StayLifted'),
  targets,
  docket: text.optional(),
})

/** Voids the targeted designations (5 U.S.C. 706): from their first day on, or from now on. */
export const DesignationVacated = z.strictObject({
  ...common,
  type: z.literal('DesignationVacated'),
  targets,
  docket: text,
  reach,
})

/** A higher court voids the targeted orders. */
export const OrderReversed = z.strictObject({
  ...common,
  type: z.literal('OrderReversed'),
  targets,
  docket: text,
  reach,
})

/** A complaint, status report, appeal, guidance: told, and without any effect in law by itself. */
export const ProceedingNoted = z.strictObject({
  ...common,
  type: z.literal('ProceedingNoted'),
  kind: text,
  docket: text.optional(),
  entities: z.array(slug, { error: 'a list of entities' }),
  summary: text,
})
