/** Which answers differ between two log sizes, and because of which entries. */
import { bearingOnInstrument } from '../compiled/bearing.js'
import type { Order } from '../decision/order.js'
import type { Decision, Unreadable } from '../decision/decision.js'
import { isSameConclusion } from '../decision/conclude.js'
import type { Ground } from './checker.js'
import { checkOn } from './checker.js'
import { expectOrders } from './given.js'

/** An order whose answer differs. */
export interface ChangedDecision {
  readonly order: Order
  readonly before: Decision | Unreadable
  readonly after: Decision | Unreadable
  /** Ids of the entries between the two sizes that bear on it, in log order. */
  readonly because: readonly string[]
}

/** The orders whose outcome or winning reasons differ between two log sizes, in the order given. */
export const decisionsChanged = (
  groundAt: (size: number) => Ground,
  orders: Iterable<Order>,
  { from, to }: { readonly from: number; readonly to: number },
): readonly ChangedDecision[] => {
  expectOrders(orders)
  const earlier = groundAt(from)
  const later = groundAt(to)
  const changed: ChangedDecision[] = []
  for (const order of orders) {
    const before = checkOn(earlier, order)
    const after = checkOn(later, order)
    if (isSameConclusion(before, after)) continue
    const because = bearingOnInstrument(later.asking.index, order.instrument)
      .filter(({ index }) => Math.min(from, to) <= index && index < Math.max(from, to))
      .map(({ entry }) => entry.id)
    changed.push({ order, before, after, because })
  }
  return changed
}
