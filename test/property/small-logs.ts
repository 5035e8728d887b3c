/** The index against the oracle on every small log: standings and reasons, at every instant that tells them apart, at every log size. */
import type { Instant, Recorded } from '@vacatur/core'
import { indexOf, lawAt } from '@vacatur/core/compiled'
import { knowledgeOf, type Law, lawOf } from '@vacatur/core/oracle'
import { everyLog, isRepresentative, type Part, QUESTION_DAYS } from '../generate/every-log.js'
import { gridMs } from '../generate/universe.js'

const INSTANTS = QUESTION_DAYS.map((day) => gridMs(day) as Instant)

const signature = (law: Law, at: Instant): string => {
  let text = ''
  for (const { index, standing, because } of law.listingsAt({ entity: 'acme' }, at)) {
    text += `${index}${standing}`
    for (const cited of because) text += `,${cited.index}`
  }
  return text
}

const answers = (law: Law): readonly string[] => INSTANTS.map((at) => signature(law, at))

/** Differences between index and oracle, and how many logs were compared. Of the longest, those that stand for others. */
export const compareSmallLogs = (depth: number, part: Part) => {
  const differences: string[] = []
  /** The oracle's answers by log size, of the log at hand and its beginnings. */
  const expected: (readonly string[])[] = []
  let logs = 0
  const visit = (log: readonly Recorded[]): void => {
    if (log.length === depth && !isRepresentative(log)) return
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
  everyLog(depth, visit, part)
  return { logs, differences }
}
