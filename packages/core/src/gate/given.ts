/** What callers in code hand to a gate, looked at before it is used: in JavaScript nothing holds them to the types. What is wrong throws, in words. */
import { isObject } from '../decision/read-instrument.js'
import { refuseGiven as refuse } from '../entry/problem.js'

const isIterable = (given: unknown): boolean => isObject(given) && Symbol.iterator in given

/** Throws where an option of a gate is not there. */
export const expectOptions = (given: unknown): void => {
  if (!isObject(given)) refuse('what to open a gate on', given, 'an object with log and rulesets')
  const { log, rulesets } = given as Readonly<Record<string, unknown>>
  if (!isObject(log)) refuse('log', log, 'a log, as openMemoryLog and its like open one')
  if (!isObject(rulesets) || !Array.isArray(rulesets['published']))
    refuse('rulesets', rulesets, 'rulesets, as the catalogue is')
}

/** Throws for orders that cannot be looped over at once: no answers must not look like all of them. */
export const expectOrders = (given: unknown): void => {
  if (!isIterable(given)) refuse('orders', given, 'orders that are there at once, as in an array')
}

/** Throws for entries that are not in an array. */
export const expectEntries = (given: unknown): void => {
  if (!Array.isArray(given)) refuse('entries', given, 'an array of entries')
}

/** Throws for positions that cannot be looped over, and where nothing is asked about them. */
export const expectScreening = (positions: unknown, screening: unknown): void => {
  if (!isIterable(positions) && !(isObject(positions) && Symbol.asyncIterator in positions))
    refuse('positions', positions, 'positions, at once or as they come')
  if (!isObject(screening))
    refuse('what is asked about positions', screening, 'an object with tradedAt and person')
}

/** Throws for a listener that cannot be called. */
export const expectListener = (given: unknown): void => {
  if (typeof given !== 'function') refuse('the listener', given, 'a function')
}
