/** Instants on the command line: fixed-width UTC text, or a wall clock with its zone, `2021-03-15T09:30[America/New_York]`. */
import { INSTANT_FORM, type Instant, instantOf, resolveWallClock, show, type WallClock } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { badField, type Trouble } from '../exit.js'

/** What is accepted, for help and messages. */
const INSTANT_ARGUMENT = `${INSTANT_FORM}, or 2021-03-15T09:30[America/New_York]`

const WITH_ZONE = /^(?<local>[^[\]]+)\[(?<zone>[^[\]]+)\]$/

/** The form in which entries and orders state the same: text, or a wall clock. */
export const statedOf = (text: string): string | WallClock => {
  const found = WITH_ZONE.exec(text)?.groups
  const { local, zone } = found ?? {}
  return local === undefined || zone === undefined ? text : { local, zone }
}

const instantIn = (text: string): E.Either<string, Instant> => {
  const stated = statedOf(text)
  if (typeof stated === 'object') return resolveWallClock(stated)
  return E.mapLeft((accepted: string) => (accepted === INSTANT_FORM ? INSTANT_ARGUMENT : accepted))(
    instantOf(stated),
  )
}

/**
 * Reads the instant of an option. A zone that is not known, a date that does not exist, a time skipped or doubled is told, with what
 * was `given` where that is not the text that is read.
 */
export const readInstant = (option: string, text: string, given = text): E.Either<Trouble, Instant> => {
  const read = instantIn(text)
  return E.isLeft(read) ? badField([{ field: option, found: show(given), accepted: read.left }]) : read
}
