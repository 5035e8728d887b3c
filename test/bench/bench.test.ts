/** That the bench still runs, and that all who compete in it answer the same. How fast, no test asks. */
import { type Entry, openGate, parseEntry } from '@vacatur/core'
import { indexOf } from '@vacatur/core/compiled'
import { catalogue } from '@vacatur/rules'
import { describe, expect, it } from 'vitest'
import { foldedOn, restrictedList, standingOn } from './gate/asking.js'
import { isPermittedByHand, storiesOf } from './gate/by-hand.js'
import { fixedLog } from './gate/fixed-log.js'
import { listingsIn, litigatedIn, ordersOn, questionsOn } from './gate/questions.js'
import { worldOf } from './gate/world.js'
import { duration, textOf, threeDigits } from './harness/table.js'
import { median, quantile } from './harness/stats.js'
import { QUICK, timed } from './harness/timing.js'
import { answersBy } from './rules/decide.js'
import { ENGINE_NAMES } from './rules/engines.js'
import { decideAmong } from './rules/growth.js'

const QUESTIONS = 200

describe('the engines on the task', () => {
  it.each(ENGINE_NAMES)('%s answers what is written by hand', async (name) => {
    expect(await answersBy(name, QUESTIONS)).toBe(await answersBy('byHand', QUESTIONS))
  })

  it('answer with each of the 14 outcomes', async () => {
    expect(new Set(await answersBy('byHand', 10_000)).size).toBe(14)
  })

  it('decide the same among 1,040 rules as among 13', () => {
    const { figures } = decideAmong({ programs: 80, isTraced: false, count: 50, isQuick: true })
    expect(figures['p50Ns']).toBeGreaterThan(0)
  })
})

describe('the generated log', () => {
  const size = 3000
  const world = worldOf(size)
  const index = indexOf(world.log)

  it('has entries that a log would take as they are', () => {
    for (const { entry } of world.log.slice(0, 500)) {
      const { source: _, ...rest } = entry
      expect(parseEntry(structuredClone(entry))).toMatchObject({ _tag: 'Right', right: rest })
    }
  })

  it('is the same for the same seed, and mostly about listings that nobody acted on', () => {
    expect(worldOf(200).log).toEqual(worldOf(200).log)
    const types = new Set(world.log.map(({ entry }: { readonly entry: Entry }) => entry.type))
    expect(types).toContain('EntryRetracted')
    expect(types).toContain('DesignationVacated')
    expect(litigatedIn(world.log).length).toBeLessThan(listingsIn(world.log).length)
  })

  it('is read by the fold and by the index alike', () => {
    const stories = storiesOf(world.log)
    const subjects = [...listingsIn(world.log), ...litigatedIn(world.log)]
    const questions = questionsOn(subjects, { size, count: 5000, seed: 9 })
    const folded = questions.map((question) => foldedOn(stories, question))
    expect(questions.map((question) => standingOn(index, question))).toEqual(folded)
    expect(new Set(folded).size).toBe(6)
  })

  it('is judged by the gate and by the restricted list alike', async () => {
    const gate = await openGate({ log: fixedLog(world.log), rulesets: catalogue })
    const orders = ordersOn(world, 500, 9)
    const list = restrictedList(index, world.companies)
    const byHand = orders.map((order) => (isPermittedByHand(list, order) === true ? 'permit' : 'deny'))
    expect(orders.map((order) => gate.check(order).outcome)).toEqual(byHand)
    expect(new Set(byHand).size).toBe(2)
    await gate.close()
  })
})

describe('figures', () => {
  it('are medians and quantiles', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(quantile([1, 2, 3, 4], 0.99)).toBe(4)
  })

  it('are taken of every call in turn', () => {
    const asked = new Set<number>()
    const { perSecond, batch } = timed(3, (place) => asked.add(place).size, { ...QUICK, batch: 7 })
    expect([...asked].toSorted((a, b) => a - b)).toEqual([0, 1, 2])
    expect(batch).toBe(7)
    expect(perSecond).toBeGreaterThan(0)
  })

  it('are shown with three digits in their unit', () => {
    expect([5.4321, 43.21, 1_234_567].map(threeDigits)).toEqual(['5.43', '43.2', '1,234,567'])
    expect([12, 1500, 2.5e6, 3e9].map(duration)).toEqual(['12.0 ns', '1.50 µs', '2.50 ms', '3.00 s'])
    const table = { title: 'a table', columns: ['', 'b'], rows: [['row', '10']] }
    expect(textOf(table)).toBe('\na table\n\n      b\nrow  10\n')
  })
})
