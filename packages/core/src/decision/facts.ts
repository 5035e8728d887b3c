/** From a listing and an order to the facts that rules may use. What an order leaves out is undefined. */
import type { Exposure } from '../entry/reference.js'
import type { LicenseInForce } from '../status/license.js'
import type { Listing } from '../status/listing.js'
import type { FactName } from './fact.js'
import type { Resolved } from './instrument.js'
import type { Order } from './order.js'
import type { FactValue } from './ruleset.js'

/** The value of every fact. */
export type OrderFacts = Readonly<Record<FactName, FactValue>>

/** An order and what licenses ask of the listing it comes upon, with the kind of instrument if it is known. */
export interface Applied {
  readonly order: Order
  readonly listing: Pick<Listing, 'entity' | 'via'>
  readonly kind: Resolved['kind']
}

/** What facts are drawn from. */
export interface FactSources {
  readonly order: Order
  readonly listing: Listing
  readonly exposure: Exposure
  readonly resolved: Resolved
}

/** Whether a license authorizes the order; undefined where that hangs on the kind of instrument, which is not known. */
export const authorizes = (
  { authorizes: granted }: Pick<LicenseInForce, 'authorizes'>,
  { order, listing, kind }: Applied,
): boolean | undefined => {
  const { activities, roles, entities, via, kinds } = granted
  const role = order.person.role
  const otherwise =
    (activities?.includes(order.activity) ?? true) &&
    (roles === undefined || (role !== undefined && roles.includes(role))) &&
    (entities?.includes(listing.entity) ?? true) &&
    (via === undefined || (listing.via === 'close-name' && via.includes('close-name')))
  if (!otherwise || kinds === undefined) return otherwise
  return kind === undefined ? undefined : kinds.includes(kind)
}

/** Whether some license in force authorizes the order; undefined where that hangs on the kind of instrument, which is not known. */
export const isLicensed = (
  licenses: Iterable<Pick<LicenseInForce, 'authorizes'>>,
  applied: Applied,
): boolean | undefined => {
  let answer: boolean | undefined = false
  for (const license of licenses) {
    const authorized = authorizes(license, applied)
    if (authorized === true) return true
    if (authorized === undefined) answer = undefined
  }
  return answer
}

/** Whether the listing is enjoined for this person by name. */
export const isEnjoinedFor = (enjoinedFor: Listing['enjoinedFor'], person: string | undefined): boolean =>
  person !== undefined && enjoinedFor.some(({ parties }) => parties.includes(person))

/** The facts of one listing and one order. */
export const factsOf = ({ order, listing, exposure, resolved }: FactSources): OrderFacts => ({
  standing: listing.standing,
  conflict: listing.conflict,
  programInForce: listing.version !== null,
  via: listing.via,
  buy: listing.buy,
  sell: listing.sell,
  hold: listing.hold,
  buyBannedFrom: listing.buyBannedFrom,
  sellBannedFrom: listing.sellBannedFrom,
  divestUntil: listing.divestUntil,
  holdBannedFrom: listing.holdBannedFrom,
  listedAt: listing.listedAt,
  'exposure.basis': exposure.basis,
  activity: order.activity,
  purpose: order.purpose ?? 'invest',
  'instrument.kind': resolved.kind,
  'instrument.publiclyTraded': resolved.publiclyTraded,
  'person.usPerson': order.person.usPerson,
  'person.forUsPerson': order.person.forUsPerson,
  'person.enjoined': isEnjoinedFor(listing.enjoinedFor, order.person.id),
  tradedAt: order.tradedAt,
  acquiredAt: order.acquiredAt,
  licensed: isLicensed(listing.licenses, { order, listing, kind: resolved.kind }),
})

/** Facts that are worked out from another: the one that an order would have to state. */
const STATED_AS: Readonly<Record<string, string>> = { licensed: 'instrument.kind' }

/** The names, as an order states them, of the facts that are missing. */
export const statedNames = (facts: readonly string[]): readonly string[] => [
  ...new Set(facts.map((fact) => STATED_AS[fact] ?? fact)),
]
