/** Screening, read plainly: what becomes of a position by the oracle's answers, at every instant at which any of them may turn. */
import type { Group, Instant, Instrument, Order } from '@vacatur/core'
import { concludeNow, type Conclusion, type Grounds, winning } from '@vacatur/core/oracle'
import { ENTITIES } from '../generate/universe.js'
import { heldOff, type ScreenGrounds, WATCHED } from './plain-risk.js'

/** What is expected of a row. */
export interface PlainRow {
  readonly outcome: string
  readonly group: Group
  readonly deadline: number | null
  readonly next: number | null
  /** Those that may be told; null: none is. */
  readonly listings: ReadonlySet<string | null> | null
}

const isUnresolved = ({ reasons: [first] }: Conclusion): boolean => first?.code === 'unknown-instrument'

const isBarred = (conclusion: Conclusion): boolean =>
  conclusion.outcome !== 'permit' && !isUnresolved(conclusion)

const listingsIn = (conclusion: Conclusion): ReadonlySet<string | null> =>
  new Set(winning(conclusion).map(({ listing }) => listing))

/** Every instant after the order at which anything may turn, of any company; and the millisecond after each. */
const laterInstants = ({ law, resolver, candidates }: Grounds, order: Order): readonly Instant[] => {
  const turns = [
    ...ENTITIES.flatMap((entity) => law.boundariesOf({ entity })),
    ...resolver.boundariesOf(order.instrument),
    ...candidates.flatMap(({ validAt, validUntil, loaded }) => [
      validAt,
      ...(validUntil === null ? [] : [validUntil]),
      ...(loaded._tag === 'Right' ? loaded.right.instants : []),
    ]),
    ...(order.acquiredAt === undefined ? [] : [order.acquiredAt]),
  ]
  const all = new Set(turns.flatMap((turn) => [turn, (turn + 1) as Instant]))
  return [...all].filter((turn) => turn > order.tradedAt).toSorted((a, b) => a - b)
}

interface Turn {
  readonly at: Instant
  readonly by: Conclusion
}

/** What is held is the security, or a share in the company, whatever an identifier of it comes to mean. */
const heldIn = ({ resolver }: Grounds, { instrument, tradedAt }: Order): Instrument => {
  const { security = null, exposures = [] } = resolver.resolve(instrument, tradedAt) ?? {}
  if (security !== null) return { security }
  const [issuer] = exposures
  return 'issuer' in instrument && issuer !== undefined
    ? { ...instrument, issuer: { entity: issuer.entity } }
    : instrument
}

/** The first later instants at which something is permitted no longer: selling to divest, and any of what is watched. */
const turnsOf = (grounds: Grounds, asked: Order, lookUntil: number): { deadline?: Turn; next?: Turn } => {
  const order: Order = { ...asked, instrument: heldIn(grounds, asked) }
  const found: { deadline?: Turn; next?: Turn } = {}
  const concluded = (at: Instant): readonly Conclusion[] =>
    WATCHED.map((watched) => concludeNow(grounds, { ...order, ...watched, tradedAt: at }))
  let before = concluded(order.tradedAt)
  for (const at of laterInstants(grounds, order)) {
    const now = concluded(at)
    for (const [place, by] of now.entries()) {
      const was = before[place]
      if (was === undefined || isBarred(was) || !isBarred(by)) continue
      if (place === 0) found.deadline ??= { at, by }
      if (at <= lookUntil) found.next ??= { at, by }
    }
    before = now
  }
  return found
}

/** What a screening is to say of a position about which this order is asked. */
export const plainRow = (grounds: ScreenGrounds, order: Order, aheadMs: number): PlainRow => {
  const answer = concludeNow(grounds, order)
  const { outcome } = answer
  const none = { outcome, deadline: null, next: null, listings: null }
  if (isUnresolved(answer)) return { ...none, group: 'unknown' }
  const { deadline, next } = turnsOf(grounds, order, order.tradedAt + aheadMs)
  const row = { outcome, deadline: deadline?.at ?? null, next: next?.at ?? null }
  if (outcome !== 'permit')
    return { ...row, group: outcome === 'deny' ? 'banned' : 'unknown', listings: listingsIn(answer) }
  const buying = concludeNow(grounds, { ...order, activity: 'buy', purpose: 'invest' })
  if (buying.outcome === 'deny')
    return deadline === undefined
      ? { ...row, group: 'banned', listings: listingsIn(buying) }
      : { ...row, group: 'to-divest', listings: listingsIn(deadline.by) }
  if (next !== undefined) return { ...row, group: 'ahead', listings: listingsIn(next.by) }
  const held = heldOff(grounds, order)
  if (held.length > 0)
    return { ...row, group: 'enjoined', listings: new Set(held.map(({ designation }) => designation)) }
  return { ...row, group: 'clear', listings: deadline === undefined ? null : listingsIn(deadline.by) }
}
