/** Entries for tests, each valid as it is; what is given replaces the defaults. Ids are counted from the entry's number. */
import type { EntryInput, EntryType } from '@vacatur/core'

type InputOf<T extends EntryType> = Extract<EntryInput, { readonly type: T }>

const common = {
  validAt: '2021-01-14T05:00:00.000Z',
  publishedAt: '2021-01-14T21:00:00.000Z',
  source: { authority: 'test', citation: '86 FR 1' },
} as const

/** An entity, `entity/N`. */
export const anEntity = (
  number = 1,
  given: Partial<InputOf<'EntityRegistered'>> = {},
): InputOf<'EntityRegistered'> => ({
  ...common,
  id: `entity/${number}`,
  type: 'EntityRegistered',
  entity: `entity-${number}`,
  names: [`Entity ${number} Co., Ltd.`],
  identifiers: [],
  ...given,
})

/** So many entities, numbered from `first`. */
export const entities = (count: number, first = 1): readonly InputOf<'EntityRegistered'>[] =>
  Array.from({ length: count }, (_, place) => anEntity(first + place))

/** A program, `program/N`, with a schedule of 60 and 365 days. */
export const aProgram = (
  number = 1,
  given: Partial<InputOf<'ProgramEstablished'>> = {},
): InputOf<'ProgramEstablished'> => ({
  ...common,
  id: `program/${number}`,
  type: 'ProgramEstablished',
  program: `program-${number}`,
  title: `Executive Order ${number}`,
  schedule: {
    zone: 'America/New_York',
    buyBannedFrom: { days: 60, at: '09:30' },
    divestUntil: { days: 365, at: '23:59' },
  },
  closeNames: false,
  ...given,
})

/** A designation, `designation/N`, of entity N. */
export const aDesignation = (
  number = 1,
  given: Partial<InputOf<'EntityDesignated'>> = {},
): InputOf<'EntityDesignated'> => ({
  ...common,
  id: `designation/${number}`,
  type: 'EntityDesignated',
  program: 'program-1',
  entity: `entity-${number}`,
  listedOn: '2021-01-14',
  ...given,
})

/** An injunction, `injunction/N`, against designation N. */
export const anInjunction = (
  number = 1,
  given: Partial<InputOf<'InjunctionGranted'>> = {},
): InputOf<'InjunctionGranted'> => ({
  ...common,
  id: `injunction/${number}`,
  type: 'InjunctionGranted',
  targets: [`designation/${number}`],
  docket: '1:21-cv-00280',
  stage: 'preliminary',
  relief: 'issuer-wide',
  ...given,
})

/** A retraction, `retraction/N`, of designation N. */
export const aRetraction = (
  number = 1,
  given: Partial<InputOf<'EntryRetracted'>> = {},
): InputOf<'EntryRetracted'> => ({
  ...common,
  id: `retraction/${number}`,
  type: 'EntryRetracted',
  targets: [`designation/${number}`],
  basis: 'entry-error',
  reason: 'typed twice',
  ...given,
})
