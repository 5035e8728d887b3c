/** Entries on licenses: a ban suspended, for whom and what the license says. */
import * as z from 'zod'
import { common, days, instant, refusal, slug, targets, text } from './field.js'
import { securityKind } from './reference.js'

/** What an order can be about. */
export const ACTIVITIES = ['buy', 'sell', 'hold', 'receive'] as const

/** What an order can be about. */
export const activity = z.enum(ACTIVITIES, { error: `one of ${ACTIVITIES.join(', ')}` })

/** What an order is about. */
export type Activity = z.infer<typeof activity>

const authorizes = z.strictObject(
  {
    activities: z.array(activity, { error: 'a list of activities' }).optional(),
    kinds: z.array(securityKind, { error: 'a list of kinds of security' }).optional(),
    roles: z.array(text, { error: 'a list of roles' }).optional(),
    entities: z.array(slug, { error: 'a list of entities' }).optional(),
    via: z
      .array(z.literal('close-name', { error: 'close-name' }), { error: 'the list ["close-name"]' })
      .optional(),
  },
  { error: refusal('an object { activities?, kinds?, roles?, entities?, via? }') },
)

/** What a license authorizes; an absent key means any. */
export type Authorizes = z.infer<typeof authorizes>

/** Suspends a program's ban. `untilDaysAfterListing` ends it so many days after each listing. */
export const LicenseIssued = z.strictObject({
  ...common,
  type: z.literal('LicenseIssued'),
  program: slug,
  license: text,
  authorizes,
  validUntil: instant.optional(),
  untilDaysAfterListing: days.optional(),
})

/** Ends the targeted licenses. */
export const LicenseEnded = z.strictObject({
  ...common,
  type: z.literal('LicenseEnded'),
  targets,
  basis: z.enum(['superseded', 'revoked'], { error: 'superseded or revoked' }),
})
