/** The index against the oracle on every small log: listings and reasons, at every instant that tells them apart, at every log size. */
import type { Instant, Listing, Recorded } from '@vacatur/core'
import { indexOf, lawAt } from '@vacatur/core/compiled'
import { knowledgeOf, type Law, lawOf } from '@vacatur/core/oracle'
import { everyLog, type Extent } from '../generate/every-log.js'
import { gridMs } from '../generate/universe.js'

/** What to ask of each log. */
export interface Asking {
  readonly days: readonly number[]
  readonly entities: readonly string[]
  /** What of a listing is compared, beside which entries make it so. */
  readonly told: (listing: Listing) => string
  /** Whether one of the longest logs is asked at all: not where another stands for it. */
  readonly isCounted: (log: readonly Recorded[]) => boolean
}

const signature = (listings: readonly Listing[], told: Asking['told']): string => {
  let text = ''
  for (const listing of listings) {
    text += `;${listing.index}${told(listing)}`
    for (const cited of listing.because) text += `,${cited.index}`
  }
  return text
}

/** Differences between index and oracle, and how many logs were compared. */
export const compareSmallLogs = (extent: Extent, { days, entities, told, isCounted }: Asking) => {
  const instants = days.map((day) => gridMs(day) as Instant)
  const answers = (law: Law): readonly string[] =>
    entities.flatMap((entity) => instants.map((at) => signature(law.listingsAt({ entity }, at), told)))
  const differences: string[] = []
  /** The oracle's answers by log size, of the log at hand and its beginnings. */
  const expected: (readonly string[])[] = []
  let logs = 0
  const visit = (log: readonly Recorded[]): void => {
    if (log.length === extent.depth && !isCounted(log)) return
    logs += 1
    const whole = { clock: 'recorded' as const, knownSize: log.length }
    expected[log.length] = answers(lawOf(knowledgeOf(log, whole)))
    const index = indexOf(log)
    for (let size = 1; size <= log.length; size += 1) {
      const got = answers(lawAt(index, size, { clock: 'recorded', knownSize: size }))
      const isSame = got.every((answer, place) => answer === expected[size]?.[place])
      if (!isSame && differences.length < 3) {
        differences.push(`at size ${size}: ${JSON.stringify(log.map(({ entry }) => entry))}`)
      }
    }
  }
  everyLog(extent, visit)
  return { logs, differences }
}
