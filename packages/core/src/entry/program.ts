/** Entries on programs: a regime begins, is amended, ends. And the schedule: when its bans start and windows close. */
import * as z from 'zod'
import type { DayOffset } from '../time/wall-clock.js'
import {
  common,
  days,
  type EntryInstant,
  instant,
  refusal,
  slug,
  targets,
  text,
  timeOfDay,
  zone,
} from './field.js'

const offset = z.strictObject({ days, at: timeOfDay })

const isOffset = (given: unknown): boolean =>
  typeof given === 'object' && given !== null && ('days' in given || 'at' in given)

const scheduled = z.unknown().transform((given, context): DayOffset | EntryInstant => {
  const read = isOffset(given) ? offset.safeParse(given) : instant.safeParse(given)
  if (read.success) return read.data
  for (const issue of read.error.issues) {
    context.issues.push({ code: 'custom', message: issue.message, path: issue.path, input: given })
  }
  return z.NEVER
})

/** The bans and windows of a program or a designation. An absent key means that there is no such ban or window. */
export const schedule = z.strictObject(
  {
    zone,
    buyBannedFrom: scheduled.optional(),
    sellBannedFrom: scheduled.optional(),
    divestUntil: scheduled.optional(),
    holdBannedFrom: scheduled.optional(),
  },
  { error: refusal('an object { zone, buyBannedFrom?, sellBannedFrom?, divestUntil?, holdBannedFrom? }') },
)

/** The schedule of a program version, or a designation's own. */
export type Schedule = z.infer<typeof schedule>

const version = { program: slug, title: text, schedule, closeNames: z.boolean({ error: 'true or false' }) }

/** A regime begins. */
export const ProgramEstablished = z.strictObject({
  ...common,
  type: z.literal('ProgramEstablished'),
  ...version,
})

/** Ends the force of its targets, the establishment or amendment that it replaces, and starts its own. */
export const ProgramAmended = z.strictObject({
  ...common,
  type: z.literal('ProgramAmended'),
  ...version,
  targets,
})

/** Ends the program versions that it targets. */
export const ProgramTerminated = z.strictObject({ ...common, type: z.literal('ProgramTerminated'), targets })
