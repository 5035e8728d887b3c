/** How a timeline changed as more became known, for people: a strip a knowledge, all on one scale. */
import {
  type Difference,
  type InstantText,
  type Known,
  type KnownTimeline,
  type StatusIntervalJson,
  type Subject,
  statusIntervalJson,
  textOf,
} from '@vacatur/core'
import { BAN_MARKS, boundsOf, laneOf, LEGEND, scaleOf, STANDING_MARKS } from './picture.js'
import { citedLines } from './sources.js'
import { drawTable } from './table.js'
import { labelled } from './text.js'
import type { View } from './view.js'
import { utc } from './when.js'
import { bansInWords } from './words.js'

const LABEL = 12

const knownInWords = (known: Known): string => {
  if ('knownAt' in known) return `from ${utc(textOf(known.knownAt))} on`
  return known.knownSize === 0 ? 'before anything was known' : `from entry ${known.knownSize - 1} on`
}

const strips = (
  timeline: readonly StatusIntervalJson[],
  bounds: readonly InstantText[],
  { paint, columns }: View,
): readonly string[] => {
  const scale = scaleOf(bounds, columns - LABEL)
  const lane = (label: string, markOf: (status: StatusIntervalJson) => string): string =>
    `  ${label}`.padEnd(LABEL) + laneOf(timeline, scale, markOf).join('')
  return [
    lane('standing', ({ standing }) => paint.standing(standing, STANDING_MARKS[standing])),
    lane('buy', ({ buy }) => BAN_MARKS[buy]),
    lane('sell', ({ sell }) => BAN_MARKS[sell]),
    ...(timeline.some(({ hold }) => hold === 'banned') ? [lane('hold', ({ hold }) => BAN_MARKS[hold])] : []),
  ]
}

/** Draws a history. */
export const drawHistory = (subject: Subject, told: readonly KnownTimeline[], view: View): string => {
  const timelines = told.map(({ timeline }) => timeline.map(statusIntervalJson))
  const bounds = boundsOf(timelines)
  const from = bounds.at(0)
  const until = bounds.at(-1)
  const span = from === undefined || until === undefined ? '' : `, in law from ${utc(from)} to ${utc(until)}`
  const blocks = told.map((one, place) =>
    [
      view.paint.strong(`known ${knownInWords(one.known)}`),
      ...(one.because.length === 0
        ? []
        : [labelled('  because', citedLines(one.because, view.sources), view)]),
      ...strips(timelines[place] ?? [], bounds, view),
    ].join('\n'),
  )
  const legend = LEGEND.map((line) => view.paint.faint(line)).join('\n')
  return [`${subject.entity} under ${subject.program}${span}`, ...blocks, legend, ''].join('\n\n')
}

const inWords = (status: Pick<StatusIntervalJson, 'standing' | 'buy' | 'sell' | 'hold'>): string =>
  `${status.standing}: ${bansInWords(status)}`

const BOUND_WIDTH = 17

/** Draws a difference. */
export const drawDifference = (subject: Subject, { changes, because }: Difference, view: View): string => {
  const title = `${subject.entity} under ${subject.program}`
  if (changes.length === 0) return `${title}: nothing differs.\n`
  const rows = changes.map(({ since, until, before, after }) => [
    since === null ? 'from ever' : utc(textOf(since)),
    until === null ? 'for ever' : utc(textOf(until)),
    inWords(before),
    inWords(after),
  ])
  const half = Math.floor((view.columns - 2 * BOUND_WIDTH - 3) / 2)
  const layout = {
    head: ['since', 'until', 'was', 'is'],
    widths: [BOUND_WIDTH, BOUND_WIDTH, half],
    columns: view.columns,
  }
  return `${title}\n\n${drawTable(layout, rows)}\n\n${labelled('because', citedLines(because, view.sources), view)}\n`
}
