/** A timeline for people: one row an instant of change, and below it a picture of the intervals. */
import type { Recorded, StatusIntervalJson } from '@vacatur/core'
import { type ChangeRow, changesOf } from './changes.js'
import type { Paint } from './colour.js'
import { axisOf, BAN_MARKS, boundsOf, laneOf, LEGEND, scaleOf, STANDING_MARKS } from './picture.js'
import type { Sources } from './sources.js'
import { drawTable } from './table.js'
import type { View } from './view.js'
import { local, placeOf, utc } from './when.js'

/** What a timeline is drawn from and for. */
export interface TimelineView extends View {
  /** The entries visible by the knowledge that the timeline is of, in log order. */
  readonly visible: readonly Recorded[]
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const LANE_LABEL = 10
const WHEN_WIDTH = 17
const WHAT_WIDTH = 25

const letterOf = (place: number): string => LETTERS[place] ?? '+'

const whenCell = ({ at }: ChangeRow, zone: string | undefined): string => {
  if (zone === undefined) return utc(at)
  return `${utc(at)}\n${local(at, zone)}`
}

const whyCell = ({ why, schedule }: ChangeRow, sources: Sources): string => {
  if (why.length > 0) return why.map((id) => `${sources.citationOf(id)} [${id}]`).join('\n')
  return schedule === null ? '' : `as scheduled: ${sources.citationOf(schedule)} [${schedule}]`
}

const zoneIn = (rows: readonly ChangeRow[], sources: Sources): string | undefined =>
  rows.map(({ schedule }) => sources.zoneOf(schedule)).find((zone) => zone !== undefined)

const drawRows = (rows: readonly ChangeRow[], { sources, paint, columns }: TimelineView): string => {
  const zone = zoneIn(rows, sources)
  const head = ['', zone === undefined ? 'when (UTC)' : `UTC, ${placeOf(zone)}`, 'what changed', 'why']
  const cells = rows.map((row, place) => [
    letterOf(place),
    whenCell(row, zone),
    row.what.join('\n'),
    whyCell(row, sources),
  ])
  return drawTable({ head, widths: [2, WHEN_WIDTH, WHAT_WIDTH], columns }, cells, (line, column) =>
    column === 2 ? paint.strong(line) : line,
  )
}

const hasAny = (
  timeline: readonly StatusIntervalJson[],
  isBan: (status: StatusIntervalJson) => boolean,
): boolean => timeline.some(isBan)

/** Draws the lanes of one timeline. */
const drawPicture = (timeline: readonly StatusIntervalJson[], paint: Paint, columns: number): string => {
  const bounds = boundsOf([timeline])
  const scale = scaleOf(bounds, columns - LANE_LABEL)
  const lane = (label: string, markOf: (status: StatusIntervalJson) => string): string =>
    label.padEnd(LANE_LABEL) + laneOf(timeline, scale, markOf).join('')
  return [
    lane('standing', ({ standing }) => paint.standing(standing, STANDING_MARKS[standing])),
    lane('buy', ({ buy }) => BAN_MARKS[buy]),
    lane('sell', ({ sell }) => BAN_MARKS[sell]),
    ...(hasAny(timeline, ({ hold }) => hold === 'banned')
      ? [lane('hold', ({ hold }) => BAN_MARKS[hold])]
      : []),
    ' '.repeat(LANE_LABEL) +
      axisOf(
        bounds,
        scale,
        bounds.map((_, place) => letterOf(place)),
      ),
    ...LEGEND.map((line) => paint.faint(line)),
  ].join('\n')
}

/** Draws the whole. */
export const drawTimeline = (timeline: readonly StatusIntervalJson[], view: TimelineView): string => {
  const rows = changesOf(timeline, view.visible)
  const first = timeline[0]
  if (rows.length === 0) return `Nothing changes: ${first?.standing ?? 'unlisted'} at every instant.\n`
  return `${drawRows(rows, view)}\n\n${drawPicture(timeline, view.paint, view.columns)}\n`
}
