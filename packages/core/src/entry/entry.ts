/** An entry of the log: one act of an authority or a court, or a fact about whom it concerns. JSON in, typed entry out. */
import * as E from 'fp-ts/lib/Either.js'
import * as z from 'zod'
import {
  DesignationVacated,
  InjunctionDissolved,
  InjunctionGranted,
  OrderReversed,
  ProceedingNoted,
  StayGranted,
  StayLifted,
} from './court.js'
import { EntityDelisted, EntityDesignated, EntityMatched } from './designation.js'
import { msOfEntryInstant } from './field.js'
import { LicenseEnded, LicenseIssued } from './license.js'
import { EntryRetracted, RulesetPublished } from './log-keeping.js'
import { type Problem, problemsOf } from './problem.js'
import { ProgramAmended, ProgramEstablished, ProgramTerminated } from './program.js'
import { EntityRegistered, EntityRenamed, SecurityRegistered } from './reference.js'

const anyEntry = z.discriminatedUnion(
  'type',
  [
    ProgramEstablished,
    ProgramAmended,
    ProgramTerminated,
    EntityRegistered,
    EntityRenamed,
    SecurityRegistered,
    EntityDesignated,
    EntityMatched,
    EntityDelisted,
    InjunctionGranted,
    InjunctionDissolved,
    StayGranted,
    StayLifted,
    DesignationVacated,
    OrderReversed,
    LicenseIssued,
    LicenseEnded,
    ProceedingNoted,
    EntryRetracted,
    RulesetPublished,
  ],
  {
    error: ({ input }) =>
      typeof input === 'object' && input !== null && !Array.isArray(input)
        ? 'one of the types of entries, like EntityDesignated'
        : 'an object',
  },
)

/** The schema of every entry: unknown fields, unknown types and bad instants are errors, never guesses. */
const entrySchema = anyEntry.superRefine((entry, context) => {
  if (!('validUntil' in entry) || entry.validUntil === undefined) return
  if (msOfEntryInstant(entry.validUntil) > msOfEntryInstant(entry.validAt)) return
  context.issues.push({
    code: 'custom',
    path: ['validUntil'],
    message: 'an instant after validAt',
    input: entry,
  })
})

/** One entry of the log, in its canonical shape. */
export type Entry = z.infer<typeof entrySchema>

/** An entry as it may be given: instants may be wall clocks that are not resolved yet. */
export type EntryInput = z.input<typeof entrySchema>

/** The name of a kind of entry. */
export type EntryType = Entry['type']

/** The entries of one type. */
export type EntryOf<T extends EntryType> = Extract<Entry, { readonly type: T }>

/** The names of all kinds of entries. */
export const ENTRY_TYPES: readonly EntryType[] = anyEntry.options.map((option) => option.shape.type.value)

/** Reads an entry. Every problem names the field, what was found there and what is accepted. */
export const parseEntry = (given: unknown): E.Either<readonly Problem[], Entry> => {
  const read = entrySchema.safeParse(given)
  return read.success ? E.right(read.data) : E.left(problemsOf(read.error, given))
}
