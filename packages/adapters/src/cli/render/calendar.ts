/**
 * A calendar of deadlines (RFC 5545): by when what must be sold, and what is ahead. The same portfolio and law give the same bytes.
 * Where nothing is due it has no event, so that whoever reads it again drops those of before, and a time zone that nothing refers
 * to, because the standard asks for one component at least.
 */
import { type Instant, type ScreenRow, sha256Of, textOf } from '@vacatur/core'
import type { EventAttributes } from 'ics'
import { refold } from './fold.js'
import { count, shown } from './text.js'

type Kind = 'deadline' | 'ahead'

/** What happens at an instant to the positions in one listed company. */
export interface Deadline {
  readonly kind: Kind
  /** The earliest, where positions in it differ. */
  at: Instant
  readonly entity: string
  readonly program: string
  readonly listing: string
  positions: number
}

/** Adds up rows by listing; as large as the listings are many, whatever the number of positions. */
export const newDeadlines = () => {
  const found = new Map<string, Deadline>()
  const take = (kind: Kind, at: Instant | null, { entity, program, listing }: ScreenRow): void => {
    if (at === null || entity === null || program === null || listing === null) return
    const key = `${kind} ${listing} ${entity}`
    const there = found.get(key) ?? { kind, at, entity, program, listing, positions: 0 }
    there.positions += 1
    if (at < there.at) there.at = at
    found.set(key, there)
  }
  return {
    add: (row: ScreenRow): void => {
      take('deadline', row.deadline, row)
      if (row.next !== row.deadline) take('ahead', row.next, row)
    },
    all: (): readonly Deadline[] =>
      [...found.values()].toSorted((a, b) => a.at - b.at || (a.listing < b.listing ? -1 : 1)),
  }
}

/** What a calendar is drawn for. */
export interface CalendarView {
  /** The instant in law that was asked about: the stamp of every event. */
  readonly at: Instant
  /** From how many entries it was known: what a later calendar, from more of them, replaces this one by. */
  readonly knownSize: number
  readonly nameOf: (entity: string) => string
}

const HALF_HOUR = { minutes: 30 }
const HALF_HOUR_MS = 1_800_000

const TITLES: Readonly<Record<Kind, string>> = {
  deadline: 'Sell before this ends',
  ahead: 'A ban starts or a window closes',
}

/** The id is that of the listing: when its date moves, a calendar that is read again moves the event. */
const uidOf = ({ kind, listing, entity }: Deadline): string =>
  `${sha256Of(`${kind} ${listing} ${entity}`).slice(0, 32)}@vacatur`

/** Text of one line or several, without what a calendar may not hold. */
const plain = (text: string): string => shown(text.replaceAll(/\r\n?/g, '\n'))

const describe = ({ kind, at: when, listing }: Deadline, { at, knownSize }: CalendarView): string =>
  [
    `${kind === 'deadline' ? 'Until' : 'From'} ${textOf(when)}.`,
    `Listing ${listing}, in law as of ${textOf(at)}, as known from ${count(knownSize, 'entry', 'entries')}.`,
    'An engineering model of the law, not legal advice.',
  ].join(' ')

const eventOf = (deadline: Deadline, view: CalendarView): EventAttributes => {
  const { kind, entity, program, positions } = deadline
  const held = count(positions, 'position', 'positions')
  // A window ends with its event, and a ban starts with its own.
  const start = kind === 'deadline' ? deadline.at - HALF_HOUR_MS : deadline.at
  const timestamp = { timestamp: view.at as number }
  return {
    ...timestamp,
    uid: uidOf(deadline),
    start,
    duration: HALF_HOUR,
    sequence: view.knownSize,
    title: plain(`${TITLES[kind]}: ${view.nameOf(entity)} (${program}), ${held}`),
    description: plain(describe(deadline, view)),
    transp: 'TRANSPARENT',
  }
}

const END = 'END:VCALENDAR'

const ZONE = [
  'BEGIN:VTIMEZONE',
  'TZID:Etc/UTC',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0000',
  'END:STANDARD',
  'END:VTIMEZONE',
  '',
].join('\r\n')

/** Draws the calendar. The library is loaded only when one is wanted. */
export const drawCalendar = async (deadlines: readonly Deadline[], view: CalendarView): Promise<string> => {
  const { createEvents } = await import('ics')
  const { error, value } = createEvents(
    deadlines.map((deadline) => eventOf(deadline, view)),
    { productId: '-//vacatur//deadlines//EN', calName: 'Divestment deadlines', method: 'PUBLISH' },
  )
  if (error !== null || value === null) throw error ?? new Error('no calendar was made')
  const whole = deadlines.length > 0 ? value : value.replace(END, ZONE + END)
  // The library counts characters where the standard counts octets.
  return refold(whole)
}
