/** The facts of one listing and one order, as the core offers them to rules: type, whether they may be left out, meaning. */
import {
  ACTIVITIES,
  BANS,
  EXPOSURE_BASES,
  type FactName,
  PURPOSES,
  SECURITY_KINDS,
  SELL_BANS,
  STANDINGS,
  VIAS,
} from '@vacatur/core'
import type { FactDeclaration, Vocabulary } from './declaration.js'

const given = { omittable: false } as const
const omittable = { omittable: true } as const
const milestone = { type: 'instant', nullable: true, ...given } as const

const ORDER_FACTS = {
  standing: {
    type: 'one-of',
    values: STANDINGS,
    ...given,
    meaning: 'what the designation is worth at the time of the trade: in force, or what took it out of force',
  },
  conflict: {
    type: 'boolean',
    ...given,
    meaning: 'several versions of the program are in force at once',
  },
  programInForce: { type: 'boolean', ...given, meaning: 'a version of the program is in force' },
  via: {
    type: 'one-of',
    values: VIAS,
    ...given,
    meaning: 'how the listing reaches the issuer: its own, or by a name that matches exactly or closely',
  },
  buy: { type: 'one-of', values: BANS, ...given, meaning: 'whether one may buy' },
  sell: {
    type: 'one-of',
    values: SELL_BANS,
    ...given,
    meaning: 'whether one may sell freely, only to divest, or not at all',
  },
  hold: { type: 'one-of', values: BANS, ...given, meaning: 'whether one may hold' },
  buyBannedFrom: {
    ...milestone,
    meaning: 'buying is banned from here (inclusive); nothing: it never is',
  },
  sellBannedFrom: {
    ...milestone,
    meaning: 'selling is restricted from here (inclusive); nothing: it never is',
  },
  divestUntil: {
    ...milestone,
    meaning: 'selling to divest is allowed until here (exclusive); nothing: there is no such window',
  },
  holdBannedFrom: {
    ...milestone,
    meaning: 'holding is banned from here (inclusive); nothing: it never is',
  },
  listedAt: { type: 'instant', ...given, meaning: 'the designation has legal effect from here' },
  'exposure.basis': {
    type: 'one-of',
    values: EXPOSURE_BASES,
    ...given,
    meaning: 'how the security exposes its holder to the listed entity',
  },
  activity: {
    type: 'one-of',
    values: ACTIVITIES,
    ...given,
    meaning: 'what the order is about; to receive is by gift, inheritance, split or cash dividend',
  },
  purpose: {
    type: 'one-of',
    values: PURPOSES,
    ...given,
    meaning: 'to invest, to divest, or to clear, execute, settle or keep for somebody else',
  },
  'instrument.kind': {
    type: 'one-of',
    values: SECURITY_KINDS,
    ...omittable,
    meaning: 'the kind of security',
  },
  'instrument.publiclyTraded': {
    type: 'boolean',
    ...omittable,
    meaning: 'the security trades on an exchange or over the counter, in any jurisdiction',
  },
  'person.usPerson': { type: 'boolean', ...omittable, meaning: 'who trades is a U.S. person' },
  'person.forUsPerson': { type: 'boolean', ...omittable, meaning: 'who trades acts for a U.S. person' },
  tradedAt: { type: 'instant', ...given, meaning: 'when the trade is made: the trade date, not settlement' },
  acquiredAt: { type: 'instant', ...omittable, meaning: 'when the securities in question were acquired' },
  'person.enjoined': {
    type: 'boolean',
    ...given,
    meaning: 'who trades is a party for whom a court has enjoined the ban',
  },
  licensed: {
    type: 'boolean',
    ...omittable,
    meaning: 'a license in force authorizes the order; left out where that turns on a fact that was left out',
  },
} as const satisfies Record<FactName, FactDeclaration>

/** The facts that a decision on an order offers, and the placeholders that its sentences may use. The default vocabulary. */
export const ORDER: Vocabulary = {
  facts: ORDER_FACTS,
  placeholders: [
    'entity',
    'program',
    'buyBannedFrom',
    'sellBannedFrom',
    'divestUntil',
    'holdBannedFrom',
    'tradedAt',
  ],
}
