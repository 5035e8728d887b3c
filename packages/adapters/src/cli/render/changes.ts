/** What changed at each instant of a timeline, and why: the rows of its table. */
import {
  type EntryInstant,
  type InstantText,
  type ListingJson,
  MILESTONES,
  type Recorded,
  type StatusIntervalJson,
  targetsOf,
} from '@vacatur/core'
import { MILESTONE_IN_WORDS } from './words.js'

/** One instant of change. */
export interface ChangeRow {
  readonly at: InstantText
  /** What changed, in words; at least one. */
  readonly what: readonly string[]
  /** Ids of the entries that made it so, in log order; empty where it came as scheduled. */
  readonly why: readonly string[]
  /** The program version whose schedule it follows. */
  readonly schedule: string | null
}

const BUY = { open: 'buying is open', banned: 'buying is banned' } as const
const SELL = {
  open: 'selling is open',
  'divest-only': 'selling only to divest',
  banned: 'selling is banned',
} as const
const HOLD = { open: 'holding is open', banned: 'holding is banned' } as const

const keyOf = ({ designation, match }: ListingJson): string => `${designation} ${match ?? ''}`

const licensesOf = ({ listings }: StatusIntervalJson): ReadonlyMap<string, string> =>
  new Map(listings.flatMap(({ licenses }) => licenses.map(({ id, license }) => [id, license] as const)))

const versionsOf = ({ listings }: StatusIntervalJson): readonly string[] => [
  ...new Set(listings.flatMap(({ version }) => (version === null ? [] : [version]))),
]

const without = (keys: readonly string[], others: readonly string[]): readonly string[] =>
  keys.filter((key) => !others.includes(key))

type Bans = Pick<ListingJson, 'buy' | 'sell' | 'hold'>

const banWords = (before: Bans, after: Bans): readonly string[] => [
  ...(after.buy === before.buy ? [] : [BUY[after.buy]]),
  ...(after.sell === before.sell ? [] : [SELL[after.sell]]),
  ...(after.hold === before.hold ? [] : [HOLD[after.hold]]),
]

const NO_BANS: Bans = { buy: 'open', sell: 'open', hold: 'open' }

/** What changed about each listing, told only where there are several, so that the sum hides some of it. */
const listingWords = (before: StatusIntervalJson, after: StatusIntervalJson): readonly string[] => {
  if (after.listings.length < 2) return []
  const were = new Map(before.listings.map((listing) => [keyOf(listing), listing]))
  return after.listings.flatMap((listing) => {
    const was = were.get(keyOf(listing))
    const standing = listing.standing === was?.standing ? [] : [listing.standing]
    const words = [...standing, ...banWords(was ?? NO_BANS, listing)]
    return words.length === 0 ? [] : [`${listing.designation}: ${words.join(', ')}`]
  })
}

const standingWords = (before: StatusIntervalJson, after: StatusIntervalJson): readonly string[] =>
  after.standing === before.standing ? [] : [`${after.standing} (was ${before.standing})`]

const otherWords = (before: StatusIntervalJson, after: StatusIntervalJson): readonly string[] => {
  const [were, are] = [licensesOf(before), licensesOf(after)]
  const [old, current] = [versionsOf(before), versionsOf(after)]
  const parties = (one: StatusIntervalJson): string =>
    one.listings.flatMap(({ enjoinedFor }) => enjoinedFor).join(', ')
  const dates = MILESTONES.filter((name) => before[name] !== after[name] && before.listings.length > 0)
  return [
    ...without([...are.keys()], [...were.keys()]).map((id) => `${are.get(id) ?? id} in force`),
    ...without([...were.keys()], [...are.keys()]).map((id) => `${were.get(id) ?? id} at its end`),
    ...(before.listings.length === 0 ? [] : without(current, old).map((id) => `version ${id} in force`)),
    ...(current.length === 0 && old.length > 0 ? ['no version of the program in force'] : []),
    ...(parties(before) === parties(after)
      ? []
      : [`enjoined for ${parties(after) || 'nobody in particular'}`]),
    ...(dates.length === 0
      ? []
      : [`dates changed: ${dates.map((name) => MILESTONE_IN_WORDS[name]).join(', ')}`]),
  ]
}

const whatChanged = (before: StatusIntervalJson, after: StatusIntervalJson): readonly string[] => {
  const words = [
    ...standingWords(before, after),
    ...banWords(before, after),
    ...listingWords(before, after),
    ...otherWords(before, after),
  ]
  return words.length === 0 ? ['details of a listing'] : words
}

const idsOf = (status: StatusIntervalJson): readonly string[] => [
  ...status.listings.flatMap(({ because, match }) => [...because, ...(match === null ? [] : [match])]),
  ...licensesOf(status).keys(),
]

const textOfEntry = (instant: EntryInstant): InstantText =>
  typeof instant === 'string' ? instant : instant.instant

const boundsOf = ({ entry }: Recorded): readonly InstantText[] => [
  textOfEntry(entry.validAt),
  ...('validUntil' in entry && entry.validUntil !== undefined ? [textOfEntry(entry.validUntil)] : []),
]

/** The acts that begin or end at the instant and bear on either status; and whatever one rests on that the other does not. */
const whyChanged = (
  visible: readonly Recorded[],
  before: StatusIntervalJson,
  after: StatusIntervalJson,
): readonly string[] => {
  const [were, are] = [idsOf(before), idsOf(after)]
  const differing = new Set([...without(are, were), ...without(were, are)])
  const bearing = new Set([...were, ...are])
  const added = new Set(without(are, were))
  const bears = (one: Recorded): boolean =>
    bearing.has(one.entry.id) || targetsOf(one.entry).some((target) => bearing.has(target))
  const acts = visible.filter((one) => bears(one) && boundsOf(one).some((bound) => bound === after.since))
  const ended = acts.length === 0 ? differing : added
  const ids = new Set([...acts.map(({ entry }) => entry.id), ...ended])
  return visible.map(({ entry }) => entry.id).filter((id) => ids.has(id))
}

/** The rows of a timeline, ascending; `visible` are the entries visible by the same knowledge, in log order. */
export const changesOf = (
  timeline: readonly StatusIntervalJson[],
  visible: readonly Recorded[],
): readonly ChangeRow[] =>
  timeline.flatMap((after, place): readonly ChangeRow[] => {
    const before = timeline[place - 1]
    if (before === undefined || after.since === null) return []
    return [
      {
        at: after.since,
        what: whatChanged(before, after),
        why: whyChanged(visible, before, after),
        schedule: versionsOf(after).at(-1) ?? null,
      },
    ]
  })
