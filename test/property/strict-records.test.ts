/** Records read what they are asked as strictly as a gate does, both the plain one and the one on the index. */
import { readFileSync } from 'node:fs'
import {
  type Entry,
  indexedRecordOf,
  type Instant,
  type LawRecord,
  parseEntry,
  type Recorded,
  recordOf,
} from '@vacatur/core'
import { catalogue } from '@vacatur/rules'
import { describe, expect, it } from 'vitest'

const FILE = new URL('../../examples/data/us-investment-bans.jsonl', import.meta.url)

const entryOf = (line: string): Entry => {
  const parsed = parseEntry(JSON.parse(line))
  if (parsed._tag === 'Left') throw new Error(`${line}: ${JSON.stringify(parsed.left)}`)
  return parsed.right
}

const LOG: readonly Recorded[] = readFileSync(FILE, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line, index) => ({ index, recordedAt: index as Instant, digest: '', entry: entryOf(line) }))

const AT = '2023-09-01T00:00:00.000Z'
const AT_MS = Date.parse(AT) as Instant
const KNOWN = { clock: 'recorded', knownSize: LOG.length } as const
const SUBJECT = { entity: 'china-telecom-limited', program: 'us-ns-cmic' }
const ORDER = { activity: 'buy', person: { usPerson: true } } as const

const securities = LOG.flatMap(({ entry }) => (entry.type === 'SecurityRegistered' ? [entry.security] : []))

/** As a caller in JavaScript would ask. */
const asked = (record: LawRecord, method: 'status' | 'standing' | 'decide', ...args: unknown[]): unknown =>
  (record[method] as (...given: unknown[]) => unknown)(...args)

describe.each([
  ['recordOf', recordOf],
  ['indexedRecordOf', indexedRecordOf],
] as const)('%s', (_, make) => {
  const record = make(LOG, catalogue)

  it('decides an order with its instant in words as it does the same one in code', () => {
    const outcomes = securities.map((security) => {
      const inWords = record.decide({ ...ORDER, instrument: { security }, tradedAt: AT }, KNOWN)
      const inCode = record.decide({ ...ORDER, instrument: { security }, tradedAt: AT_MS }, KNOWN)
      expect(inWords).toEqual(inCode)
      return inWords.outcome
    })
    expect(outcomes.filter((outcome) => outcome === 'deny').length).toBeGreaterThan(100)
  })

  it.each<[string, object]>([
    ['tradedAt', { ...ORDER, instrument: { security: 'x' }, tradedAt: Number.NaN }],
    ['instrument', { ...ORDER, instrument: { isin: 'A', ticker: 'B' }, tradedAt: AT }],
    ['activity', { ...ORDER, activity: 'bye', instrument: { security: 'x' }, tradedAt: AT_MS }],
  ])('throws for an order whose %s is none, and names it', (field, order) => {
    expect(() => asked(record, 'decide', order, KNOWN)).toThrow(field)
    expect(() => asked(record, 'decide', order, KNOWN)).toThrow(TypeError)
  })

  it.each<[string, unknown]>([
    ['clock', { clock: 'foo', knownAt: AT_MS }],
    ['what was known', { clock: 'published', knownSize: 3 }],
    ['what was known', { clock: 'recorded', knownSize: 3, knownAt: AT_MS }],
    ['what was known', undefined],
    ['clock', {}],
    ['knownAt', { clock: 'recorded' }],
    ['knownAt', { clock: 'published', knownAt: AT }],
    ['knownSize', { clock: 'recorded', knownSize: -1 }],
    ['knownSize', { clock: 'recorded', knownSize: 1.5 }],
  ])('throws for a knowledge that is none: %s of %o', (field, known) => {
    const order = { ...ORDER, instrument: { security: 'x' }, tradedAt: AT_MS }
    expect(() => asked(record, 'decide', order, known)).toThrow(TypeError)
    expect(() => asked(record, 'decide', order, known)).toThrow(new RegExp(`^${field} is`))
    const asOf = typeof known === 'object' ? { ...known, validAt: AT_MS } : known
    expect(() => asked(record, 'status', SUBJECT, asOf)).toThrow(TypeError)
    expect(() => asked(record, 'standing', SUBJECT, asOf)).toThrow(TypeError)
  })

  it.each([AT, Number.NaN, undefined, 1e20])('throws for a status as of %s', (validAt) => {
    expect(() => asked(record, 'status', SUBJECT, { ...KNOWN, validAt })).toThrow(/^validAt is/)
    expect(() => asked(record, 'standing', SUBJECT, { ...KNOWN, validAt })).toThrow(/^validAt is/)
  })

  it('throws for a subject that is none', () => {
    expect(() => asked(record, 'status', { entity: 'x' }, { ...KNOWN, validAt: AT_MS })).toThrow(
      /^program is/,
    )
  })

  it('takes a size beyond the log for the whole of it', () => {
    const order = { ...ORDER, instrument: { security: securities[0] ?? '' }, tradedAt: AT_MS }
    const beyond = record.decide(order, { clock: 'recorded', knownSize: LOG.length + 1 })
    expect(beyond.asOf.size).toBe(LOG.length)
  })
})
