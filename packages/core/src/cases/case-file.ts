/** Golden cases as data: what was asked, as known when, and what is expected (the model, section 7). JSON in, typed cases out. */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as z from 'zod'
import { instant, refusal, slug, text } from '../entry/field.js'
import { type Problem, problemsOf, problemsWithin } from '../entry/problem.js'
import { OUTCOMES } from '../decision/ruleset.js'
import { type Order, parseOrder } from '../decision/order.js'
import type { Clock } from '../time/as-of.js'
import { type Instant, type InstantText, msOf } from '../time/instant.js'

const instantText = instant.transform(
  (value): InstantText => (typeof value === 'string' ? value : value.instant),
)

const expectedDecision = z.strictObject(
  {
    outcome: z.enum(OUTCOMES, { error: `one of ${OUTCOMES.join(', ')}` }).optional(),
    codes: z.array(text, { error: 'a list of codes' }).optional(),
    validUntil: instantText.nullable().optional(),
  },
  { error: refusal('an object { outcome, codes, validUntil? }') },
)

const expectedStatus = z.record(z.string(), z.unknown(), { error: 'an object of keys of the status' })

const decisionCase = z.strictObject({
  name: text,
  knownAt: instantText,
  order: z.unknown(),
  expect: expectedDecision,
})

const statusQuestion = z.strictObject(
  { entity: slug, program: slug, validAt: instantText },
  { error: refusal('an object { entity, program, validAt }') },
)

const statusCase = z.strictObject({
  name: text,
  knownAt: instantText,
  status: statusQuestion,
  expect: expectedStatus,
})

/** A case that asks for a decision. */
export interface DecisionCase extends Omit<z.infer<typeof decisionCase>, 'order'> {
  readonly order: Order
}

/** A case that asks for a status. */
export type StatusCase = z.infer<typeof statusCase>

const parseDecisionCase = (given: unknown): E.Either<readonly Problem[], DecisionCase> => {
  const read = decisionCase.safeParse(given)
  if (!read.success) return E.left(problemsOf(read.error, given))
  return pipe(
    parseOrder(read.data.order),
    E.bimap(
      (problems) => problemsWithin('order', problems),
      (order): DecisionCase => ({ ...read.data, order }),
    ),
  )
}

const parseStatusCase = (given: unknown): E.Either<readonly Problem[], StatusCase> => {
  const read = statusCase.safeParse(given)
  return read.success ? E.right(read.data) : E.left(problemsOf(read.error, given))
}

const parseCase = (
  given: unknown,
  place: number,
): E.Either<readonly Problem[], DecisionCase | StatusCase> => {
  const isStatus = typeof given === 'object' && given !== null && 'status' in given
  const read: E.Either<readonly Problem[], DecisionCase | StatusCase> = isStatus
    ? parseStatusCase(given)
    : parseDecisionCase(given)
  return E.mapLeft((problems: readonly Problem[]) => problemsWithin(`cases[${place}]`, problems))(read)
}

const shape = z.strictObject(
  {
    title: text,
    clock: z.enum(['published', 'recorded'], { error: 'published or recorded' }),
    log: z.array(text, { error: 'a list of paths of JSON-lines files' }).optional(),
    entries: z.array(z.unknown(), { error: 'a list of entries' }).optional(),
    recorded: z.array(instantText, { error: 'a list of instants' }).optional(),
    cases: z.array(z.unknown(), { error: 'a list of cases' }),
  },
  { error: refusal('an object { title, clock, log or entries, recorded?, cases }') },
)

/** A file of cases. */
export interface CaseFile {
  readonly title: string
  readonly clock: Clock
  /** Paths of JSON-lines files of entries, relative to the case file; empty when the entries are in the case file. */
  readonly log: readonly string[]
  /** The entries, not read yet. */
  readonly entries: readonly unknown[]
  /** When each entry was recorded; absent: when it was published, or later where an earlier one was. */
  readonly recorded: readonly Instant[] | undefined
  readonly cases: readonly (DecisionCase | StatusCase)[]
}

const problem = (field: string, found: string, accepted: string): E.Either<readonly Problem[], never> =>
  E.left([{ field, found, accepted }])

/** Reads a case file. Every problem names the field, what was found there and what is accepted. */
export const parseCaseFile = (given: unknown): E.Either<readonly Problem[], CaseFile> => {
  const read = shape.safeParse(given)
  if (!read.success) return E.left(problemsOf(read.error, given))
  const { title, clock, log, entries, recorded, cases } = read.data
  if ((log === undefined) === (entries === undefined)) {
    return problem(
      log === undefined ? 'log' : 'entries',
      log === undefined ? 'nothing' : 'both',
      'either `log` or `entries`',
    )
  }
  if (recorded !== undefined && entries !== undefined && recorded.length !== entries.length) {
    return problem('recorded', `${recorded.length} instants`, `one for each of the ${entries.length} entries`)
  }
  return pipe(
    cases.map(parseCase),
    E.sequenceArray,
    E.map(
      (all): CaseFile => ({
        title,
        clock,
        log: log ?? [],
        entries: entries ?? [],
        recorded: recorded?.map(msOf),
        cases: all,
      }),
    ),
  )
}
