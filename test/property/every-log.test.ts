/** Every log of up to four entries over three instants: the two readings of the model agree on all of them. */
import type { Instant, Known, Recorded } from '@vacatur/core'
import { forceOf, knowledgeOf, lawOf, statusAt } from '@vacatur/core/oracle'
import { describe, expect, it } from 'vitest'
import { ACTS, VALID_DAYS } from '../generate/alphabets.js'
import { everyLog } from '../generate/every-log.js'
import { gridMs } from '../generate/universe.js'
import { pointwiseOf } from './pointwise.js'

/** Before all, and on each day of effect: between them nothing happens. */
const QUESTION_DAYS = [9, ...VALID_DAYS]

const ACME = { entity: 'acme', program: 'us-ccmc' }

const isIn = (set: ReturnType<typeof forceOf>, at: number): boolean =>
  set.some(({ from, until }) => from <= at && at < until)

/** Where the readings differ on a log, in words; undefined where they agree. */
const difference = (log: readonly Recorded[], known: Known): string | undefined => {
  const knowledge = knowledgeOf(log, known)
  const second = pointwiseOf(log, known)
  for (const recorded of log) {
    if (knowledge.visible.includes(recorded) !== second.isVisible(recorded))
      return `visible: ${recorded.entry.id}`
  }
  for (const day of QUESTION_DAYS) {
    const at = gridMs(day) as Instant
    for (const recorded of knowledge.visible) {
      if (isIn(forceOf(knowledge, recorded), at) !== second.isInForce(recorded, at))
        return `${recorded.entry.id} at ${day}`
    }
    for (const { designation, standing } of statusAt(lawOf(knowledge), ACME, at).listings) {
      const recorded = log.find(({ entry }) => entry.id === designation)
      if (recorded !== undefined && standing !== second.standing(recorded, at))
        return `standing of ${designation} at ${day}`
    }
  }
  return undefined
}

describe('every log of up to four entries over three instants', () => {
  it('has the same forces and standings in both readings, on both clocks', () => {
    let logs = 0
    const differences: string[] = []
    everyLog({ alphabet: ACTS, depth: 4 }, (log) => {
      logs += 1
      const clocks: readonly Known[] = [
        { clock: 'recorded', knownSize: log.length },
        { clock: 'published', knownAt: gridMs(log.length - 2) as Instant },
      ]
      for (const known of clocks) {
        const found = difference(log, known)
        if (found !== undefined)
          differences.push(`${found}, ${JSON.stringify(log.map(({ entry }) => entry))}`)
      }
    })
    expect(differences.slice(0, 3)).toEqual([])
    expect(logs).toBeGreaterThan(50_000)
  })
})
