/**
 * A record that holds whoever asks to the types, as a gate does: in JavaScript nothing else would, and an instant in words compares with
 * no other, so that a ban which was due is not found.
 */
import * as E from 'fp-ts/lib/Either.js'
import type { Decision } from '../decision/decision.js'
import type { Order, OrderInput } from '../decision/order.js'
import { readOrder } from '../decision/read-order.js'
import { explainProblem, refuseGiven as refuse } from '../entry/problem.js'
import type { Subject } from '../status/subject.js'
import type { AsOf, Clock, Known } from '../time/as-of.js'
import { isInstant } from '../time/instant.js'
import type { LawRecord } from './law-record.js'

type Evaluate = Parameters<LawRecord['decideWith']>[0]

type Given = Readonly<Record<string, unknown>>

const fieldsOf = (what: string, given: unknown): Given =>
  typeof given === 'object' && given !== null ? (given as Given) : refuse(what, given, 'an object')

const readClock = (clock: unknown): Clock =>
  clock === 'recorded' || clock === 'published' ? clock : refuse('clock', clock, 'recorded or published')

const isSize = (given: unknown): given is number => Number.isSafeInteger(given) && Number(given) >= 0

const INSTANT = 'epoch milliseconds between the years 0000 and 9999 (Instant.parse reads text)'

const readKnown = (given: unknown): Known => {
  const { clock, knownAt, knownSize } = fieldsOf('what was known', given)
  const by = readClock(clock)
  if (knownSize === undefined)
    return isInstant(knownAt) ? { clock: by, knownAt } : refuse('knownAt', knownAt, INSTANT)
  if (by === 'published' || knownAt !== undefined)
    return refuse('what was known', given, 'knownSize on the recorded clock, or else knownAt')
  return isSize(knownSize)
    ? { clock: by, knownSize }
    : refuse('knownSize', knownSize, 'a log size, a whole number from 0')
}

const readAsOf = (given: unknown): AsOf => {
  const { validAt } = fieldsOf('the as-of', given)
  return isInstant(validAt) ? { ...readKnown(given), validAt } : refuse('validAt', validAt, INSTANT)
}

const readSlug = (what: string, given: unknown): string =>
  typeof given === 'string' && given !== '' ? given : refuse(what, given, 'a slug')

const readSubject = (given: unknown): Subject => {
  const { entity, program } = fieldsOf('the subject', given)
  return { entity: readSlug('entity', entity), program: readSlug('program', program) }
}

const orderIn = (given: Order | OrderInput): Order => {
  const order = readOrder(given)
  if (E.isRight(order)) return order.right
  throw new TypeError(`the order cannot be read: ${order.left.map(explainProblem).join('; ')}`)
}

/** A record of which the orders have been read. */
interface TypedRecord extends Omit<LawRecord, 'decide' | 'decideWith'> {
  decide(order: Order, known: Known): Decision
  decideWith(evaluate: Evaluate, order: Order, known: Known): Promise<Decision>
}

/** The same record, which throws a `TypeError` where it is asked what the types rule out: a bug of the caller. */
export const strictRecord = (record: TypedRecord): LawRecord => ({
  size: record.size,
  get entries() {
    return record.entries
  },
  status: (subject, asOf) => record.status(readSubject(subject), readAsOf(asOf)),
  standing: (subject, asOf) => record.standing(readSubject(subject), readAsOf(asOf)),
  timeline: (subject, known) => record.timeline(readSubject(subject), readKnown(known)),
  history: (subject, clock) => record.history(readSubject(subject), readClock(clock)),
  diff: (subject, before, after) => record.diff(readSubject(subject), readKnown(before), readKnown(after)),
  decide: (order, known) => record.decide(orderIn(order), readKnown(known)),
  decideWith: async (evaluate, order, known) => record.decideWith(evaluate, orderIn(order), readKnown(known)),
  programsOf: (entity, known) => record.programsOf(readSlug('entity', entity), readKnown(known)),
  entities: (known) => record.entities(readKnown(known)),
})
