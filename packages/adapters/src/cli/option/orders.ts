/** The orders that `check` is to decide: from a file, from JSON lines, or from flags. All are read before any is decided. */
import { type Order, parseOrder } from '@vacatur/core'
import * as E from 'fp-ts/lib/Either.js'
import { badField, badUsage, type Trouble } from '../exit.js'
import { nameOf } from '../read/bytes.js'
import { readJsonFile } from '../read/json-file.js'
import { LONGEST_LINE_BYTES, readJsonLines } from '../read/json-lines.js'
import type { Surroundings } from '../surroundings.js'
import { hasOrderFlags, type OrderFlags, orderOfFlags } from './order-flags.js'

/** The options as given. */
export interface OrdersOptions extends OrderFlags {
  readonly order?: string
  readonly orders?: string
}

const parsed = (given: unknown, place?: string): E.Either<Trouble, Order> => {
  const order = parseOrder(given)
  return E.isLeft(order) ? badField(order.left, place) : order
}

const readOrder = async (
  path: string,
  { stdin }: Surroundings,
): Promise<E.Either<Trouble, readonly Order[]>> => {
  const json = await readJsonFile(path, stdin, LONGEST_LINE_BYTES)
  if (E.isLeft(json)) return json
  return E.map((order: Order) => [order])(parsed(json.right, nameOf(path)))
}

const readOrders = async (
  path: string,
  { stdin }: Surroundings,
): Promise<E.Either<Trouble, readonly Order[]>> => {
  const lines = await readJsonLines(path, { stdin })
  if (E.isLeft(lines)) return lines
  const orders: Order[] = []
  for (const { value, place } of lines.right) {
    const order = parsed(value, place)
    if (E.isLeft(order)) return order
    orders.push(order.right)
  }
  return E.right(orders)
}

/** Reads them; the first that is none is told by file, line and field. */
export const ordersOf = async (
  options: OrdersOptions,
  surroundings: Surroundings,
): Promise<E.Either<Trouble, readonly Order[]>> => {
  const ways = [options.order !== undefined, options.orders !== undefined, hasOrderFlags(options)]
  if (ways.filter(Boolean).length > 1) {
    return badUsage(
      'several orders at once, accepted is one of: --order FILE, --orders FILE, flags like --isin and --activity',
    )
  }
  if (options.order !== undefined) return readOrder(options.order, surroundings)
  if (options.orders !== undefined) return readOrders(options.orders, surroundings)
  const given = orderOfFlags(options, surroundings.now())
  return E.isLeft(given) ? given : E.map((order: Order) => [order])(parsed(given.right))
}
