/** Instants for people: UTC to the minute where nothing finer is meant, and the wall clock of a zone. */
import { type InstantText, msOf } from '@vacatur/core'

/** `2021-03-15 13:30Z`; seconds and milliseconds only where there are any. */
export const utc = (text: InstantText): string => {
  const fine = text.slice(16, 23)
  const shown = fine === ':00.000' ? '' : fine.replace(/\.000$/, '')
  return `${text.slice(0, 10)} ${text.slice(11, 16)}${shown}Z`
}

const formats = new Map<string, Intl.DateTimeFormat>()

const formatOf = (zone: string): Intl.DateTimeFormat => {
  const found = formats.get(zone)
  if (found !== undefined) return found
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  formats.set(zone, format)
  return format
}

/** `2021-03-15 09:30` in the zone. */
export const local = (instant: InstantText, zone: string): string => {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(msOf(instant))
      .map(({ type, value }) => [type, value]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? ''
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`
}

/** `New York` of `America/New_York`. */
export const placeOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')

/** Both: `2021-03-15 13:30Z (09:30 New York)`; the day again where it is another one there. */
export const both = (instant: InstantText, zone: string | undefined): string => {
  if (zone === undefined || zone === 'UTC') return utc(instant)
  const there = local(instant, zone)
  const sameDay = there.slice(0, 10) === instant.slice(0, 10)
  return `${utc(instant)} (${sameDay ? there.slice(11) : there} ${placeOf(zone)})`
}
