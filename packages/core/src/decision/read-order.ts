/**
 * An order as a caller in code gives it, read before it is decided: in JavaScript nothing holds a caller to the types. What is read is a
 * copy, so that a decision speaks of the order as it was, also where the caller uses the object again.
 */
import * as E from 'fp-ts/lib/Either.js'
import { type Instrument, type Order, type OrderInput, parseOrder, type Person, PURPOSES } from './order.js'
import { ACTIVITIES } from '../entry/license.js'
import type { Problem } from '../entry/problem.js'
import { type Instant, isInstant, isInstantText, textOf } from '../time/instant.js'
import type { ResolvedWallClock } from '../time/wall-clock.js'
import { instrumentOf, isObject, isTruthOrNone } from './read-instrument.js'

/** Filled field by field, which costs less than to spread what may be there: this is on the way of every check. */
type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** Without the sign that zero may have. */
const plain = (instant: Instant): Instant => (instant + 0) as Instant

const isTextOrNone = (given: unknown): given is string | undefined =>
  given === undefined || (typeof given === 'string' && given !== '')

const personOf = (given: unknown): Person | null => {
  if (!isObject(given)) return null
  const { usPerson, forUsPerson, id, role } = given
  if (!isTruthOrNone(usPerson) || !isTruthOrNone(forUsPerson) || !isTextOrNone(id) || !isTextOrNone(role))
    return null
  const person: Mutable<Person> = {}
  if (usPerson !== undefined) person.usPerson = usPerson
  if (forUsPerson !== undefined) person.forUsPerson = forUsPerson
  if (id !== undefined) person.id = id
  if (role !== undefined) person.role = role
  return person
}

/** What every order has. */
interface OrderParts {
  readonly activity: Order['activity']
  readonly purpose: Order['purpose'] | undefined
  readonly instrument: Instrument
  readonly person: Person
  readonly tradedAt: Instant
}

/** An order of its parts: always laid out alike, which those who read many of them are faster for. */
export const orderOf = (
  { activity, purpose = 'invest', instrument, person, tradedAt }: OrderParts,
  acquiredAt: Instant | undefined,
): Order =>
  acquiredAt === undefined
    ? { activity, purpose, instrument, person, tradedAt }
    : { activity, purpose, instrument, person, tradedAt, acquiredAt: plain(acquiredAt) }

/** A copy of a wall clock that was stated; undefined for anything else. Whether it is the order's instant is seen when the order is recorded. */
const wallClockOf = (given: unknown): ResolvedWallClock | undefined => {
  if (!isObject(given)) return undefined
  const { local, zone, instant } = given
  if (typeof local !== 'string' || typeof zone !== 'string') return undefined
  return typeof instant === 'string' && isInstantText(instant) ? { local, zone, instant } : undefined
}

const statedOf = (given: unknown): Order['stated'] => {
  if (!isObject(given)) return undefined
  const tradedAt = wallClockOf(given['tradedAt'])
  const acquiredAt = wallClockOf(given['acquiredAt'])
  return {
    ...(tradedAt === undefined ? {} : { tradedAt }),
    ...(acquiredAt === undefined ? {} : { acquiredAt }),
  }
}

/** A typed order that is what its type says; null for every other. */
const typedOrder = (given: Order): Order | null => {
  const { activity, purpose, tradedAt, acquiredAt } = given
  if (!isInstant(tradedAt) || (acquiredAt !== undefined && !isInstant(acquiredAt))) return null
  if (!ACTIVITIES.includes(activity) || (purpose !== undefined && !PURPOSES.includes(purpose))) return null
  const instrument = instrumentOf(given.instrument)
  const person = personOf(given.person)
  if (instrument === null || person === null) return null
  const order = orderOf({ activity, purpose, instrument, person, tradedAt: plain(tradedAt) }, acquiredAt)
  const stated = statedOf(given.stated)
  return stated === undefined ? order : { ...order, stated }
}

/** An order in code with its instants as text, where they are instants, so that reading it names what is wrong. */
const untyped = ({ activity, purpose, instrument, person, tradedAt, acquiredAt }: Order): unknown => {
  const text = (ms: unknown): unknown => (isInstant(ms) ? textOf(ms) : ms)
  return {
    activity,
    instrument,
    person,
    tradedAt: text(tradedAt),
    ...(purpose === undefined ? {} : { purpose }),
    ...(acquiredAt === undefined ? {} : { acquiredAt: text(acquiredAt) }),
  }
}

const isTyped = (order: Order | OrderInput): order is Order =>
  isObject(order) && typeof order['tradedAt'] === 'number'

/** Reads an order, in code or as JSON states it. Every problem names the field. */
export const readOrder = (given: Order | OrderInput): E.Either<readonly Problem[], Order> => {
  if (!isTyped(given)) return parseOrder(given)
  const order = typedOrder(given)
  return order === null ? parseOrder(untyped(given)) : E.right(order)
}
