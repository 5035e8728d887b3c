/** Entries on designations: an authority lists a company, a reviewer says who is meant, the authority takes it off. */
import * as z from 'zod'
import { common, day, slug, targets, text } from './field.js'
import { schedule } from './program.js'

/** A company is put on a program's list. `listedOn` is day 0 of its schedule. */
export const EntityDesignated = z.strictObject({
  ...common,
  type: z.literal('EntityDesignated'),
  program: slug,
  entity: slug,
  listedOn: day,
  nameAsPrinted: text.optional(),
  schedule: schedule.optional(),
})

/** A reviewer says that this entity is the one that the targeted designations name, or one whose name closely matches. */
export const EntityMatched = z.strictObject({
  ...common,
  type: z.literal('EntityMatched'),
  entity: slug,
  targets,
  match: z.enum(['exact', 'close'], { error: 'exact or close' }),
})

const BASES = ['agency-removal', 'omission', 'program-ended'] as const

/** The authority takes the targeted designations off its list. */
export const EntityDelisted = z.strictObject({
  ...common,
  type: z.literal('EntityDelisted'),
  targets,
  basis: z.enum(BASES, { error: `one of ${BASES.join(', ')}` }),
})
