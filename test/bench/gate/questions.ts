/** Questions about a generated log, drawn from a seed: at any two points in time, orders of today, positions. */
import type { Instant, Order, Position, Recorded } from '@vacatur/core'
import { randomOf, wholeBelow } from '../../generate/random.js'
import { END_MS, type World } from './world.js'

/** What is asked about one company under one program. */
export interface Question {
  readonly entity: string
  readonly program: string
  readonly at: Instant
  readonly size: number
}

const DAY_MS = 86_400_000
const SPAN_MS = 2400 * DAY_MS

/** The instant from which orders of today are traded; everything in the log was published before. */
export const TODAY_MS = END_MS + 30 * DAY_MS

const pick = <T>(random: () => number, from: readonly T[]): T => from[wholeBelow(random, from.length)] as T

/** A listing that some question is about. */
export interface Subject {
  readonly entity: string
  readonly program: string
}

/** Every listing once: most of them nobody ever acted on. */
export const listingsIn = (log: readonly Recorded[]): readonly Subject[] =>
  log.flatMap(({ entry }) =>
    entry.type === 'EntityDesignated' ? [{ entity: entry.entity, program: entry.program }] : [],
  )

/** The listing of every order of a court or an agency: those with long litigation come often. */
export const litigatedIn = (log: readonly Recorded[]): readonly Subject[] => {
  const subjects = new Map<string, Subject>()
  return log.flatMap(({ entry }) => {
    if (entry.type === 'EntityDesignated') subjects.set(entry.id, entry)
    const target = 'targets' in entry ? subjects.get(entry.targets[0] ?? '') : undefined
    if (target === undefined) return []
    subjects.set(entry.id, target)
    return [{ entity: target.entity, program: target.program }]
  })
}

/** Questions at any two points in time. */
export const questionsOn = (
  subjects: readonly Subject[],
  { size, count, seed }: { readonly size: number; readonly count: number; readonly seed: number },
): readonly Question[] => {
  const random = randomOf(seed)
  return Array.from({ length: count }, () => ({
    ...pick(random, subjects),
    at: (END_MS - Math.floor(random() * SPAN_MS)) as Instant,
    size: wholeBelow(random, size + 1),
  }))
}

/** Orders traded in the seconds after `TODAY_MS`, one in five for somebody who is not bound. */
export const ordersOn = ({ companies }: World, count: number, seed: number): readonly Order[] => {
  const random = randomOf(seed)
  return Array.from({ length: count }, (_, number) => {
    const activity = pick(random, ['buy', 'buy', 'sell', 'sell', 'hold'] as const)
    return {
      activity,
      purpose: activity === 'sell' ? pick(random, ['divest', 'invest'] as const) : 'invest',
      instrument: { isin: pick(random, pick(random, companies).isins) },
      person: { usPerson: random() < 0.8, forUsPerson: false },
      tradedAt: (TODAY_MS + (number % 1000)) as Instant,
      ...(activity === 'sell'
        ? { acquiredAt: (TODAY_MS - wholeBelow(random, 900) * DAY_MS) as Instant }
        : {}),
    }
  })
}

/** Positions to screen. */
export const positionsOn = ({ companies }: World, count: number, seed: number): readonly Position[] => {
  const random = randomOf(seed)
  return Array.from({ length: count }, (_, number) => ({
    id: String(number),
    instrument: { isin: pick(random, pick(random, companies).isins) },
    quantity: String(100 * wholeBelow(random, 1000)),
    acquiredAt: (TODAY_MS - wholeBelow(random, 1500) * DAY_MS) as Instant,
  }))
}
