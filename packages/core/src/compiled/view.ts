/**
 * What an instrument comes to for orders over a stretch of valid time in which nothing of it changes: every listing behind it, with its
 * facts encoded for each ruleset in force. What the order itself says is left to ask.ts.
 */
import type { Resolved } from '../decision/instrument.js'
import type { Instrument } from '../decision/order.js'
import type { FactValue } from '../decision/ruleset.js'
import type { Exposure } from '../entry/reference.js'
import { bansOf, NO_BANS } from '../status/listing.js'
import type { Standing } from '../status/standing.js'
import type { Instant } from '../time/instant.js'
import type { BitemporalIndex } from './bitemporal-index.js'
import type { CompiledAsk } from './compiled-ask.js'
import { isHeldOff } from './held-off.js'
import { narrowByResolution, resolveAt } from './index-resolver.js'
import type { ListingView } from './listing-view.js'
import { narrowByLicenses, narrowByListing, narrowByTie } from './narrow.js'
import type { LicenseNode, ProgramNode } from './program.js'
import type { Askable, RulesetsInForce } from './rulesets-in-force.js'
import type { Stretch } from './stretch.js'
import {
  designationAt,
  licensesAt,
  licensesFor,
  licensesInForceAt,
  milestonesAt,
  tieAt,
  viaOf,
} from './tie-state.js'

/** From where the law is looked at: the index at a log size, with the rulesets in force. */
export interface Standpoint {
  readonly index: BitemporalIndex
  readonly rulesets: RulesetsInForce
  readonly size: number
}

/** A listing behind an instrument under a ruleset in force. */
export interface Question {
  readonly listing: ListingView
  /** Null where no ruleset is in force for the program. */
  readonly askable: Askable | null
  /** Where in the room of the view the facts of the listing are, encoded for the ruleset. */
  readonly facts: number
  /** Whether a court or an agency holds the designation off, or the program: the ban comes back if the order falls. */
  readonly isHeldOff: boolean
  /** As in the listing: close at hand, since every order, or position, needs them. */
  readonly standing: Standing
  readonly basis: Exposure['basis']
  readonly licenses: readonly LicenseNode[]
}

/** An instrument with every listing behind it. What every order needs is near together: most of a check is waiting for memory. */
export interface View {
  /** Null where nothing known answers to the instrument. */
  readonly resolved: Resolved | null
  readonly kind: Resolved['kind']
  readonly publiclyTraded: Resolved['publiclyTraded']
  readonly questions: readonly Question[]
  /** Holds, from `start` on, the stretch of valid time for which the view is good, then the facts of each question. */
  readonly room: Float64Array
  readonly start: number
}

/** The first instant at which a view is good; -Infinity where it is for ever before. */
export const startOfView = ({ room, start }: View): number => room[start] ?? Infinity

/** The first instant at which a view is good no more; Infinity where it is good for ever. */
export const endOfView = ({ room, start }: View): number => room[start + 1] ?? -Infinity

/** Whether a view is good at an instant. */
export const isGoodAt = (view: View, at: number): boolean => startOfView(view) <= at && at < endOfView(view)

/** Finds room for so many numbers. */
export type FindRoom = (length: number) => Pick<View, 'room' | 'start'>

/** Room of its own, for a view that is not kept. */
export const ownRoom: FindRoom = (length) => ({ room: new Float64Array(length), start: 0 })

/** The values of the facts that a listing alone has, in the order of `OF_LISTINGS`. */
const listingValues = (
  index: BitemporalIndex,
  { state, milestones }: Pick<ListingView, 'state' | 'milestones'>,
  at: Instant,
): readonly FactValue[] => {
  const { worth, version, versions, designation } = state
  const isInForce = worth.standing === 'designated' && version !== undefined
  const { buy, sell, hold } = isInForce ? bansOf(milestones, at) : NO_BANS
  return [
    worth.standing,
    (versions?.versions.length ?? 0) > 1,
    version !== undefined,
    viaOf(index, state),
    buy,
    sell,
    hold,
    milestones.buyBannedFrom,
    milestones.sellBannedFrom,
    milestones.divestUntil,
    milestones.holdBannedFrom,
    index.designations.listedAt.at(designation),
  ]
}

/** What the questions of an instrument are drawn from. */
interface Draft {
  readonly listing: ListingView
  readonly askable: Askable | null
  readonly values: readonly FactValue[]
}

const slotsOf = ({ askable }: Draft): number => askable?.compiled?.empty.length ?? 0

/** Writes the facts of a listing, encoded, into the room from `start` on. */
const encode = (
  { empty, scratch, encodeListing }: CompiledAsk,
  values: readonly FactValue[],
  { room, start }: Pick<View, 'room' | 'start'>,
): void => {
  scratch.set(empty)
  encodeListing(values, scratch)
  room.set(scratch, start)
}

const listingView = (
  index: BitemporalIndex,
  { state, exposure, licenses }: Pick<ListingView, 'state' | 'exposure' | 'licenses'>,
): ListingView => ({
  exposure,
  entity: exposure.entity,
  program: state.program.program,
  state,
  designation: designationAt(index, state.designation).entry.id,
  milestones: milestonesAt(index, state),
  licenses,
})

/** A view as it is put together. */
interface Drafting {
  readonly standpoint: Standpoint
  readonly stretch: Stretch
  /** By program, the licenses in force: what listings of one have in common is found once. */
  readonly inForce: Map<ProgramNode, readonly LicenseNode[]>
}

const licensesInForce = ({ standpoint, stretch, inForce }: Drafting, program: ProgramNode) => {
  const there = inForce.get(program)
  if (there !== undefined) return there
  narrowByLicenses(program, stretch)
  const found = licensesInForceAt(standpoint.index, program, { size: standpoint.size, at: stretch.at })
  inForce.set(program, found)
  return found
}

/** The rulesets to ask about a listing at an instant. */
const asked = ({ index, rulesets }: Standpoint, listing: ListingView, at: number): readonly Draft[] => {
  const { askables } = rulesets.at(listing.program, at)
  const values = listingValues(index, listing, at as Instant)
  const some = askables.length === 0 ? [null] : askables
  return some.map((askable) => ({ listing, askable, values }))
}

/** The rulesets to ask about a tie, if it makes a listing; the stretch is narrowed to where that stays so. */
const draftsOf = (
  drafting: Drafting,
  { tie, exposure }: { readonly tie: number; readonly exposure: Exposure },
): readonly Draft[] => {
  const { standpoint, stretch } = drafting
  const { index, rulesets, size } = standpoint
  narrowByTie(index, tie, stretch)
  const state = tieAt(index, tie, { size, at: stretch.at })
  if (state === undefined) return []
  const tied = { tie: state, inForce: licensesInForce(drafting, state.program) }
  narrowByListing(index, tied, stretch)
  const { from, until } = rulesets.at(state.program.program, stretch.at)
  stretch.turn(from)
  stretch.turn(until)
  const licenses = licensesFor(index, tied, stretch.at)
  return asked(standpoint, listingView(index, { state, exposure, licenses }), stretch.at)
}

/** What a view is laid out from. */
interface Layout {
  readonly resolved: Resolved | null
  readonly drafts: readonly Draft[]
  readonly stretch: Pick<Stretch, 'from' | 'until'>
}

const laidOut = ({ resolved, drafts, stretch }: Layout, findRoom: FindRoom): View => {
  const { room, start } = findRoom(drafts.reduce((sum, draft) => sum + slotsOf(draft), 2))
  room[start] = stretch.from
  room[start + 1] = stretch.until
  let facts = start + 2
  const questions = drafts.map((draft): Question => {
    const { listing, askable, values } = draft
    if (askable?.compiled != null) encode(askable.compiled, values, { room, start: facts })
    const question = {
      listing,
      askable,
      facts,
      isHeldOff: isHeldOff(listing.state),
      standing: listing.state.worth.standing,
      basis: listing.exposure.basis,
      licenses: listing.licenses,
    }
    facts += slotsOf(draft)
    return question
  })
  const { kind, publiclyTraded } = resolved ?? {}
  return { resolved, kind, publiclyTraded, questions, room, start }
}

/** A view of one listing alone, as it is or would be at an instant. */
export const viewOfListing = (
  standpoint: Standpoint,
  { state, exposure, resolved }: Pick<ListingView, 'state' | 'exposure'> & Pick<Layout, 'resolved'>,
  at: number,
): View => {
  const { index, size } = standpoint
  const licenses = licensesAt(index, state, { size, at })
  const drafts = asked(standpoint, listingView(index, { state, exposure, licenses }), at)
  return laidOut({ resolved, drafts, stretch: { from: at, until: at + 1 } }, ownRoom)
}

/** What an instrument comes to at the instant of the stretch, which is narrowed to where that is good by all that was read. */
export const viewOf = (
  standpoint: Standpoint,
  { instrument, stretch }: { readonly instrument: Instrument; readonly stretch: Stretch },
  findRoom: FindRoom,
): View => {
  const { index, size } = standpoint
  const resolved = resolveAt(index, instrument, { size, at: stretch.at as Instant })
  narrowByResolution(index, { instrument, size }, stretch)
  const drafting = { standpoint, stretch, inForce: new Map<ProgramNode, readonly LicenseNode[]>() }
  const drafts: Draft[] = []
  for (const exposure of resolved?.exposures ?? [])
    for (const tie of index.tiesOf.of(exposure.entity)) drafts.push(...draftsOf(drafting, { tie, exposure }))
  return laidOut({ resolved, drafts, stretch }, findRoom)
}
