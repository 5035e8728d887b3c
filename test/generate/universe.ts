/** The small world that generated logs are about: a few companies, programs and securities, and a grid of instants. */
import type { EntryInput } from '@vacatur/core'

/** Companies; the last is never registered. */
export const ENTITIES = ['acme', 'bolt', 'coil', 'ghost'] as const

/** Programs, each with a ruleset in the catalogue, and one without. */
export const PROGRAMS = ['us-ccmc', 'us-ns-cmic', 'us-1260h', 'no-rules'] as const

/** Parties that courts protect by name. */
export const PARTIES = ['fund-a', 'fund-b'] as const

const DAY_MS = 86_400_000
const START_MS = Date.parse('2030-01-01T00:00:00.000Z')

/** How many days the grid has. */
export const GRID_DAYS = 48

/** The instant `day` days and `ms` milliseconds after the start of the grid. */
export const gridMs = (day: number, ms = 0): number => START_MS + day * DAY_MS + ms

/** The text of epoch milliseconds. */
export const at = (ms: number): string => new Date(ms).toISOString()

/** The day of the grid as a calendar day. */
export const gridDay = (day: number): string => at(gridMs(day)).slice(0, 10)

/** Common fields of an entry of this world. */
export const common = (id: string, validMs: number, publishedMs: number) => ({
  id,
  validAt: at(validMs),
  publishedAt: at(publishedMs),
  source: { authority: 'synthetic', citation: 'synthetic, for tests only' },
})

const schedule = (variant: number) => ({
  zone: variant % 2 === 0 ? 'UTC' : 'America/New_York',
  ...(variant % 7 === 6 ? {} : { buyBannedFrom: { days: 5, at: '00:00' } }),
  sellBannedFrom: { days: 5 + (variant % 2), at: '09:30' },
  ...(variant % 3 === 2 ? {} : { divestUntil: { days: 12, at: '23:59' } }),
  ...(variant % 3 === 1 ? { holdBannedFrom: { days: 9, at: '00:00' } } : {}),
})

/** The title, schedule and policy on close names of a program version; few variants, so that some coincide. */
export const versionFields = (variant: number) => ({
  title: 'generated',
  schedule: schedule(variant),
  closeNames: variant % 2 === 0,
})

/** An LEI that passes from one company to another. */
export const REUSED_LEI = 'LEI-REUSED'

/** Of the first company until a day, of the second from an earlier one on. */
const leiOf = (place: number) => {
  const lei = { scheme: 'lei' as const, value: REUSED_LEI }
  return [[{ ...lei, validUntil: at(gridMs(20)) }], [lei]][place] ?? []
}

const entityEntries = (): EntryInput[] =>
  ENTITIES.slice(0, 3).map((entity, place) => ({
    ...common(`entity/${entity}`, gridMs(place === 1 ? 14 : 0), gridMs(0)),
    type: 'EntityRegistered',
    entity,
    names: [entity],
    identifiers: leiOf(place),
  }))

const securityEntries = (): EntryInput[] => [
  {
    ...common('security/acme', gridMs(0), gridMs(0)),
    type: 'SecurityRegistered',
    security: 'acme-share',
    kind: 'equity',
    publiclyTraded: true,
    exposures: [{ entity: 'acme', basis: 'issuer' }],
    identifiers: [{ scheme: 'isin', value: 'REUSED', validUntil: at(gridMs(20)) }],
  },
  {
    ...common('security/basket', gridMs(10), gridMs(0)),
    type: 'SecurityRegistered',
    security: 'basket',
    kind: 'fund',
    publiclyTraded: false,
    exposures: [
      { entity: 'acme', basis: 'constituent' },
      { entity: 'bolt', basis: 'constituent' },
    ],
    identifiers: [{ scheme: 'isin', value: 'REUSED' }],
  },
]

/** What every generated log begins with. */
export const opening = (): EntryInput[] => [
  {
    ...common('program', gridMs(0), gridMs(0)),
    type: 'ProgramEstablished',
    program: 'us-ccmc',
    ...versionFields(0),
  },
  ...entityEntries(),
  ...securityEntries(),
]
