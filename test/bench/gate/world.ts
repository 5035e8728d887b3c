/**
 * A log to the shape of the real one (examples/data): the programs as they were, then companies, each with one to three listings and two
 * or three securities; nine in ten of them never see a court, one in a hundred for long. Same seed, same log. In order of publication.
 */
import { readFileSync } from 'node:fs'
import { type Entry, type Instant, parseEntry, type Recorded } from '@vacatur/core'
import { randomOf } from '../../generate/random.js'
import { commonOf, DAY_MS, REAL, text } from './common.js'
import { actsOn } from './litigation.js'

/** A company with what was registered of it. */
export interface Company {
  readonly entity: string
  readonly isins: readonly string[]
}

/** A log, and whom it is about. */
export interface World {
  readonly log: readonly Recorded[]
  readonly companies: readonly Company[]
}

const START_MS = Date.parse('2020-06-12T04:00:00.000Z')
const SECOND_PROGRAM_MS = Date.parse('2021-06-03T04:00:00.000Z')
const DAYS = 2000

/** When the last of it was published, at the latest. */
export const END_MS = START_MS + (DAYS + 400) * DAY_MS

/** The entries about programs and licenses, as they are. */
const realPrograms = (): readonly Entry[] =>
  readFileSync(REAL, 'utf8')
    .split('\n')
    .filter((line) => /"type": "(Program(Established|Amended|Terminated)|License)/.test(line))
    .map((line) => {
      const entry = parseEntry(JSON.parse(line))
      if (entry._tag === 'Left') throw new Error(`${REAL} cannot be read: ${line}`)
      return entry.right
    })

const share = (random: () => number, part: number): boolean => random() < part

const isinOf = (number: number, security: number): string =>
  `CN${(number * 4 + security).toString(36).toUpperCase().padStart(9, '0')}0`

/** Reference data: the company, then two or three securities, 2.36 on average, as in the real log. */
const registrations = (number: number, ms: number, random: () => number): readonly object[] => {
  const entity = `company-${number}`
  const securities = share(random, 0.36) ? 3 : 2
  return [
    {
      ...commonOf(`entity/${entity}`, ms, ms),
      type: 'EntityRegistered',
      entity,
      names: [`Company ${number} Holdings Co., Ltd.`, `COMPANY ${number} HOLDINGS`],
      identifiers: [],
    },
    ...Array.from({ length: securities }, (_, security) => ({
      ...commonOf(`security/${entity}-${security}`, ms, ms),
      type: 'SecurityRegistered',
      security: `${entity}-${security}`,
      kind: security === 2 ? 'debt' : 'equity',
      publiclyTraded: true,
      exposures: [{ entity, basis: 'issuer' }],
      identifiers: [
        { scheme: 'isin', value: isinOf(number, security) },
        { scheme: 'ticker', value: `${number}-${security} HK` },
      ],
    })),
  ]
}

const programsFrom = (ms: number, listings: number, random: () => number): readonly string[] => {
  const first = ms < SECOND_PROGRAM_MS ? 'us-ccmc' : 'us-ns-cmic'
  const all = share(random, 0.6) ? [first, 'us-1260h', 'us-ns-cmic'] : ['us-1260h', 'us-ns-cmic']
  return [...new Set(all)].slice(0, listings)
}

/** One listing for two in three, two for the next three in ten, three for the rest. */
const listingsFor = (random: () => number): number => {
  const draw = random()
  if (draw < 0.66) return 1
  return draw < 0.97 ? 2 : 3
}

const companyEntries = (number: number, random: () => number): readonly object[] => {
  const ms = START_MS + Math.floor(random() * DAYS) * DAY_MS
  const entity = `company-${number}`
  const designations = programsFrom(ms, listingsFor(random), random).map((program, place) => {
    const listedMs = ms + place * 120 * DAY_MS
    return {
      ...commonOf(`${program}/${entity}/${text(listedMs).slice(0, 10)}`, listedMs, listedMs),
      type: 'EntityDesignated',
      program,
      entity,
      listedOn: text(listedMs).slice(0, 10),
      nameAsPrinted: `Company ${number} Holdings Co., Ltd.`,
    }
  })
  const [first] = designations
  const acts = first === undefined ? [] : actsOn(first, random)
  return [...registrations(number, ms, random), ...designations, ...acts]
}

const publishedAt = (entry: object): string => (entry as { readonly publishedAt: string }).publishedAt

/** As a log delivers an entry: read from its text, after the one before it, and so beside it in memory. */
const recorded = (entry: object, index: number): Recorded => ({
  index,
  recordedAt: Date.parse(publishedAt(entry)) as Instant,
  digest: '',
  entry: JSON.parse(JSON.stringify(entry)) as Entry,
})

const companyOf = (entry: object): readonly Company[] => {
  const { type, entity } = entry as Entry & { readonly entity: string }
  if (type !== 'EntityRegistered') return []
  const number = Number(entity.slice('company-'.length))
  return [{ entity, isins: [isinOf(number, 0), isinOf(number, 1)] }]
}

const compareText = (one: string, other: string): number => (one < other ? -1 : Number(one > other))

/** The entries of a log of `size`, not yet recorded. */
export const entriesOf = (size: number, seed = 1): readonly object[] => {
  const random = randomOf(seed)
  const entries: object[] = [...realPrograms()]
  for (let number = 0; entries.length < size; number += 1) entries.push(...companyEntries(number, random))
  return entries.toSorted((a, b) => compareText(publishedAt(a), publishedAt(b))).slice(0, size)
}

/** A log of `size` entries, and the companies in it whose first two securities are in it, too. */
export const worldOf = (size: number, seed = 1): World => {
  const entries = entriesOf(size, seed)
  const companies = entries.slice(0, -3).flatMap(companyOf)
  return { log: entries.map(recorded), companies }
}
