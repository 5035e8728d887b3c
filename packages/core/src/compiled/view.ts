/**
 * What an instrument comes to for orders over a stretch of valid time in which nothing of it changes: found when it is first asked about,
 * and good for every later order in that stretch, until the log goes on. What the order itself says is left to ask.ts.
 */
import type { Resolved } from '../decision/instrument.js'
import type { Instrument } from '../decision/order.js'
import type { FactValue } from '../decision/ruleset.js'
import type { Exposure } from '../entry/reference.js'
import { bansOf, NO_BANS } from '../status/listing.js'
import type { Milestones } from '../status/schedule.js'
import type { Instant } from '../time/instant.js'
import { logSize } from './acts.js'
import type { BitemporalIndex } from './bitemporal-index.js'
import type { CompiledAsk } from './compiled-ask.js'
import { narrowByResolution, resolveAt } from './index-resolver.js'
import { narrowByListing, narrowByTie } from './narrow.js'
import type { LicenseNode } from './program.js'
import type { Askable, RulesetsInForce } from './rulesets-in-force.js'
import { Stretch } from './stretch.js'
import {
  designationAt,
  licensesAt,
  milestonesAt,
  type Point,
  tieAt,
  type TieState,
  viaOf,
} from './tie-state.js'

/** What is asked of, and how. */
export interface Asking {
  readonly index: BitemporalIndex
  readonly rulesets: RulesetsInForce
  readonly size: number
}

/**
 * A ruleset in force for a listing, with the facts of the listing encoded for it: as a plain array, since many small typed arrays are slow
 * to make and lie far apart. Null where the ruleset encodes nothing.
 */
export interface ListingQuestion {
  readonly askable: Askable
  readonly facts: readonly number[] | null
}

/** A listing as an instrument comes upon it. */
export interface ListingView {
  readonly exposure: Exposure
  readonly state: TieState
  /** Id of the designation. */
  readonly designation: string
  readonly milestones: Milestones
  readonly licenses: readonly LicenseNode[]
  readonly questions: readonly ListingQuestion[]
}

/** An instrument with every listing behind it. */
export interface View {
  /** Null where nothing known answers to the instrument. */
  readonly resolved: Resolved | null
  readonly listings: readonly ListingView[]
}

/** A view with what it holds for. */
interface KeptView extends View {
  /** Valid time: from here (inclusive) … */
  readonly from: number
  /** … until here (exclusive). */
  readonly until: number
  readonly rulesets: RulesetsInForce
}

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

const encoded = (
  { empty, scratch, encodeListing }: CompiledAsk,
  values: readonly FactValue[],
): readonly number[] => {
  scratch.set(empty)
  encodeListing(values, scratch)
  return Array.from(scratch)
}

const listingView = (
  { index, rulesets }: Asking,
  { state, exposure }: Pick<ListingView, 'state' | 'exposure'>,
  point: Point,
): ListingView => {
  const milestones = milestonesAt(index, state)
  const values = listingValues(index, { state, milestones }, point.at as Instant)
  const { askables } = rulesets.at(state.program.program, point.at)
  return {
    exposure,
    state,
    designation: designationAt(index, state.designation).entry.id,
    milestones,
    licenses: licensesAt(index, state, point),
    questions: askables.map((askable) => ({
      askable,
      facts: askable.compiled && encoded(askable.compiled, values),
    })),
  }
}

/** What an instrument comes to at an instant, found anew; the stretch is narrowed to where that holds by all that was read. */
const viewOf = (asking: Asking, instrument: Instrument, stretch: Stretch): View => {
  const { index, rulesets, size } = asking
  const at = stretch.at as Instant
  const resolved = resolveAt(index, instrument, { size, at })
  narrowByResolution(index, { instrument, size }, stretch)
  const listings: ListingView[] = []
  for (const exposure of resolved?.exposures ?? []) {
    for (const tie of index.tiesOf.of(exposure.entity)) {
      narrowByTie(index, tie, stretch)
      const state = tieAt(index, tie, { size, at })
      if (state === undefined) continue
      narrowByListing(index, state, stretch)
      const { from, until } = rulesets.at(state.program.program, at)
      stretch.turn(from)
      stretch.turn(until)
      listings.push(listingView(asking, { state, exposure }, { size, at }))
    }
  }
  return { resolved, listings }
}

/** So many instruments are remembered at most; then all are forgotten. */
const MOST_REMEMBERED = 100_000

/** What an instrument is named by: the first of its keys, all others describing it. */
const nameIn = (instrument: Instrument): string => {
  if ('issuer' in instrument) return 'issuer'
  for (const name in instrument) return name
  return ''
}

const valueIn = (instrument: Instrument, name: string): string => {
  if (!('issuer' in instrument)) return (instrument as Readonly<Record<string, string>>)[name] ?? ''
  const { issuer, kind = '', publiclyTraded = '' } = instrument
  return `${'entity' in issuer ? `entity ${issuer.entity}` : `lei ${issuer.lei}`} ${kind} ${publiclyTraded}`
}

/** Views of the instruments that were asked about since the log last went on. */
export class Views {
  private readonly byName = new Map<string, Map<string, KeptView>>()
  private count = 0
  /** How many entries the index had. */
  private entries = 0

  /** What an instrument comes to at an instant, at the size that is asked about. */
  at(asking: Asking, instrument: Instrument, at: Instant): View {
    const { index, rulesets, size } = asking
    if (size < logSize(index.acts)) return viewOf(asking, instrument, new Stretch(at))
    const { length } = index.acts.entries
    if (this.entries !== length || this.count >= MOST_REMEMBERED) this.forget(length)
    const name = nameIn(instrument)
    const value = valueIn(instrument, name)
    const kept = this.byName.get(name)?.get(value)
    if (kept !== undefined && kept.from <= at && at < kept.until && kept.rulesets === rulesets) return kept
    const stretch = new Stretch(at)
    const { resolved, listings } = viewOf(asking, instrument, stretch)
    const view = { resolved, listings, from: stretch.from, until: stretch.until, rulesets }
    this.keep(view, name, value)
    return view
  }

  private keep(view: KeptView, name: string, value: string): void {
    const views = this.byName.get(name) ?? new Map<string, KeptView>()
    this.byName.set(name, views)
    views.set(value, view)
    this.count += 1
  }

  private forget(entries: number): void {
    this.byName.clear()
    this.count = 0
    this.entries = entries
  }
}
