/** A picture of timelines in text: time runs to the right, one lane a question, one mark a cell. Pure. */
import { type InstantText, msOf, type StatusIntervalJson } from '@vacatur/core'

/** From the cells of a picture to time: the instant at which each cell's interval begins; null: from ever. */
export type Scale = readonly (InstantText | null)[]

const LEAST_CELLS = 2

/** How many cells each of the intervals gets: at least two if they fit, more the longer it lasts; the outer ones a tenth each. */
const shares = (bounds: readonly InstantText[], width: number): readonly number[] => {
  const intervals = bounds.length + 1
  const least = Math.max(1, Math.min(LEAST_CELLS, Math.floor(width / intervals)))
  const spare = Math.max(0, width - least * intervals)
  const outer = Math.floor(spare / 10)
  const lasting = bounds.slice(1).map((bound, place) => msOf(bound) - msOf(bounds[place] ?? bound))
  const whole = lasting.reduce((sum, one) => sum + one, 0)
  const inner = lasting.map(
    (one) => least + (whole === 0 ? 0 : Math.floor(((spare - 2 * outer) * one) / whole)),
  )
  return bounds.length === 0 ? [width] : [least + outer, ...inner, least + outer]
}

/** A scale of about `width` cells on which every interval between the bounds (ascending, each once) is seen. */
export const scaleOf = (bounds: readonly InstantText[], width: number): Scale => {
  const cells = shares(bounds, width)
  const starts: Scale = [null, ...bounds]
  return starts.flatMap((start, place) => Array.from({ length: cells[place] ?? 1 }, () => start))
}

/** The mark of each cell. */
export const laneOf = (
  timeline: readonly StatusIntervalJson[],
  scale: Scale,
  markOf: (status: StatusIntervalJson) => string,
): readonly string[] =>
  scale.map((start) => {
    const status = timeline.find(({ until }) => start === null || until === null || start < until)
    return status === undefined ? ' ' : markOf(status)
  })

/** Under the lanes: the name of each bound at the cell where it begins, as far as there is room. */
export const axisOf = (bounds: readonly InstantText[], scale: Scale, names: readonly string[]): string => {
  let axis = ''
  for (const [place, bound] of bounds.entries()) {
    const at = scale.indexOf(bound)
    const name = names[place] ?? ''
    if (at >= axis.length && name !== '') axis = axis.padEnd(at) + name
  }
  return axis
}

/** The marks of a lane of standings. */
export const STANDING_MARKS = {
  unlisted: '·',
  designated: 'D',
  enjoined: 'E',
  stayed: 'S',
  vacated: 'V',
  delisted: 'X',
} as const

/** The marks of the lanes of bans. */
export const BAN_MARKS = { open: '·', 'divest-only': '▒', banned: '█' } as const

/** What the marks mean. */
export const LEGEND = [
  'D designated  E enjoined  S stayed  V vacated  X delisted  · unlisted, or open',
  '▒ only to divest  █ banned     the width of an interval grows with its length',
] as const

/** The bounds of several timelines, ascending, each once. */
export const boundsOf = (timelines: readonly (readonly StatusIntervalJson[])[]): readonly InstantText[] => {
  const bounds = new Set(timelines.flat().flatMap(({ since }) => (since === null ? [] : [since])))
  return [...bounds].toSorted()
}
