/** The status of an entity under a program at an instant: its listings summed up for people. */
import { type Instant, type InstantText, textOf } from '../time/instant.js'
import type { LicenseInForce } from './license.js'
import type { Law } from './law.js'
import type { Listing } from './listing.js'
import type { Subject } from './subject.js'
import { MILESTONES, type Milestone, type Milestones, NO_MILESTONES } from './schedule.js'
import { type Ban, SELL_BANS, type SellBan, type Standing } from './standing.js'

/** What an entity's listings under a program come to at an instant. */
export interface Status extends Milestones {
  readonly entity: string
  readonly program: string
  /** The standing of the listing that governs; `unlisted` if there is none. */
  readonly standing: Standing | 'unlisted'
  /** The strictest of the listings. */
  readonly buy: Ban
  readonly sell: SellBan
  readonly hold: Ban
  /** Of the listing that governs; empty where unlisted. */
  readonly because: readonly string[]
  readonly listings: readonly Listing[]
}

const governs = (a: Listing, b: Listing): number =>
  Number(b.standing === 'designated') - Number(a.standing === 'designated') ||
  b.listedAt - a.listedAt ||
  b.index - a.index

const strictestBan = (bans: readonly Ban[]): Ban => (bans.includes('banned') ? 'banned' : 'open')

const strictestSellBan = (bans: readonly SellBan[]): SellBan =>
  bans.reduce<SellBan>((a, b) => (SELL_BANS.indexOf(a) < SELL_BANS.indexOf(b) ? b : a), 'open')

/** The status at an instant. The listing that governs: one in force before one that is not; then the latest; then the later in the log. */
export const statusAt = (law: Law, { entity, program }: Subject, at: Instant): Status => {
  const listings = law.listingsAt({ entity, program }, at)
  const governing = listings.toSorted(governs).at(0)
  const milestones: Milestones = governing ?? NO_MILESTONES
  return {
    entity,
    program,
    standing: governing?.standing ?? 'unlisted',
    buy: strictestBan(listings.map(({ buy }) => buy)),
    sell: strictestSellBan(listings.map(({ sell }) => sell)),
    hold: strictestBan(listings.map(({ hold }) => hold)),
    buyBannedFrom: milestones.buyBannedFrom,
    sellBannedFrom: milestones.sellBannedFrom,
    divestUntil: milestones.divestUntil,
    holdBannedFrom: milestones.holdBannedFrom,
    because: governing?.because.map(({ id }) => id) ?? [],
    listings,
  }
}

/** Instants as text: the form of the milestones in JSON. */
export type MilestonesJson = Readonly<Record<Milestone, InstantText | null>>

/** The text of an instant, or null. */
export const textOrNull = (instant: Instant | null): InstantText | null =>
  instant === null ? null : textOf(instant)

/** Milestones in JSON. */
const milestonesJson = (milestones: Milestones): MilestonesJson => {
  const [buyBannedFrom, sellBannedFrom, divestUntil, holdBannedFrom] = MILESTONES.map((key) =>
    textOrNull(milestones[key]),
  )
  return {
    buyBannedFrom: buyBannedFrom ?? null,
    sellBannedFrom: sellBannedFrom ?? null,
    divestUntil: divestUntil ?? null,
    holdBannedFrom: holdBannedFrom ?? null,
  }
}

/** A listing in JSON: entries by id, parties by name, instants as text; its place in the log is left out. */
export type ListingJson = Omit<
  Listing,
  Milestone | 'listedAt' | 'index' | 'because' | 'enjoinedFor' | 'licenses'
> &
  MilestonesJson & {
    readonly listedAt: InstantText
    readonly because: readonly string[]
    readonly enjoinedFor: readonly string[]
    readonly licenses: readonly Omit<LicenseInForce, 'index'>[]
  }

/** The parties whom the injunctions name, each once, in alphabetical order. */
const partiesOf = (injunctions: Listing['enjoinedFor']): readonly string[] =>
  [...new Set(injunctions.flatMap(({ parties }) => parties))].toSorted()

/** A listing in JSON. */
export const listingJson = ({ index: _, ...listing }: Listing): ListingJson => ({
  ...listing,
  listedAt: textOf(listing.listedAt),
  ...milestonesJson(listing),
  because: listing.because.map(({ id }) => id),
  enjoinedFor: partiesOf(listing.enjoinedFor),
  licenses: listing.licenses.map(({ id, license, authorizes }) => ({ id, license, authorizes })),
})

/** A status in JSON, without the interval in which it holds. */
export type StatusJson = Omit<Status, Milestone | 'listings'> &
  MilestonesJson & { readonly listings: readonly ListingJson[] }

/** A status in JSON: instants as text. */
export const statusJson = (status: Status): StatusJson => ({
  ...status,
  ...milestonesJson(status),
  listings: status.listings.map(listingJson),
})
