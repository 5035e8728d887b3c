/** Views of the instruments that were asked about: found once, good for every later order in their stretch, until the log goes on. */
import type { Instrument } from '../decision/order.js'
import { logSize } from './acts.js'
import type { RulesetsInForce } from './rulesets-in-force.js'
import { Stretch } from './stretch.js'
import type { BitemporalIndex } from './bitemporal-index.js'
import { endOfView, isGoodAt, ownRoom, type Standpoint, type View, viewOf } from './view.js'

/** So many are remembered at most; then all are forgotten. */
const MOST_REMEMBERED = 100_000

/** Numbers are laid side by side in pieces of so many: small ones first, since of what-ifs there may be an index for each instrument. */
const SMALLEST_PIECE = 64
const LARGEST_PIECE = 16_384

/** What an instrument is named by: its one name, beside which an issuer may be described. */
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

/** Views of one index, as it goes on. */
export class Views {
  private readonly byName = new Map<string, Map<string, View>>()
  private count = 0
  /** What they were found on: so many entries of this index, and these rulesets. */
  private index: BitemporalIndex | null = null
  private entries = 0
  private rulesets: RulesetsInForce | null = null
  /** By view, the one after it. */
  private readonly later = new WeakMap<View, View>()
  private room = new Float64Array(0)
  private used = 0

  /** What an instrument comes to at an instant, at the size that is asked about. */
  at(standpoint: Standpoint, instrument: Instrument, at: number): View {
    const { index, size } = standpoint
    // Also where the size is no number: what was asked so is not kept for others.
    if (!(size >= logSize(index.acts)))
      return viewOf(standpoint, { instrument, stretch: new Stretch(at) }, ownRoom)
    if (!this.isFoundOn(standpoint) || this.count >= MOST_REMEMBERED) this.forget(standpoint)
    const name = nameIn(instrument)
    const value = valueIn(instrument, name)
    const kept = this.byName.get(name)?.get(value)
    if (kept !== undefined && isGoodAt(kept, at)) return kept
    const view = viewOf(standpoint, { instrument, stretch: new Stretch(at) }, (room) => this.findRoom(room))
    this.keep(view, name, value)
    return view
  }

  /** What an instrument comes to once a view of it is good no more; undefined where it is good for ever. */
  after(standpoint: Standpoint, instrument: Instrument, view: View): View | undefined {
    const at = endOfView(view)
    if (at === Infinity) return undefined
    const later =
      this.later.get(view) ?? viewOf(standpoint, { instrument, stretch: new Stretch(at) }, ownRoom)
    this.later.set(view, later)
    return later
  }

  private isFoundOn({ index, rulesets }: Standpoint): boolean {
    return this.entries === index.acts.entries.length && this.index === index && this.rulesets === rulesets
  }

  private findRoom(length: number): Pick<View, 'room' | 'start'> {
    if (this.used + length > this.room.length) {
      const next = Math.min(LARGEST_PIECE, Math.max(SMALLEST_PIECE, this.room.length * 2))
      this.room = new Float64Array(Math.max(next, length))
      this.used = 0
    }
    const start = this.used
    this.used += length
    return { room: this.room, start }
  }

  private keep(view: View, name: string, value: string): void {
    const views = this.byName.get(name) ?? new Map<string, View>()
    this.byName.set(name, views)
    views.set(value, view)
    this.count += 1
  }

  /** Begins anew, to find views on this. */
  private forget({ index, rulesets }: Standpoint): void {
    this.index = index
    this.entries = index.acts.entries.length
    this.rulesets = rulesets
    this.byName.clear()
    this.count = 0
    this.room = new Float64Array(0)
    this.used = 0
  }
}

/** From where the law is looked at, with the views that were found from there. */
export interface Asking extends Standpoint {
  readonly views: Views
}
